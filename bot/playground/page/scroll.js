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

/** After drawing: go to the end, or say that there is more below. */
export function keepEnd(node) {
  if (node.atEnd) node.scrollTop = node.scrollHeight;
}

/** After new messages: mark the lists whose reader is further up. */
export function markMore() {
  for (const node of document.querySelectorAll(".list")) if (!node.atEnd) node.parentElement.classList.add("more-below");
}

/** Jump to the end. */
export function toEnd(node) {
  node.atEnd = true;
  keepEnd(node);
  node.parentElement.classList.remove("more-below");
}
