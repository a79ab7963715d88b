// Which findings are shown, in which order; the URL's fragment keeps it, so that a link shows it again.

const ORDERS = ["confidence", "severity", "row", "field", "code"];

/**
 * @typedef {Object} Filter
 * @property {string} q         free text; every word must occur
 * @property {string} field     a Field's key; "" for all, as below
 * @property {string} code
 * @property {string} method
 * @property {string} severity
 * @property {number} min       lowest confidence
 * @property {number} max       highest confidence
 * @property {string} sort      one of ORDERS, with "-" before it when descending
 * @property {string} at        the fingerprint of the selected finding
 */

/** @returns {Filter} the filter that shows everything */
function wholeFilter() {
  return {q: "", field: "", code: "", method: "", severity: "", min: 0, max: 1,
          sort: "-confidence", at: ""};
}

/**
 * @param {string} fragment "#field=ean&min=0.9"; what is unknown or out of range is left out
 * @returns {Filter}
 */
function readFilter(fragment) {
  const filter = wholeFilter();
  const given = new URLSearchParams(fragment.replace(/^#/, ""));
  for (const key of ["q", "field", "code", "method", "severity", "at"]) {
    filter[/** @type {"q"} */ (key)] = given.get(key) || "";
  }
  for (const key of ["min", "max"]) {
    const value = given.has(key) ? Number(given.get(key)) : NaN;
    if (value >= 0 && value <= 1) filter[/** @type {"min"} */ (key)] = value;
  }
  const sort = given.get("sort") || "";
  if (ORDERS.includes(sort.replace(/^-/, ""))) filter.sort = sort;
  return filter;
}

/**
 * @param {Filter} filter
 * @returns {string} the fragment that readFilter() reads; "" for the whole filter
 */
function filterFragment(filter) {
  const whole = wholeFilter();
  const out = new URLSearchParams();
  for (const key of /** @type {(keyof Filter)[]} */ (Object.keys(whole))) {
    if (filter[key] !== whole[key]) out.set(key, String(filter[key]));
  }
  return out.toString();
}

/**
 * @param {Filter} filter
 * @returns {boolean} whether it leaves anything out
 */
function narrows(filter) {
  const whole = wholeFilter();
  return filterFragment({...filter, sort: whole.sort, at: ""}) !== "";
}

/** Keeps each finding's text to search in, folded once. @type {WeakMap<Finding, string>} */
const folded = new WeakMap();

/** @param {Finding} f */
function searchText(f) {
  let text = folded.get(f);
  if (text === undefined) {
    const w = f.winner;
    text = [f.value, w.suggestion || "", w.expected, w.message, f.field, w.code, w.detector,
            f.fingerprint, `row:${f.row}`, `line:${f.line}`].join("\n").toLowerCase();
    folded.set(f, text);
  }
  return text;
}

/**
 * @param {Filter} filter
 * @param {any} report
 * @returns {Finding[]} the findings that match, sorted
 */
function matching(filter, report) {
  const words = filter.q.toLowerCase().split(/\s+/).filter(Boolean);
  const method = report.methods.indexOf(filter.method);
  const severity = report.severities.indexOf(filter.severity);
  const found = report.findings.filter((/** @type {Finding} */ f) =>
    (filter.field === "" || f.fieldKey === filter.field) &&
    (filter.code === "" || f.winner.code === filter.code) &&
    (filter.method === "" || f.winner.method === method) &&
    (filter.severity === "" || f.winner.severity === severity) &&
    f.confidence >= filter.min && f.confidence <= filter.max &&
    words.every((word) => searchText(f).includes(word)));
  return found.sort(orderBy(filter.sort));
}

/**
 * @param {string} sort
 * @returns {(a: Finding, b: Finding) => number}
 */
function orderBy(sort) {
  const sign = sort.startsWith("-") ? -1 : 1;
  /** @type {Object<string, (a: Finding, b: Finding) => number>} */
  const orders = {
    confidence: (a, b) => a.confidence - b.confidence,
    severity: (a, b) => a.winner.severity - b.winner.severity,
    row: (a, b) => a.row - b.row || a.column - b.column,
    field: (a, b) => a.column - b.column,
    code: (a, b) => (a.winner.code < b.winner.code ? -1 : a.winner.code > b.winner.code ? 1 : 0),
  };
  const order = orders[sort.replace(/^-/, "")];
  return (a, b) => sign * order(a, b) || a.order - b.order;
}
