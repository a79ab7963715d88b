// The charts of the overview: severity, confidence, codes. What is clicked becomes the filter.

/**
 * @callback Choose
 * @param {Partial<Filter>} change taken back when it stands already
 */

/**
 * A button that sets a part of the filter; markChosen() shows whether it stands.
 * @param {Partial<Filter>} change
 * @param {Choose} choose
 * @param {Object<string, any>} attributes
 * @param {...Child} children
 */
function chooser(change, choose, attributes, ...children) {
  const button = el("button", {type: "button", "aria-pressed": "false",
                               onclick: () => choose(change), ...attributes}, ...children);
  button.dataset.change = JSON.stringify(change);
  return button;
}

/**
 * @param {Filter} filter
 * @param {Partial<Filter>} change
 */
function stands(filter, change) {
  return Object.entries(change).every(([key, value]) =>
    filter[/** @type {keyof Filter} */ (key)] === value);
}

/** @param {Filter} filter */
function markChosen(filter) {
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (
    document.querySelectorAll("[data-change]"))) {
    const chosen = stands(filter, JSON.parse(button.dataset.change || "{}"));
    button.setAttribute("aria-pressed", String(chosen));
  }
}

/**
 * @param {string} title
 * @param {string} about
 * @param {...Child} children
 */
function chartCard(title, about, ...children) {
  return el("section", {class: "card chart"}, el("h3", {}, title), el("p", {class: "about"}, about),
            ...children);
}

/**
 * One bar split by severity, with a button for each.
 * @param {any} report
 * @param {Choose} choose
 */
function severityChart(report, choose) {
  const bar = svg("svg", {class: "split", viewBox: "0 0 400 18", preserveAspectRatio: "none",
                          "aria-hidden": "true"});
  const legend = el("div", {class: "legend"});
  let x = 0;
  for (let s = report.severities.length - 1; s >= 0; --s) {
    const name = report.severities[s], count = report.severity[s];
    const width = report.errors === 0 ? 0 : 400 * count / report.errors;
    if (width > 0) {
      bar.append(svg("rect", {class: `s-${name}`, x, y: 0, width: Math.max(width - 1, 1), height: 18}));
    }
    x += width;
    legend.append(chooser({severity: name}, choose, {class: "legend-item", disabled: count === 0},
      el("span", {class: `dot s-${name}`}), el("span", {class: "grow"}, name),
      el("b", {}, number(count)),
      el("span", {class: "dim share"}, percent(report.errors === 0 ? 0 : count / report.errors))));
  }
  return chartCard("How serious", "All findings by severity.", bar, legend);
}

/**
 * Twenty bars of confidence, each a button over its range.
 * @param {any} report
 * @param {Choose} choose
 */
function confidenceChart(report, choose) {
  const most = Math.max(1, ...report.histogram), bins = report.histogram.length;
  const bars = el("div", {class: "bins", role: "group", "aria-label": "Findings by confidence"});
  report.histogram.forEach((/** @type {number} */ count, /** @type {number} */ i) => {
    const low = Number((i / bins).toFixed(2)), high = Number(((i + 1) / bins).toFixed(2));
    const last = i === bins - 1;
    const height = count === 0 ? 0 : Math.max(2, 100 * Math.sqrt(count / most));
    const label = `Confidence ${low.toFixed(2)} to ${high.toFixed(2)}: ${counted(count, "finding")}`;
    bars.append(chooser({min: low, max: last ? 1 : Number((high - 0.0001).toFixed(4))}, choose,
      {class: "bin", disabled: count === 0, "aria-label": label, title: label},
      svg("svg", {viewBox: "0 0 10 100", preserveAspectRatio: "none", "aria-hidden": "true"},
        svg("rect", {x: 0.5, y: 100 - height, width: 9, height, rx: 0.5}))));
  });
  const axis = el("div", {class: "axis", "aria-hidden": "true"},
    ...["0", "0.25", "0.5", "0.75", "1"].map((text) => el("span", {}, text)));
  return chartCard("How sure", "Findings by the probability that the cell is wrong (square-root scale).",
                   bars, axis);
}

/**
 * A bar a code, the most frequent first.
 * @param {any} report
 * @param {Choose} choose
 */
function codeChart(report, choose) {
  /** @type {Map<string, {count: number, severity: number}>} */
  const codes = new Map();
  for (const c of report.counts) {
    const entry = codes.get(c.code) || {count: 0, severity: 0};
    entry.count += c.count;
    entry.severity = Math.max(entry.severity, c.severity);
    codes.set(c.code, entry);
  }
  const sorted = [...codes].sort((a, b) => b[1].count - a[1].count || (a[0] < b[0] ? -1 : 1));
  const most = sorted.length ? sorted[0][1].count : 1;
  const items = sorted.map(([code, {count, severity}]) =>
    chooser({code}, choose, {class: "code-bar", title: report.codes[code]},
      el("span", {class: "code-name"}, code), el("b", {}, number(count)),
      svg("svg", {viewBox: "0 0 100 6", preserveAspectRatio: "none", "aria-hidden": "true"},
        svg("rect", {class: "track", width: 100, height: 6}),
        svg("rect", {class: `s-${report.severities[severity]}`, height: 6,
                     width: Math.max(0.7, 100 * count / most)}))));
  return chartCard("What is wrong", "Findings by code; colour is the severity.",
                   ...foldedList(items, 6, "codes"));
}

/**
 * The first items, and a button that shows the rest.
 * @param {HTMLElement[]} items
 * @param {number} most
 * @param {string} noun
 * @returns {HTMLElement[]}
 */
function foldedList(items, most, noun) {
  const box = el("div", {class: "folded"}, ...items);
  if (items.length <= most + 1) return [box];
  const rest = items.slice(most);
  rest.forEach((item) => { item.hidden = true; });
  const more = el("button", {type: "button", class: "link", onclick: () => {
    rest.forEach((item) => { item.hidden = false; });
    more.remove();
  }}, `Show ${rest.length} more ${noun}`);
  return [box, more];
}
