// The field × method table: how many findings, stronger colour for more; a click filters.

/**
 * @param {any} report
 * @returns {Map<string, number[]>} findings by field key, then by method
 */
function countsByField(report) {
  /** @type {Map<string, string>} */
  const keys = new Map();
  for (const f of report.fields) keys.set(f.field + "\n" + f.column, f.key);
  /** @type {Map<string, number[]>} */
  const table = new Map();
  for (const c of report.counts) {
    const key = keys.get(c.field + "\n" + c.column) || "(table)";
    const row = table.get(key) || report.methods.map(() => 0);
    row[c.method] += c.count;
    table.set(key, row);
  }
  return table;
}

/**
 * The step of the heat scale, 1 to 6: by the square root, because a few fields have most findings.
 * @param {number} count
 * @param {number} most
 */
function heat(count, most) {
  return Math.max(1, Math.ceil(6 * Math.sqrt(count / most)));
}

/**
 * @param {any} report
 * @param {Choose} choose
 */
function fieldTable(report, choose) {
  const table = countsByField(report);
  const used = report.methods.map((/** @type {string} */ _, /** @type {number} */ m) => m)
    .filter((/** @type {number} */ m) => [...table.values()].some((row) => row[m] > 0));
  const most = Math.max(1, ...[...table.values()].flat());
  const fields = report.fields.filter((/** @type {Field} */ f) => table.has(f.key))
    .sort((/** @type {Field} */ a, /** @type {Field} */ b) => b.findings - a.findings || a.index - b.index);
  const rows = fields.map((/** @type {Field} */ f) =>
    fieldRow(f, table.get(f.key) || [], used, most, report, choose));
  const head = el("tr", {}, el("th", {scope: "col"}, "Field"),
    ...used.map((/** @type {number} */ m) => el("th", {scope: "col", class: "num"},
      chooser({method: report.methods[m]}, choose, {class: "cell-button head"}, report.methods[m]))),
    el("th", {scope: "col", class: "num"}, "all"),
    el("th", {scope: "col", class: "num wide-only"}, "of records"));
  const body = el("tbody", {}, ...rows);
  const shownRows = 16;
  const isLong = rows.length > shownRows + 2;
  rows.forEach((/** @type {HTMLElement} */ row, /** @type {number} */ i) => {
    row.hidden = isLong && i >= shownRows;
  });
  const more = !isLong ? null : el("button", {type: "button", class: "link",
    onclick: () => {
      rows.forEach((/** @type {HTMLElement} */ row) => { row.hidden = false; });
      if (more) more.remove();
    }}, `Show ${rows.length - shownRows} more fields`);
  const clean = report.fields.filter((/** @type {Field} */ f) => !table.has(f.key));
  return chartCard("Where", "Findings by field and method, the stronger the more. Click a number to see them.",
    el("div", {class: "scroll-x"}, el("table", {class: "heat"}, el("thead", {}, head), body)), more,
    clean.length === 0 ? null : el("p", {class: "clean"}, el("b", {}, "Without findings: "),
      clean.slice(0, 30).map((/** @type {Field} */ f) => f.field || "(no name)").join(", ") +
      (clean.length > 30 ? ` and ${clean.length - 30} more` : "")));
}

/**
 * Whether the column is named like its field but for case, spaces and underlines.
 * @param {Field} field
 */
function sameName(field) {
  const fold = (/** @type {string} */ text) => text.toLowerCase().replace(/[\s_.-]/g, "");
  return fold(field.field) === fold(field.column);
}

/**
 * A name that may end its line behind an underline.
 * @param {string} name
 * @returns {Child[]}
 */
function breakable(name) {
  return name.split(/(?<=_)/).flatMap((part, i) => (i === 0 ? [part] : [el("wbr", {}), part]));
}

/**
 * @param {Field} field
 * @param {number[]} counts by method
 * @param {number[]} used the methods that have a column
 * @param {number} most
 * @param {any} report
 * @param {Choose} choose
 */
function fieldRow(field, counts, used, most, report, choose) {
  const name = field.field || "(no name)";
  const cells = used.map((m) => {
    if (counts[m] === 0) return el("td", {class: "num none", "aria-label": "none"}, "·");
    const method = report.methods[m];
    return el("td", {class: `num h${heat(counts[m], most)}`},
      chooser({field: field.key, method}, choose,
        {class: "cell-button", "aria-label": `${name}, ${method}: ${counted(counts[m], "finding")}`},
        number(counts[m])));
  });
  const accepted = report.records - report.rejected;
  return el("tr", {},
    el("th", {scope: "row"}, chooser({field: field.key}, choose, {class: "cell-button name"}, ...breakable(name),
      sameName(field) ? null : el("small", {}, field.column))),
    ...cells,
    el("td", {class: "num"}, el("b", {}, number(field.findings))),
    el("td", {class: "num dim wide-only"},
      accepted === 0 ? "" : percent(Math.min(1, field.findings / accepted))));
}
