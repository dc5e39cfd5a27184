// The two charts and the small lines. uPlot draws; colours come from the theme.

import { colour } from "./theme.js";
import { count, milliseconds, money, moneyTick, shortTime } from "./format.js";

const HEIGHTS = { revenue: 220, latency: 280 };
const STEPS_S = [60, 120, 300, 600, 900, 1800, 3600, 7200, 14400];
const charts = new Map();

/** Draws every chart anew, in the colours of the theme. */
export function redraw() {
  for (const chart of charts.values()) {
    chart.plot?.destroy();
    chart.plot = null;
    if (chart.draw) chart.draw();
  }
}

function chart(host) {
  let held = charts.get(host);
  if (!held) {
    held = { plot: null, draw: null };
    charts.set(host, held);
    new ResizeObserver(() => {
      if (held.plot && host.clientWidth > 0 && held.plot.width !== host.clientWidth) {
        held.plot.setSize({ width: host.clientWidth, height: held.plot.height });
      }
    }).observe(host);
  }
  return held;
}

function show(host, options, data) {
  const held = chart(host);
  held.draw = () => {
    const built = options();
    held.shape = JSON.stringify(built.series.map((series) => series.label));
    held.plot = new uPlot({ width: host.clientWidth, ...built }, data, host);
  };
  const shape = JSON.stringify(options().series.map((series) => series.label));
  if (held.plot && held.shape === shape) {
    held.plot.setData(data);
  } else {
    held.plot?.destroy();
    held.draw();
  }
}

function axes(format) {
  const common = {
    stroke: colour("ink-2"),
    font: "12px system-ui, sans-serif",
    ticks: { show: false },
  };
  return [
    { ...common, size: 30, grid: { show: false }, space: 64, incrs: STEPS_S, values: (_, ticks) => ticks.map((s) => shortTime(s * 1000)) },
    { ...common, size: 64, gap: 8, space: 44, grid: { stroke: colour("line"), width: 1 }, values: (_, ticks) => ticks.map(format) },
  ];
}

/** A small box that follows the pointer, with a line of text for each value. */
function tooltip(lines) {
  let box;
  return {
    hooks: {
      init: (plot) => {
        box = document.createElement("div");
        box.className = "tooltip";
        box.hidden = true;
        plot.over.append(box);
      },
      setCursor: (plot) => {
        const { idx, left } = plot.cursor;
        const texts = idx === null || idx === undefined || left < 0 ? [] : lines(idx);
        box.hidden = texts.length === 0;
        box.replaceChildren(...texts.map((text) => {
          const line = document.createElement("div");
          line.textContent = text;
          return line;
        }));
        const width = box.offsetWidth;
        box.style.left = `${Math.min(Math.max(0, left - width / 2), Math.max(0, plot.over.clientWidth - width))}px`;
      },
    },
  };
}

const cursor = { drag: { x: false, y: false }, points: { size: 7 }, y: false };
const common = { legend: { show: false }, cursor, padding: [12, 18, 0, 0] };

export function revenueChart(host, times, amounts, currency, step) {
  const held = chart(host);
  held.rows = { times, amounts, currency, step };
  show(
    host,
    () => ({
      ...common,
      height: HEIGHTS.revenue,
      scales: { x: { time: false, range: (_, low, high) => [low - held.rows.step / 2, high + held.rows.step / 2] }, y: { range: (_, low, high) => [Math.min(0, low ?? 0), Math.max(high ?? 1, 1) * 1.1] } },
      axes: axes((n) => moneyTick(n, held.rows.currency)),
      series: [
        { label: "time" },
        {
          label: currency,
          stroke: colour("accent"),
          fill: colour("accent-soft"),
          width: 0,
          paths: uPlot.paths.bars({ size: [0.7, 26], radius: 0.25 }),
          points: { show: false },
        },
      ],
      plugins: [tooltip((i) => [
        `${shortTime(held.rows.times[i] * 1000)} UTC`,
        held.rows.amounts[i] === null ? "no data" : money(held.rows.amounts[i], held.rows.currency),
      ])],
    }),
    [times, amounts],
  );
}

/** Dots on the chart: rings where the mean left its band, spots where an alert was raised. */
function marks(held) {
  const dot = (plot, x, y, size, fill, stroke) => {
    const { ctx } = plot;
    const radius = size * devicePixelRatio;
    const top = plot.bbox.top + radius + devicePixelRatio; // what is off the scale lies at its end
    ctx.beginPath();
    ctx.arc(plot.valToPos(x, "x", true), Math.max(top, plot.valToPos(y, "y", true)), radius, 0, 2 * Math.PI);
    ctx.lineWidth = 2 * devicePixelRatio;
    ctx.strokeStyle = stroke;
    ctx.stroke();
    if (fill) {
      ctx.fillStyle = fill;
      ctx.fill();
    }
  };
  return {
    hooks: {
      draw: (plot) => {
        plot.ctx.save();
        plot.ctx.beginPath();
        plot.ctx.rect(plot.bbox.left, plot.bbox.top, plot.bbox.width, plot.bbox.height);
        plot.ctx.clip();
        held.rows.outside.forEach((i) => dot(plot, held.rows.data[0][i], held.rows.data[4][i], 5, null, colour("warn")));
        held.rows.alerts.forEach((mark) =>
          dot(plot, mark.x, Math.min(mark.y, plot.scales.y.max), 4, colour("bad"), colour("card")));
        plot.ctx.restore();
      },
    },
  };
}

/**
 * @param data times and p50, p95, p99, mean, low, high
 * @param outside indexes of windows whose mean left its band
 * @param alerts places of alerts, x in seconds and y in milliseconds
 */
export function latencyChart(host, data, outside, alerts) {
  const held = chart(host);
  held.rows = { data, outside, alerts };
  const line = (label, name, width, dash) => ({ label, stroke: colour(name), width, dash, points: { show: false } });
  show(
    host,
    () => ({
      ...common,
      height: HEIGHTS.latency,
      scales: { x: { time: false }, y: { range: (_, low, high) => [0, (high ?? 1) * 1.08] } },
      axes: axes((n) => `${count(n)} ms`),
      bands: [{ series: [6, 5], fill: colour("band") }],
      series: [
        { label: "time" },
        line("p50", "p50", 1.5),
        line("p95", "p95", 1.5),
        line("p99", "p99", 1.5),
        line("mean", "ink", 2),
        { label: "low", stroke: "transparent", width: 0, points: { show: false } },
        { label: "high", stroke: "transparent", width: 0, points: { show: false } },
      ],
      plugins: [marks(held), tooltip((i) => tip(held.rows, i))],
    }),
    data,
  );
}

function tip({ data, outside }, i) {
  if (data[4][i] === null) return [`${shortTime(data[0][i] * 1000)} UTC`, "no data"];
  const lines = [
    `${shortTime(data[0][i] * 1000)} UTC${outside.includes(i) ? " · outside" : ""}`,
    `mean ${milliseconds(data[4][i])}`,
    `p50 ${milliseconds(data[1][i])} · p95 ${milliseconds(data[2][i])} · p99 ${milliseconds(data[3][i])}`,
  ];
  if (data[6][i] !== null) lines.push(`expected ${milliseconds(data[5][i])} to ${milliseconds(data[6][i])}`);
  return lines;
}

const SVG = "http://www.w3.org/2000/svg";

/** A line without axes; gaps are left out. */
export function spark(svg, values) {
  const known = values.map((value, i) => [i, value]).filter(([, value]) => value !== null);
  if (known.length < 2) {
    svg.replaceChildren();
    return;
  }
  const low = Math.min(0, ...known.map(([, value]) => value));
  const high = Math.max(...known.map(([, value]) => value));
  const span = high - low || 1;
  const at = ([i, value]) => `${(i / (values.length - 1) * 100).toFixed(2)} ${(30 - (value - low) / span * 27).toFixed(2)}`;
  const line = `M${known.map(at).join("L")}`;
  svg.setAttribute("viewBox", "0 0 100 32");
  const paths = svg.children.length === 2 ? [...svg.children] : ["fill", "stroke"].map((name) => {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("class", name);
    return path;
  });
  const [first, last] = [known[0][0], known[known.length - 1][0]].map((i) => (i / (values.length - 1) * 100).toFixed(2));
  paths[0].setAttribute("d", `${line}L${last} 32L${first} 32Z`);
  paths[1].setAttribute("d", line);
  if (svg.children.length !== 2) svg.replaceChildren(...paths);
}
