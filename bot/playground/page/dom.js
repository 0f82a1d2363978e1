/**
 * A tiny keyed DOM patcher: describe what should be on the screen with `h`, and `patch` changes only what differs.
 * Nodes that stay keep their focus, scroll position and half-typed text. Text is always a text node, never markup.
 */

const SVG = "http://www.w3.org/2000/svg";

/** Describe an element. Props: attributes, `on*` handlers, `key`, `made` (called once with the new node). */
export function h(tag, props, ...children) {
  return { tag, props: props ?? {}, key: props?.key, children: flat(children) };
}

/** Make the children of `parent` match the descriptions. */
export function patch(parent, children) {
  const wanted = flat([children]);
  const { keyed, loose } = sortOut(parent);
  const nodes = wanted.map((v) => reuse(v, keyed, loose) ?? create(v, parent));
  const kept = new Set(nodes);
  for (const node of [...parent.childNodes]) if (!kept.has(node)) node.remove();
  let cursor = parent.firstChild;
  for (const node of nodes) {
    if (node === cursor) cursor = cursor.nextSibling;
    else parent.insertBefore(node, cursor);
  }
  nodes.forEach((node, i) => update(node, wanted[i]));
}

function flat(children, out = []) {
  for (const child of children) {
    if (Array.isArray(child)) flat(child, out);
    else if (child === null || child === undefined || child === false || child === true || child === "") continue;
    else out.push(typeof child === "object" ? child : String(child));
  }
  return out;
}

function sortOut(parent) {
  const keyed = new Map();
  const loose = new Map();
  for (const node of parent.childNodes) {
    const key = node.described?.key;
    const kind = nodeKind(node);
    if (key !== undefined) keyed.set(`${kind} ${key}`, node);
    else if (loose.has(kind)) loose.get(kind).push(node);
    else loose.set(kind, [node]);
  }
  return { keyed, loose };
}

const nodeKind = (node) => (node.nodeType === Node.TEXT_NODE ? "#text" : node.localName);

function reuse(v, keyed, loose) {
  if (typeof v === "string") return loose.get("#text")?.shift();
  if (v.key === undefined) return loose.get(v.tag)?.shift();
  const found = keyed.get(`${v.tag} ${v.key}`);
  keyed.delete(`${v.tag} ${v.key}`);
  return found;
}

function create(v, parent) {
  if (typeof v === "string") return document.createTextNode(v);
  const inSvg = v.tag === "svg" || (parent.namespaceURI === SVG && parent.localName !== "foreignObject");
  return inSvg ? document.createElementNS(SVG, v.tag) : document.createElement(v.tag);
}

function update(node, v) {
  if (typeof v === "string") {
    if (node.data !== v) node.data = v;
    return;
  }
  const before = node.described;
  if (before === v) return;
  node.described = v;
  const old = before?.props ?? {};
  for (const name of Object.keys(old)) if (!(name in v.props)) set(node, name, undefined, old[name]);
  // Children first: a select can only hold a value that it offers.
  if (!v.props.unmanaged) patch(node, v.children);
  for (const [name, value] of Object.entries(v.props)) if (value !== old[name]) set(node, name, value, old[name]);
  if (!before) v.props.made?.(node);
}

const HANDLED = new Set(["key", "made", "unmanaged"]);
const PROPERTIES = new Set(["value", "checked", "selected", "disabled", "indeterminate"]);

function set(node, name, value) {
  if (HANDLED.has(name)) return;
  if (name.startsWith("on")) node[name] = value ?? null;
  else if (name === "value" && node === document.activeElement && node.localName !== "select") return;
  else if (PROPERTIES.has(name)) node[name] = value ?? (name === "value" ? "" : false);
  else if (value === undefined || value === null || value === false) node.removeAttribute(name);
  else node.setAttribute(name, value === true ? "" : String(value));
}
