// What a minute is compared with: other days, or other hours, so that an outage now does not hide itself.

import { ask } from "./api.js";

const HOUR_MS = 3600000;
const DAY_MS = 24 * HOUR_MS;
const DAYS = 7;
const LEAST = 30; // fewer say nothing

let known = { hour: null, step: 0, rows: [] };

/** Minutes of the newest one's hour on the seven days before; if they are too few, of the day before that hour. Asked for once an hour. */
export async function otherMinutes({ to, window_ms: step }) {
  const hour = Math.floor((Date.parse(to) - 1) / HOUR_MS) * HOUR_MS;
  if (known.hour !== hour || known.step !== step) {
    const days = Array.from({ length: DAYS }, (_, i) => hour - (i + 1) * DAY_MS);
    let rows = (await Promise.all(days.map((from) => between(from, from + HOUR_MS, step)))).flat();
    if (rows.length < LEAST) rows = await between(hour - DAY_MS, hour, step);
    known = { hour, step, rows: rows.length < LEAST ? [] : rows };
  }
  return known.rows;
}

async function between(from, to, step) {
  if (from < 0) return [];
  const { minutes } = await ask("minutes", { from, to });
  return minutes.filter((row) => Date.parse(row.window_end) - Date.parse(row.window_start) === step);
}

/** Of values, of which there are some. */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}
