// One alert: the sentence that explains it, observed against threshold, and the events on a time line.

import { ask } from "./api.js";
import { element, find, phase } from "./dom.js";
import { date, duration, measure, rule, time, word } from "./format.js";

/** Opens a dialog that closes with Escape, its button, or a click beside it; a child that is null is left out. */
export function openDrawer(dialog, body, title, id, ...children) {
  const close = element("button", { class: "quiet close", type: "button", "aria-label": "Close" }, "Close");
  close.addEventListener("click", () => dialog.close());
  body.replaceChildren(element("header", {}, element("h2", { id }, title), close), ...children.filter((child) => child !== null));
  if (!dialog.open) dialog.showModal();
  dialog.onclick = (event) => {
    if (event.target === dialog) dialog.close();
  };
}

export async function openAlert(id) {
  const dialog = find("#detail");
  const body = find("#detail-body");
  const show = (title, ...children) => openDrawer(dialog, body, title, "detail-title", ...children);
  show("Alert", element("p", { class: "state", role: "status" }, "Loading…"));
  try {
    const { alert, evidence } = await ask(`alerts/${encodeURIComponent(id)}`);
    if (dialog.open) show(rule(alert.rule), ...about(alert, evidence));
  } catch (failure) {
    if (dialog.open) show("Alert", element("p", { class: "state", role: "alert" }, failure.message));
  }
}

function about(alert, evidence) {
  return [
    element("p", { class: "line" },
      element("span", { class: "chip", "data-severity": alert.severity }, word(alert.severity)),
      phase(alert),
      element("span", { class: "about" }, alert.key)),
    element("p", { class: "explanation" }, alert.explanation),
    alert.incident ? element("p", { class: "explanation" }, alert.incident.explanation) : null,
    comparison(alert),
    element("h3", {}, "Evidence"),
    span(evidence),
    ...shared(evidence),
    timeline(evidence),
    element("dl", { class: "facts" },
      ...fact("Event time", `${date(alert.event_time)}, ${time(alert.event_time)} UTC`),
      ...fact("Rule", `${alert.rule}, version ${alert.rule_version}`),
      ...fact("Alert", alert.alert_id)),
  ];
}

const fact = (name, value) => [element("dt", {}, name), element("dd", {}, value)];

/** Two bars on one scale. */
function comparison(alert) {
  const values = [Number(alert.observed), Number(alert.threshold)];
  const most = Math.max(...values.map(Math.abs)) || 1;
  const bar = (name, raw, value) => {
    const fill = element("i");
    fill.style.width = `${Math.max(1, Math.abs(value) / most * 100)}%`;
    return element("div", { class: `bar ${name.toLowerCase()}` },
      element("span", {}, name), element("b", {}, measure(alert, raw)), element("span", { class: "track" }, fill));
  };
  return element("div", { class: "comparison" },
    bar("Observed", alert.observed, values[0]), bar("Threshold", alert.threshold, values[1]));
}

const eventTime = (entry) => {
  const at = entry.event?.event_time;
  const ms = typeof at === "number" ? at : Date.parse(at ?? "");
  return Number.isNaN(ms) ? null : ms;
};

/** The events to scale: how they lie in time, from the first to the one that triggered the alert. */
function span(evidence) {
  const times = evidence.map(eventTime).filter((ms) => ms !== null);
  const [first, last] = [Math.min(...times), Math.max(...times)];
  if (times.length < 2 || last === first) return null;
  const dots = times.map((ms, i) => {
    const dot = element("i", { class: i === times.length - 1 ? "trigger" : null });
    dot.style.left = `${(ms - first) / (last - first) * 100}%`;
    return dot;
  });
  return element("div", { class: "span" },
    element("span", { class: "rail-line", "aria-hidden": "true" }, ...dots),
    element("span", {}, time(first)), element("b", {}, duration(last - first)), element("span", {}, time(last)));
}

const kept = (evidence) => evidence.filter((entry) => entry.event);
const text = (value) => (typeof value === "object" ? JSON.stringify(value) : String(value));

/** Names of fields with one value in all events, of which there are several. */
function sharedNames(evidence) {
  const events = kept(evidence).map((entry) => entry.event);
  return events.length < 2 ? [] : Object.keys(events[0])
    .filter((name) => events.every((event) => name in event && text(event[name]) === text(events[0][name])));
}

function shared(evidence) {
  const names = sharedNames(evidence);
  return names.length === 0 ? [] : [
    element("dl", { class: "fields shared", "aria-label": "The same in every event" },
      ...names.flatMap((name) => fact(name, text(kept(evidence)[0].event[name]))))];
}

function timeline(evidence) {
  const first = evidence.map(eventTime).find((ms) => ms !== null) ?? null;
  const hidden = new Set([...sharedNames(evidence), "event_time"]);
  return element("ol", { class: "timeline" }, ...evidence.map((entry, i) => {
    const at = eventTime(entry);
    const isLast = i === evidence.length - 1;
    return element("li", { class: isLast ? "trigger" : null },
      element("p", { class: "line" },
        at === null ? element("span", { class: "about" }, "time not kept")
          : element("time", { datetime: new Date(at).toISOString() }, time(at)),
        at !== null && i > 0 ? element("span", { class: "after" }, `+${duration(at - first)}`) : null,
        isLast ? element("span", { class: "after" }, "triggered it") : null),
      entry.event ? fields(entry.event, hidden) : element("p", { class: "about" }, `${entry.event_id}: the event itself was not kept`));
  }));
}

/** The event as received, field by field, without what all events share. */
function fields(event, hidden) {
  const rows = Object.entries(event).filter(([name]) => !hidden.has(name));
  return element("dl", { class: "fields" }, ...rows.flatMap(([name, value]) => fact(name, text(value))));
}
