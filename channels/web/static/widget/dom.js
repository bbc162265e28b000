// Makes elements. Words only ever become text nodes: nothing a person or a mentor wrote can become markup.

const LINK = /https?:\/\/[^\s<>"']*[^\s<>"'.,;:!?()[\]]/g;
// Short numbers of help lines (112, 113, 1813, 116 000) and longer ones (0800-0432), never a part of a longer number.
const NUMBER = /(?<![\w.,-])(?:1\d{2}(?: 000)?|1[78]\d{2}|0\d{2,3}-\d{4,7})(?![\w-])/;
const LINK_OR_NUMBER = new RegExp(`${LINK.source}|${NUMBER.source}`, "g");

function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children);
  return node;
}

function icon(path) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const shape = document.createElementNS("http://www.w3.org/2000/svg", "path");
  for (const [name, value] of Object.entries({ viewBox: "0 0 24 24", "aria-hidden": "true", class: "icon" })) {
    svg.setAttribute(name, value);
  }
  shape.setAttribute("d", path);
  svg.append(shape);
  return svg;
}

function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (_, key) => values[key]);
}

function hidden(text) {
  return el("span", { class: "unseen" }, text);
}

function link(url, text) {
  const attributes = { href: url, target: "_blank", rel: "noopener noreferrer" };
  return el("a", attributes, text, hidden(` (${STRINGS.newTab})`));
}

function isWebAddress(url) {
  return /^https?:\/\//i.test(url || "");
}

function call(number) {
  return el("a", { href: `tel:${number.replace(/[^0-9+]/g, "")}` }, number);
}

// Text with its http(s) addresses made clickable, as nodes; where help lines stand, their numbers can be called.
function linked(text, withNumbers = false) {
  const nodes = [];
  let end = 0;
  for (const match of text.matchAll(withNumbers ? LINK_OR_NUMBER : LINK)) {
    const node = isWebAddress(match[0]) ? link(match[0], match[0]) : call(match[0]);
    nodes.push(text.slice(end, match.index), node);
    end = match.index + match[0].length;
  }
  nodes.push(text.slice(end));
  return nodes;
}

function day(iso) {
  const date = new Date(`${iso}T12:00:00`);
  if (Number.isNaN(date.getTime())) return iso;
  return new Intl.DateTimeFormat("nl", { day: "numeric", month: "long", year: "numeric" }).format(date);
}

function clock(iso) {
  const date = iso ? new Date(iso) : new Date();
  return new Intl.DateTimeFormat("nl", { hour: "2-digit", minute: "2-digit" }).format(date);
}
