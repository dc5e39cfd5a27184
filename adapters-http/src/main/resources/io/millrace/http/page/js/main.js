// Starts the page and keeps it up to date.

import { startAlerts, showAlerts } from "./alerts.js";
import { ask, bear } from "./api.js";
import { redraw } from "./charts.js";
import { element, find, setState, setText } from "./dom.js";
import { openAlert, openDrawer } from "./evidence.js";
import { date, duration, time } from "./format.js";
import { follow } from "./live.js";
import { PANELS, startPanels } from "./panels.js";
import { startTheme } from "./theme.js";

const SHOWN = { ...PANELS, alerts: [showAlerts, "#alert-list"] };

let freshness = null;
let streaming = false;
let failure = null; // the last one; null once there is an answer again
const busy = new Map();

/** Shows a panel; while it is under way, one more time at most is remembered. */
async function update(topic) {
  if (topic === "freshness") {
    freshness = await ask("freshness").catch(failed) ?? freshness;
    renderFreshness();
    return;
  }
  if (busy.has(topic)) {
    busy.set(topic, true);
    return;
  }
  busy.set(topic, false);
  const [show, selector] = SHOWN[topic];
  try {
    await show();
    answered();
  } catch (reason) {
    const panel = find(selector);
    if (panel.dataset.state !== "ready") setState(panel, "error", reason.message ?? String(reason));
    failed(reason);
  }
  const again = busy.get(topic);
  busy.delete(topic);
  if (again) update(topic);
}

function answered() {
  if (failure === null) return;
  failure = null;
  find("#notice").hidden = true;
  document.body.classList.remove("stale");
  renderFreshness();
}

function failed(reason) {
  if (reason.status === 401) {
    signIn();
    return null;
  }
  failure = reason;
  const notice = find("#notice");
  setText(notice, `${reason.message} What you see is from ${freshness ? time(freshness.now) + " UTC" : "before"}; trying again.`);
  notice.hidden = false;
  document.body.classList.add("stale");
  renderFreshness();
  return null;
}

function signIn() {
  const dialog = find("#sign-in");
  if (dialog.open) return;
  dialog.showModal();
  dialog.addEventListener("close", () => {
    const form = find("#sign-in-form");
    bear(form.token.value);
    form.reset();
    refresh();
  }, { once: true });
}

const refresh = () => [...Object.keys(SHOWN), "freshness"].forEach(update);

const WORDS = {
  live: (now) => `Live · ${age(now)} behind`,
  stale: (now) => `Stale · ${age(now)} behind`,
  unknown: () => "Waiting for data",
};
const age = (now) => duration(now.watermark_age_ms ?? now.newest_minute_age_ms ?? 0);

function renderFreshness() {
  const badge = find("#freshness");
  if (failure !== null) {
    badge.dataset.state = "offline";
    setText(find("#freshness-text"), failure.status === 0 ? "Offline" : "No answer");
  } else if (freshness) {
    badge.dataset.state = freshness.state;
    setText(find("#freshness-text"), WORDS[freshness.state](freshness));
    badge.title = streaming ? "Updates are pushed" : "Updates are polled";
    if (find("#about").open) openAbout();
  }
}

const COUNTED = { accepted: "events accepted", rejected: "records rejected", late: "late events", results: "results", written: "results written", retried: "writes tried again", deadLetters: "dead letters" };

function openAbout() {
  const row = (name, value) => [element("dt", {}, name), element("dd", {}, value)];
  const at = (iso, ms) => (iso === null ? "not known" : `${date(iso)}, ${time(iso)} UTC, ${duration(ms)} ago`);
  const now = freshness;
  openDrawer(find("#about"), find("#about-body"), "Freshness", "about-title",
    element("p", { class: "explanation" }, "Everything up to the watermark is decided; later events are still being waited for."),
    now === null ? element("p", { class: "state" }, "Not known yet.") : element("dl", { class: "facts" },
      ...row("Watermark", at(now.watermark, now.watermark_age_ms)),
      ...row("Newest minute", at(now.newest_minute_end, now.newest_minute_age_ms)),
      ...row("Checkpoint", now.checkpoint === null ? "not known"
        : `number ${now.checkpoint.id}, ${duration(now.checkpoint.age_ms)} ago, took ${duration(now.checkpoint.duration_ms)}, ${now.checkpoint.failed} failed`),
      ...now.lags.flatMap((lag) => row(`Lag of ${lag.stream}`, duration(lag.behind_ms))),
      ...Object.entries(now.counts).flatMap(([name, count]) => row(`Count of ${COUNTED[name] ?? name}`, count.toLocaleString("en"))),
      ...row("Updates", streaming ? "pushed" : "polled")));
}

startTheme(redraw);
startPanels(failed);
startAlerts(openAlert, failed);
find("#freshness").addEventListener("click", openAbout);
refresh();
follow(Object.keys(SHOWN), {
  changed: (topics) => topics.forEach(update),
  freshness: (now) => {
    freshness = now;
    answered();
    renderFreshness();
  },
  connected: (isStreaming) => {
    streaming = isStreaming;
    renderFreshness();
  },
});
