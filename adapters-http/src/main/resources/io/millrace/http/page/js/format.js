// Numbers and times as people read them, in the browser's language. Times are shown in UTC.

const whole = new Intl.NumberFormat(undefined, { maximumFractionDigits: 0 });
const compact = new Intl.NumberFormat(undefined, { notation: "compact", maximumFractionDigits: 1 });
const percent = new Intl.NumberFormat(undefined, { style: "percent", maximumFractionDigits: 2 });
const coarse = new Intl.NumberFormat(undefined, { style: "percent", maximumFractionDigits: 1 });
const oneDigit = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });
const precise = new Intl.NumberFormat(undefined, { maximumSignificantDigits: 6 });
const clock = new Intl.DateTimeFormat(undefined, {
  hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23", timeZone: "UTC",
});
const day = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", timeZone: "UTC" });
const monies = new Map();

export const count = (n) => (n >= 100000 ? compact.format(n) : whole.format(n));
export const share = (n) => percent.format(n);
export const part = (n) => coarse.format(n);
export const time = (iso) => clock.format(new Date(iso));
export const date = (iso) => day.format(new Date(iso));
/** The time of day; with the date where it is not that of `now`. */
export const when = (iso, now = Date.now()) =>
  (iso.slice(0, 10) === new Date(now).toISOString().slice(0, 10) ? time(iso) : `${date(iso)}, ${time(iso)}`);

export const shortTime = (ms) => new Date(ms).toISOString().slice(11, 16);

export function money(amount, currency) {
  let format = monies.get(currency);
  if (!format) {
    format = new Intl.NumberFormat(undefined, { style: "currency", currency, currencyDisplay: "narrowSymbol" });
    monies.set(currency, format);
  }
  return format.format(amount);
}

/** Without the small change where there is enough of the big. */
export function roundMoney(amount, currency) {
  if (Math.abs(amount) < 1000) return money(amount, currency);
  return new Intl.NumberFormat(undefined, {
    style: "currency", currency, currencyDisplay: "narrowSymbol", maximumFractionDigits: 0,
  }).format(amount);
}

/** An amount on an axis. */
export const moneyTick = (amount, currency) => new Intl.NumberFormat(undefined, {
  style: "currency", currency, currencyDisplay: "narrowSymbol", notation: "compact", minimumFractionDigits: 0, maximumFractionDigits: 1,
}).format(amount);

/** A length of time in one unit. */
export function duration(ms) {
  if (ms < 1000) return `${whole.format(ms)} ms`;
  if (ms < 60000) return `${oneDigit.format(ms / 1000)} s`;
  if (ms < 3600000) return `${oneDigit.format(ms / 60000)} min`;
  if (ms < 172800000) return `${oneDigit.format(ms / 3600000)} h`;
  return `${whole.format(ms / 86400000)} days`;
}

/** The time that a range spans, as in "last hour". */
export const past = ({ from, to }) => {
  const ms = Date.parse(to) - Date.parse(from);
  return ms === 3600000 ? "hour" : duration(ms);
};

export const milliseconds = (ms) => (ms < 10 ? `${precise.format(Math.round(ms * 100) / 100)} ms` : `${whole.format(ms)} ms`);

/** Milliseconds as such while they are few. */
const span = (ms) => (ms < 10000 ? milliseconds(ms) : duration(ms));

const kinds = new Map();
export const learnRules = (rules) => rules.forEach((kind) => kinds.set(kind.rule, kind));
export const rule = (id) => kinds.get(id)?.title ?? id;
export const severities = ["CRITICAL", "HIGH", "MEDIUM", "LOW"];
export const word = (upper) => upper.charAt(0) + upper.slice(1).toLowerCase().replaceAll("_", " ");

/** The rules that time the events of a stream, each with what stands before the stream's key in its alerts. */
export const timing = (stream) => [...kinds.values()].flatMap(({ rule, units }) =>
  units.filter(({ unit, evidence }) => unit === "MILLISECONDS" && evidence === stream).map(({ prefix }) => ({ rule, prefix })));

/** How long the incident of an alert was, and how far it went. */
export function course(alert) {
  const { anomalous_values: values, started_at: from, ended_at: to, worst, expected } = alert.incident;
  if (values === 1) return "over after one value";
  const most = worst < expected ? "at least" : "at most";
  return `over after ${duration(Date.parse(to) - Date.parse(from))}, ${most} ${measure(alert, worst)}`;
}

/** What was observed or crossed, in the unit that the alert's rule has for the alert's key. */
export function measure(alert, value) {
  const unit = kinds.get(alert.rule)?.units.find(({ prefix }) => alert.key.startsWith(prefix))?.unit;
  if (unit === "MILLISECONDS") return span(Number(value));
  return unit === "VALUE" ? precise.format(value) : String(value);
}
