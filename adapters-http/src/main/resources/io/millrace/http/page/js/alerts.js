// The list of alerts: filters, pages, and what has just come in.

import { ask } from "./api.js";
import { element, find, keyed, options, phase, setState, setText } from "./dom.js";
import { course, date, learnRules, measure, rule, severities, when, word } from "./format.js";

const PAGE = 50;
const MOST = 500;
const TYPING_MS = 250;
const ANOMALY = "anomaly";

let shown = [];
let next = null;
let fresh = new Set(); // ids of the newest alerts, of which it is known whether they go on
let known = null; // ids seen under the present filter; null before the first answer
let asked = 0;
let rules = null; // what is being asked, or was

export function startAlerts(open, failed) {
  const form = find("#filters");
  form.severity.append(...severities.map((id) => element("option", { value: id }, word(id))));
  const filter = () => {
    shown = [];
    known = null;
    showAlerts().catch(failed);
  };
  let typing;
  form.key.addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(filter, TYPING_MS);
  });
  form.addEventListener("change", (event) => event.target !== form.key && filter());
  form.addEventListener("submit", (event) => event.preventDefault());
  find("#more").addEventListener("click", () => showOlder().catch(failed));
  find("#alert-list").addEventListener("click", (event) => {
    const row = event.target.closest("[data-key]");
    if (row) open(row.dataset.key);
  });
}

function filters() {
  const form = find("#filters");
  const since = Number(form.since.value);
  return {
    rule: form.rule.value,
    severity: form.severity.value,
    key: form.key.value.trim(),
    from: since ? new Date(Math.floor(Date.now() / 60000 - since) * 60000).toISOString() : "",
  };
}

const isFiltered = () => Object.values(filters()).some((value) => value !== "");

/** The rules are asked for once: they change with the server only. */
export function knowRules() {
  rules ??= ask("rules").then(({ rules: all }) => {
    learnRules(all);
    options(find("#filters").rule, [["", "Every rule"], ...all.map((kind) => [kind.rule, kind.title])], "");
  }).catch((reason) => {
    rules = null;
    throw reason;
  });
  return rules;
}

export async function showAlerts() {
  await knowRules();
  const turn = ++asked;
  const page = await ask("alerts", isFiltered() ? { ...filters(), limit: PAGE } : {});
  if (turn !== asked) return;
  fresh = new Set(page.alerts.map((alert) => alert.alert_id));
  const older = shown.filter((alert) => !fresh.has(alert.alert_id));
  if (older.length === 0 || older.length + fresh.size > MOST) next = page.next;
  shown = [...page.alerts, ...(older.length + fresh.size > MOST ? [] : older)];
  const arrived = known === null ? 0 : page.alerts.filter((alert) => !known.has(alert.alert_id)).length;
  render();
  const state = isFiltered() ? "Filtered, newest first" : "Newest first";
  setText(find("#alert-note"), arrived > 0 ? `${arrived} new` : state);
  known = new Set([...(known ?? []), ...fresh].slice(-4 * MOST));
}

async function showOlder() {
  const turn = asked;
  const page = await ask("alerts", { ...filters(), limit: PAGE, cursor: next });
  if (turn !== asked) return;
  next = shown.length + page.alerts.length >= MOST ? null : page.next;
  page.alerts.forEach((alert) => known?.add(alert.alert_id));
  shown = [...shown, ...page.alerts];
  render();
}

function render() {
  const list = find("#alert-list");
  find("#more").hidden = next === null;
  keyed(list, shown, (alert) => alert.alert_id, row);
  const later = new Set(); // series with a later anomaly, whose earlier ones are over
  shown.forEach((alert, i) => {
    showPhase(list.children[i], alert);
    const isOpen = alert.rule === ANOMALY && !alert.incident && alert.phase !== "WITHDRAWN" && !later.has(alert.key);
    showCourse(list.children[i], alert, isOpen && fresh.has(alert.alert_id));
    if (alert.rule === ANOMALY && alert.phase !== "WITHDRAWN") later.add(alert.key);
  });
  if (shown.length > 0) {
    setState(list, "ready");
  } else {
    setState(list, "empty", next !== null ? "None so far. Look further back." :
      isFiltered() ? "No alert matches these filters." : "All quiet: no alert yet.");
  }
}

function row(alert) {
  const isNew = known !== null && !known.has(alert.alert_id);
  return element("li", { "data-severity": alert.severity, class: isNew ? "new" : null },
    element("button", { type: "button" },
      element("span", { class: "line" },
        element("span", { class: "what" }, rule(alert.rule)),
        element("time", { datetime: alert.event_time, title: `${date(alert.event_time)}, UTC` }, when(alert.event_time))),
      element("span", { class: "about" }, alert.key),
      element("span", { class: "line" },
        element("span", { class: "chips" },
          element("span", { class: "chip", "data-severity": alert.severity }, word(alert.severity)),
          phase(alert)),
        element("span", { class: "observed" }, `${measure(alert, alert.observed)} against ${measure(alert, alert.threshold)}`)),
      element("span", { class: "course", hidden: true })));
}

/** An anomaly goes on until its incident is told. */
function showCourse(node, alert, goesOn) {
  const shown = find(".course", node);
  const text = goesOn ? "goes on" : alert.incident ? course(alert) : "";
  setText(shown, text);
  shown.hidden = text === "";
  shown.dataset.open = String(goesOn);
}

/** An alert that was raised ahead of the watermark may still be confirmed or withdrawn. */
function showPhase(node, alert) {
  const shown = find(".phase", node);
  if (shown.dataset.phase !== (alert.phase ?? "")) shown.replaceWith(phase(alert));
}
