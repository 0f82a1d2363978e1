/** Lists stay at their end while new messages come in, unless somebody scrolled up to read. */

const NEAR = 48;

const atEnd = (node) => node.scrollHeight - node.scrollTop - node.clientHeight < NEAR;

/** Follow a new list from its end on. */
export function followEnd(node) {
  node.atEnd = true;
  node.addEventListener("scroll", () => {
    node.atEnd = atEnd(node);
    if (node.atEnd) node.parentElement?.classList.remove("more-below");
  });
  new ResizeObserver(() => keepEnd(node)).observe(node);
}

/** After drawing: stay at the end. */
export function keepEnd(node) {
  if (node.atEnd) node.scrollTop = node.scrollHeight;
}

/** After drawing new messages: tell a reader who is further up that there is more below. */
export function markMore() {
  for (const node of document.querySelectorAll(".list"))
    node.parentElement.classList.toggle("more-below", !atEnd(node));
}

/** Show one message in its list; the list goes on following its end only if that is in sight. */
export function show(message) {
  const list = message.closest(".list");
  list.atEnd = false;
  message.scrollIntoView({ block: "center" });
  list.atEnd = atEnd(list);
}

/** Jump to the end. */
export function toEnd(node) {
  node.atEnd = true;
  keepEnd(node);
  node.parentElement.classList.remove("more-below");
}
