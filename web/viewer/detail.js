// The panel beside the list: everything that is known of one finding, and the row around it.

/**
 * @param {Finding} f
 * @param {any} report
 * @param {{close: () => void, go: (f: Finding) => void}} actions
 */
function showDetail(f, report, actions) {
  const w = f.winner, severity = report.severities[w.severity];
  const isCell = report.scopes[f.scope] === "cell";
  const place = isCell ? `Row ${number(f.row)} · line ${number(f.line)}` : `The whole ${report.scopes[f.scope]}`;
  refill(part("detail"),
    el("div", {class: "detail-head"},
      el("div", {class: "grow"}, el("h3", {}, f.field || "(no name)"), el("p", {class: "dim"}, place)),
      el("button", {type: "button", class: "close", "aria-label": "Close the details",
                    onclick: actions.close}, "✕")),
    el("p", {class: "badges"}, el("span", {class: `badge s-${severity}`}, severity),
      el("span", {class: "badge plain", title: report.codes[w.code]}, w.code),
      confidenceBar(f.confidence)),
    el("p", {class: "message"}, w.message),
    comparison(f, report),
    w.expected === "" || w.expected === w.suggestion ? null : facts([["Expected", shown(w.expected)]]),
    el("h4", {}, f.evidence.length === 1 ? "Evidence" : `Evidence (${f.evidence.length})`),
    el("ol", {class: "evidence"}, ...f.evidence.map((e) => evidenceItem(e, e === w, report))),
    ...rowAround(f, report, actions),
    el("h4", {}, "Fingerprint"),
    el("p", {class: "copy-row"}, el("code", {}, f.fingerprint), copyButton(f.fingerprint)),
    el("p", {class: "dim small"}, "The same in every run: ", el("code", {}, `--ignore ${f.fingerprint}`),
      " leaves it out."));
  part("detail").scrollTop = 0;
}

/** @param {[string, Child][]} pairs */
function facts(pairs) {
  return el("dl", {class: "facts"},
    ...pairs.flatMap(([name, value]) => [el("dt", {}, name), el("dd", {}, value)]));
}

/**
 * The value, and against it the suggestion.
 * @param {Finding} f
 * @param {any} report
 */
function comparison(f, report) {
  if (report.scopes[f.scope] !== "cell") return null;
  const cut = (/** @type {string} */ text) => (isCut(text, report.valueLimit)
    ? el("span", {class: "dim small"}, " (cut here; findings.jsonl has all of it)") : null);
  const suggestion = f.winner.suggestion;
  if (suggestion === null) {
    return el("div", {class: "compare"}, el("div", {class: "side"}, el("span", {class: "side-name"}, "Found"),
      el("div", {}, shown(f.value), cut(f.value))));
  }
  const [found, suggested] = diffView(f.value, suggestion);
  return el("div", {class: "compare"},
    el("div", {class: "side"}, el("span", {class: "side-name"}, "Found"), el("div", {}, found, cut(f.value))),
    el("div", {class: "side"}, el("span", {class: "side-name"}, "Suggested"),
      el("div", {}, suggested, cut(suggestion)), copyButton(suggestion)));
}

/**
 * @param {Evidence} e
 * @param {boolean} isWinner what the winner says stands above already
 * @param {any} report
 */
function evidenceItem(e, isWinner, report) {
  const about = `${report.methods[e.method]} · ${e.code} · ${report.severities[e.severity]}`;
  return el("li", {},
    el("p", {class: "evidence-head"}, el("b", {}, e.detector), confidenceBar(e.confidence)),
    el("p", {class: "dim small"}, about),
    isWinner ? null : el("p", {}, e.message),
    isWinner || (e.expected === "" && e.suggestion === null) ? null : facts([
      ...(e.expected === "" ? [] : [/** @type {[string, Child]} */ (["Expected", shown(e.expected)])]),
      ...(e.suggestion === null ? [] : [/** @type {[string, Child]} */ (["Suggested", shown(e.suggestion)])]),
    ]));
}

/**
 * The row, the cell marked; the row's other findings are a click away.
 * @param {Finding} f
 * @param {any} report
 * @param {{go: (f: Finding) => void}} actions
 * @returns {Child[]}
 */
function rowAround(f, report, actions) {
  const row = report.rows[f.rowNumber];
  if (!row) return [];
  const {first, cells} = row;
  /** @type {Map<number, Finding>} */
  const others = new Map();
  for (const other of report.findings) if (other.rowNumber === f.rowNumber) others.set(other.column, other);
  const body = el("tbody", {}, ...cells.map((/** @type {string} */ text, /** @type {number} */ at) => {
    const i = first + at;
    const other = others.get(i), own = i === f.column;
    const mark = own ? "own" : other ? "other" : "";
    const value = el("td", {}, shown(text),
      isCut(text, report.cellLimit) ? el("span", {class: "dim small"}, " (cut)") : null);
    if (other && !own) {
      value.append(" ", el("button", {type: "button", class: "link", title: other.winner.message,
                                      onclick: () => actions.go(other)}, other.winner.code));
    }
    return el("tr", {class: mark, "aria-current": own}, el("th", {scope: "row"}, report.columns[i]), value);
  }));
  const title = cells.length === report.columns.length ? "The whole row"
    : `Columns ${first + 1} to ${first + cells.length} of the row`;
  return [el("h4", {}, title), el("table", {class: "row-table"}, body)];
}

/** @param {string} text */
function copyButton(text) {
  const button = el("button", {type: "button", class: "quiet copy", onclick: async () => {
    button.textContent = (await copyText(text)) ? "Copied" : "Could not copy";
    setTimeout(() => { button.textContent = "Copy"; }, 1500);
  }}, "Copy");
  return button;
}

/**
 * @param {string} text
 * @returns {Promise<boolean>}
 */
async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = /** @type {HTMLTextAreaElement} */ (el("textarea", {class: "unseen"}));
    area.value = text;
    document.body.append(area);
    area.select();
    const copied = document.execCommand("copy");
    area.remove();
    return copied;
  }
}
