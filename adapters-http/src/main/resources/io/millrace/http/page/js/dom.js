// Builds elements. Text is only ever text: nothing here, or anywhere on the page, reads markup.

import { word } from "./format.js";

export const find = (selector, root = document) => root.querySelector(selector);

/** An element with attributes and children; a child is a node or a text, null is left out. */
export function element(tag, attributes = {}, ...children) {
  const created = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) {
      created.addEventListener(name.slice(2), value);
    } else if (value === true) {
      created.setAttribute(name, "");
    } else if (value !== false && value !== null && value !== undefined) {
      created.setAttribute(name, value);
    }
  }
  created.append(...children.filter((child) => child !== null && child !== undefined));
  return created;
}

export function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/** What a panel shows in place of data: loading, empty or error, with a sentence. */
export function setState(panel, state, sentence = "") {
  panel.dataset.state = state;
  const old = find(":scope > .state", panel);
  if (state === "ready" || state === "loading") {
    old?.remove();
    return;
  }
  const tag = panel.matches("ul, ol") ? "li" : "p";
  const shown = old ?? element(tag, { class: "state" });
  setText(shown, sentence);
  if (!old) panel.append(shown);
}

export function options(select, values, chosen) {
  const wanted = values.map(([value]) => value).join("\n");
  if (select.dataset.values !== wanted) {
    select.dataset.values = wanted;
    select.replaceChildren(...values.map(([value, text]) => element("option", { value }, text)));
  }
  if (select.value !== chosen) select.value = chosen;
}

/** A badge for the phase of an alert; hidden where it has none or is confirmed. */
export function phase(alert) {
  const name = alert.phase ?? "";
  return element("span", { class: "phase", "data-phase": name, hidden: name === "" || name === "CONFIRMED" }, word(name));
}

/** The children of a list, kept by key so that focus and motion survive an update. */
export function keyed(list, items, keyOf, create) {
  const old = new Map([...list.children].filter((n) => n.dataset.key).map((n) => [n.dataset.key, n]));
  const nodes = items.map((item) => {
    const key = keyOf(item);
    const node = old.get(key) ?? create(item);
    node.dataset.key = key;
    return node;
  });
  const kept = new Set(nodes);
  for (const node of [...list.children]) {
    if (!kept.has(node)) node.remove();
  }
  nodes.forEach((node, i) => {
    if (list.children[i] !== node) list.insertBefore(node, list.children[i] ?? null);
  });
}
