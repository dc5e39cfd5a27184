// One alert: the sentence that explains it, observed against threshold, and the events on a time line.

import { ask } from "./api.js";
import { element, find } from "./dom.js";
import { date, duration, measure, rule, time, word } from "./format.js";

/** Opens a dialog that closes with Escape, its button, or a click beside it. */
export function openDrawer(dialog, body, title, id, ...children) {
  const close = element("button", { class: "quiet close", type: "button", "aria-label": "Close" }, "Close");
  close.addEventListener("click", () => dialog.close());
  body.replaceChildren(element("header", {}, element("h2", { id }, title), close), ...children);
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
      element("span", { class: "about" }, alert.key)),
    element("p", { class: "explanation" }, alert.explanation),
    comparison(alert),
    element("h3", {}, "Evidence"),
    timeline(alert, evidence),
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

function timeline(alert, evidence) {
  const first = evidence.map(eventTime).find((ms) => ms !== null) ?? null;
  return element("ol", { class: "timeline" }, ...evidence.map((entry, i) => {
    const at = eventTime(entry);
    const isLast = i === evidence.length - 1;
    return element("li", { class: isLast ? "trigger" : null },
      element("p", { class: "line" },
        at === null ? element("span", { class: "about" }, "time not kept")
          : element("time", { datetime: new Date(at).toISOString() }, time(at)),
        at !== null && i > 0 ? element("span", { class: "after" }, `+${duration(at - first)}`) : null,
        isLast ? element("span", { class: "after" }, "triggered it") : null),
      entry.event ? fields(entry) : element("p", { class: "about" }, `${entry.event_id}: the event itself was not kept`));
  }));
}

/** The event as received, field by field. */
function fields(entry) {
  const rows = Object.entries(entry.event).filter(([name]) => name !== "event_time");
  return element("dl", { class: "fields" },
    ...rows.flatMap(([name, value]) => fact(name, typeof value === "object" ? JSON.stringify(value) : String(value))));
}
