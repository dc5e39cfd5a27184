// The panels: each asks for what it shows, and says so when there is nothing or no answer.

import { knowRules } from "./alerts.js";
import { ask } from "./api.js";
import { latencyChart, revenueChart, spark } from "./charts.js";
import { element, find, keyed, options, setState, setText } from "./dom.js";
import { count, duration, milliseconds, money, part, past, roundMoney, share, timing, when, word } from "./format.js";
import { median, otherMinutes } from "./usual.js";

const MOST_POINTS = 5000;
let currency = "";
let endpoint = "";

/** Minutes in a row; a minute in which nothing counted is missing in the answer. */
function everyMinute(from, to, step, rows) {
  const byStart = new Map(rows.map((row) => [Date.parse(row.window_start), row]));
  const all = [];
  for (let at = Math.ceil(from / step) * step; at < to; at += step) all.push([at, byStart.get(at) ?? null]);
  return all;
}

async function showMinutes() {
  const host = find("#revenue-chart");
  const answer = await ask("minutes");
  if (answer.minutes.length === 0) {
    setState(host, "empty", `No minute has been decided yet. The first one shows about ${duration(answer.window_ms)} after the traffic starts.`);
    return;
  }
  const step = answer.window_ms;
  const minutes = everyMinute(Date.parse(answer.from), Date.parse(answer.to), step, answer.minutes);
  const totals = new Map();
  for (const row of answer.minutes) {
    for (const [code, amount] of Object.entries(row.revenue)) totals.set(code, (totals.get(code) ?? 0) + Number(amount));
  }
  // amounts of different currencies do not compare: the one of most minutes comes first
  const sold = (code) => answer.minutes.filter((row) => code in row.revenue).length;
  const codes = [...totals.keys()].sort((a, b) => sold(b) - sold(a) || totals.get(b) - totals.get(a));
  if (!totals.has(currency)) currency = codes[0] ?? "";
  const select = find("#currency");
  select.hidden = codes.length < 2;
  options(select, codes.map((code) => [code, code]), currency);
  const revenue = (row) => Number(row.revenue[currency] ?? 0);
  const amounts = minutes.map(([, row]) => row && revenue(row));
  const others = await otherMinutes(answer);

  const per = step === 60000 ? "min" : duration(step);
  setText(find("[data-kpi=revenue] h2"), `Revenue / ${per}`);
  setText(find("[data-kpi=requests] h2"), `Requests / ${per}`);
  kpi("revenue", minutes, others, revenue, (n) => (currency ? roundMoney(n, currency) : "–"));
  kpi("users", minutes, others, (row) => row.active_users, count);
  kpi("errors", minutes, others, (row) => row.error_rate, share);
  kpi("requests", minutes, others, (row) => row.requests, count);

  setState(host, "ready");
  if (currency) {
    setText(find("#revenue-note"), `${money(totals.get(currency), currency)} in the last ${past(answer)}, ${duration(step)} each, UTC`);
    revenueChart(host, minutes.map(([at]) => at / 1000), amounts, currency, step / 1000);
  } else {
    setState(host, "empty", `No order was completed in the last ${past(answer)}.`);
  }
}

/** A number of the newest minute beside what is usual: the median of other minutes, or of those before it if there are no others. */
function kpi(name, minutes, others, value, format) {
  const card = find(`[data-kpi="${name}"]`);
  const values = minutes.map(([, row]) => row && value(row));
  const known = values.filter((one) => one !== null);
  const now = known[known.length - 1];
  const compared = others.length > 0 ? others.map(value) : known.slice(0, -1);
  const usual = compared.length > 0 ? median(compared) : null;
  setText(find(".value", card), format(now));
  setText(find(".note", card), usual === null ? "first minute" : `usually ${format(usual)}`);
  card.dataset.alarm = String(name === "errors" && now > 0.02 && now > 3 * (usual ?? 0));
  spark(find(".spark", card), values);
}

async function showProducts() {
  const list = find("#product-list");
  const answer = await ask("products", { limit: 8 });
  setText(find("#products-note"), `By revenue, last ${past(answer)}`);
  const most = new Map();
  for (const product of answer.products) {
    most.set(product.currency, Math.max(most.get(product.currency) ?? 0, Number(product.revenue)));
  }
  const shown = answer.products.filter((product) => product.currency === (currency || product.currency)).slice(0, 8);
  if (shown.length === 0) {
    keyed(list, [], null, null);
    setState(list, "empty", `No sale in the last ${past(answer)}.`);
    return;
  }
  setState(list, "ready");
  keyed(list, shown, (product) => `${product.product_id} ${product.currency}`, () =>
    element("li", {}, element("span", { class: "name" }), element("span", { class: "amount" }),
      element("span", { class: "track" }, element("i"))));
  shown.forEach((product, i) => {
    const row = list.children[i];
    setText(find(".name", row), product.product_id);
    setText(find(".amount", row), money(product.revenue, product.currency));
    row.title = `${count(product.orders)} orders, ${count(product.units)} units`;
    find("i", row).style.width = `${Math.max(1, Number(product.revenue) / most.get(product.currency) * 100)}%`;
  });
}

const OUTCOMES = ["FULFILLED", "PARTIALLY_FULFILLED", "UNFULFILLED"];

async function showOutcomes() {
  const host = find("#outcomes");
  const answer = await ask("fulfillments/outcomes");
  const total = OUTCOMES.reduce((sum, outcome) => sum + answer.outcomes[outcome], 0);
  if (total === 0) {
    host.replaceChildren();
    setState(host, "empty", "No order was decided in the last hour.");
    return;
  }
  setState(host, "ready");
  setText(find("#outcome-note"), answer.complete ? "Orders decided in the last hour" : `The last ${count(total)} orders`);
  if (!find(".stack", host)) {
    host.replaceChildren(
      element("div", { class: "stack", "aria-hidden": "true" }, ...OUTCOMES.map((outcome) => element("i", { "data-outcome": outcome }))),
      element("dl", { class: "outcomes" }, ...OUTCOMES.map((outcome) =>
        element("div", { "data-outcome": outcome },
          element("dt", {}, word(outcome)), element("dd", {}, element("b"), element("span"))))),
      element("h3", {}, "Latest"), element("ul", { class: "latest", id: "latest" }));
  }
  for (const outcome of OUTCOMES) {
    const n = answer.outcomes[outcome];
    find(`.stack [data-outcome="${outcome}"]`, host).style.flexGrow = String(n);
    const row = find(`dl [data-outcome="${outcome}"]`, host);
    setText(find("b", row), part(n / total));
    setText(find("span", row), count(n));
  }
  await showLatest();
}

async function showLatest() {
  const { fulfillments } = await ask("fulfillments", { limit: 5 });
  keyed(find("#latest"), fulfillments, (order) => order.event_id, (order) =>
    element("li", { "data-outcome": order.outcome },
      element("i", { title: word(order.outcome) }),
      element("span", { class: "name" }, `${order.order_id} · ${order.product_id}`),
      element("span", { class: "amount" }, `${count(order.allocated)} of ${count(order.requested)}`),
      element("time", { datetime: order.decided_at }, when(order.decided_at))));
}

async function showEndpoints() {
  const select = find("#endpoint");
  const { endpoints, window_ms } = await ask("endpoints");
  const ids = endpoints.map((row) => row.endpoint_id);
  if (!ids.includes(endpoint) && ids.length > 0) {
    endpoint = [...endpoints].sort((a, b) => b.requests - a.requests)[0].endpoint_id;
  }
  select.hidden = ids.length === 0;
  if (ids.length > 0) options(select, ids.map((id) => [id, id]), endpoint);
  if (endpoint) return showLatency();
  setState(find("#latency-chart"), "empty", `No window of latency has ended yet. The first one takes ${duration(window_ms)}.`);
}

async function showLatency() {
  const host = find("#latency-chart");
  const asked = endpoint;
  const answer = await ask("latency", { endpoint_id: asked });
  await knowRules();
  const pages = await Promise.all(timing("requests").map(({ rule, prefix }) =>
    ask("alerts", { key: `${prefix}${asked}`.slice(0, 264), rule, from: answer.from, limit: 100 })));
  if (asked !== endpoint) return;
  if (answer.windows.length === 0) {
    setState(host, "empty", `This endpoint had no request in the last ${past(answer)}.`);
    return;
  }
  setState(host, "ready");
  const byEnd = new Map(answer.windows.map((row, i) => [Date.parse(row.window_end), i]));
  const first = Date.parse(answer.windows[0].window_end);
  const last = Date.parse(answer.windows[answer.windows.length - 1].window_end);
  const columns = [[], [], [], [], [], [], []];
  const outside = [];
  for (let end = first; end <= last && columns[0].length < MOST_POINTS; end += answer.slide_ms) {
    const i = byEnd.get(end);
    const row = i === undefined ? null : answer.windows[i];
    const band = i === undefined ? null : answer.bands[i];
    if (band?.outside) outside.push(columns[0].length);
    [end / 1000, row?.p50_ms, row?.p95_ms, row?.p99_ms, row?.mean_ms, band?.low_ms, band?.high_ms]
      .forEach((value, column) => columns[column].push(value ?? null));
  }
  const now = answer.windows[answer.windows.length - 1];
  setText(find("#latency-note"), `p99 ${milliseconds(now.p99_ms)}, mean ${milliseconds(now.mean_ms)} over the last ${duration(answer.window_ms)}, UTC`);
  latencyChart(host, columns, outside, pages.flatMap((page) => page.alerts).map((alert) => ({ x: Date.parse(alert.event_time) / 1000, y: Number(alert.observed) })));
}

/** What shows each topic, and where. */
export const PANELS = {
  minutes: [showMinutes, "#revenue-chart"],
  endpoints: [showEndpoints, "#latency-chart"],
  products: [showProducts, "#product-list"],
  outcomes: [showOutcomes, "#outcomes"],
};

export function startPanels(failed) {
  find("#currency").addEventListener("change", (event) => {
    currency = event.target.value;
    Promise.all([showMinutes(), showProducts()]).catch(failed);
  });
  find("#endpoint").addEventListener("change", (event) => {
    endpoint = event.target.value;
    showLatency().catch(failed);
  });
}
