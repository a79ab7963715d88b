// The filtered findings as CSV, with the columns and the care of findings.csv.

const EXPORT_COLUMNS = "row,line,column,column_index,scope,field,method,detector,code,severity," +
  "confidence,value,expected,suggestion,message,evidence_count,fingerprint";

/**
 * Whether a spreadsheet would run the text; signed numbers are left as they are.
 * @param {string} text
 */
function looksLikeFormula(text) {
  if (/^[=@\t\r\n＝＠＋－]/.test(text)) return true;
  return /^[+-]/.test(text) && !/^[+-][\d.,]*\d[\d.,]*([eE][+-]?\d+)?%?$/.test(text);
}

/**
 * @param {string|number} value
 * @param {boolean} [defuse]
 */
function csvCell(value, defuse) {
  let text = String(value).replace(/\0/g, "\ufffd");
  if (defuse && looksLikeFormula(text)) text = "'" + text;
  return /[",\r\n]|^ | $/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

/**
 * @param {Finding[]} findings
 * @param {any} report
 * @returns {string}
 */
function findingsCsv(findings, report) {
  const lines = findings.map((f) => {
    const w = f.winner, isCell = report.scopes[f.scope] === "cell";
    return [
      isCell ? f.row : "", isCell ? f.line : "", csvCell(report.columns[f.column] || ""),
      f.column < 0 ? "" : f.column, report.scopes[f.scope], csvCell(f.field),
      report.methods[w.method], csvCell(w.detector), w.code, report.severities[w.severity],
      f.confidence.toFixed(4), csvCell(f.value, true), csvCell(w.expected, true),
      csvCell(w.suggestion === null ? "" : w.suggestion, true), csvCell(w.message),
      f.evidence.length, f.fingerprint,
    ].join(",");
  });
  return [EXPORT_COLUMNS, ...lines, ""].join("\n");
}

/**
 * Hands a text to the browser as a file to save.
 * @param {string} name
 * @param {string} text
 */
function saveText(name, text) {
  const address = URL.createObjectURL(new Blob([text], {type: "text/csv;charset=utf-8"}));
  const link = /** @type {HTMLAnchorElement} */ (el("a", {href: address, download: name, hidden: true}));
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}
