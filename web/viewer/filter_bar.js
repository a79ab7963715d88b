// The filter's controls above the list.

/**
 * @typedef {Object} FilterBar
 * @property {(filter: Filter, found: number) => void} show puts a filter into the controls
 * @property {() => void} focus goes to the search box
 */

/**
 * @param {string} label
 * @param {Element} control
 * @param {string} [kind]
 */
function labelled(label, control, kind) {
  return el("label", {class: `control ${kind || ""}`}, el("span", {}, label), control);
}

/**
 * A list of choices with the number of findings behind each.
 * @param {string} all what stands for no choice
 * @param {Finding[]} findings
 * @param {(f: Finding) => string} keyOf
 * @param {string[]} [order] of the choices; by count when missing
 * @returns {HTMLSelectElement}
 */
function choiceBox(all, findings, keyOf, order) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const f of findings) counts.set(keyOf(f), (counts.get(keyOf(f)) || 0) + 1);
  const keys = order ? order.filter((key) => counts.has(key))
                     : [...counts.keys()].sort((a, b) => (a < b ? -1 : 1));
  return /** @type {HTMLSelectElement} */ (el("select", {}, el("option", {value: ""}, all),
    ...keys.map((key) => el("option", {value: key}, `${key || "(no name)"} (${number(counts.get(key) || 0)})`))));
}

/**
 * @param {any} report
 * @param {(change: Partial<Filter>) => void} set called when a control changes
 * @param {() => void} save called for "Export"
 * @returns {FilterBar}
 */
function makeFilterBar(report, set, save) {
  const all = report.findings;
  const q = /** @type {HTMLInputElement} */ (el("input", {type: "search", autocomplete: "off",
    spellcheck: "false", placeholder: "Value, message, code, row:12 …", "aria-keyshortcuts": "/"}));
  const boxes = {
    field: choiceBox("all fields", all, (f) => f.fieldKey),
    code: choiceBox("all codes", all, (f) => f.winner.code),
    method: choiceBox("all methods", all, (f) => report.methods[f.winner.method], report.methods),
    severity: choiceBox("all severities", all, (f) => report.severities[f.winner.severity],
                        [...report.severities].reverse()),
  };
  const sort = /** @type {HTMLSelectElement} */ (el("select", {},
    ...[["-confidence", "most confident"], ["confidence", "least confident"], ["-severity", "most severe"],
        ["severity", "least severe"], ["row", "row"], ["-row", "row, last first"], ["field", "field"],
        ["-field", "field, last first"], ["code", "code"], ["-code", "code, last first"]]
      .map(([value, text]) => el("option", {value}, text))));
  const limit = (/** @type {string} */ name) => /** @type {HTMLInputElement} */ (
    el("input", {type: "number", min: 0, max: 1, step: 0.05, "aria-label": `${name} confidence`}));
  const min = limit("lowest"), max = limit("highest");
  const found = el("output", {class: "found"});
  const clear = el("button", {type: "button", class: "quiet",
    onclick: () => set({...wholeFilter(), sort: sort.value})}, "Clear filter");
  const form = /** @type {HTMLFormElement} */ (part("filter"));
  form.append(
    labelled("Search", q, "search"), labelled("Field", boxes.field), labelled("Code", boxes.code),
    labelled("Method", boxes.method), labelled("Severity", boxes.severity),
    el("div", {class: "control", role: "group", "aria-label": "Confidence range"},
      el("span", {}, "Confidence"), el("div", {class: "range"}, min, "–", max)),
    labelled("Sort by", sort),
    el("div", {class: "filter-end"}, found, clear, el("button", {type: "button", class: "quiet",
      title: "Saves the findings that the filter shows as CSV", onclick: save}, "Export filtered as CSV")));
  form.addEventListener("submit", (event) => event.preventDefault());
  q.addEventListener("input", () => set({q: q.value}));
  for (const [key, box] of Object.entries(boxes)) {
    box.addEventListener("change", () => set({[key]: box.value}));
  }
  sort.addEventListener("change", () => set({sort: sort.value}));
  const inRange = (/** @type {string} */ text, /** @type {number} */ otherwise) =>
    (text === "" || Number.isNaN(Number(text)) ? otherwise : Math.min(1, Math.max(0, Number(text))));
  min.addEventListener("change", () => set({min: inRange(min.value, 0)}));
  max.addEventListener("change", () => set({max: inRange(max.value, 1)}));
  return {
    focus: () => { q.focus(); q.select(); },
    show: (filter, count) => {
      if (q.value !== filter.q) q.value = filter.q;
      for (const [key, box] of Object.entries(boxes)) box.value = filter[/** @type {"code"} */ (key)];
      sort.value = filter.sort;
      min.value = String(filter.min);
      max.value = String(filter.max);
      found.textContent = narrows(filter) ? `${number(count)} of ${counted(all.length, "finding")}`
                                          : counted(count, "finding");
      clear.hidden = !narrows(filter);
    },
  };
}
