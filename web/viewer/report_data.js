// The data block of the page, unpacked (src/assay/report/viewer_data_internal.h has its layout).

/**
 * @typedef {Object} Evidence
 * @property {number} method
 * @property {string} detector
 * @property {string} code
 * @property {number} severity
 * @property {number} confidence
 * @property {string} expected
 * @property {string|null} suggestion
 * @property {string} message
 *
 * @typedef {Object} Finding
 * @property {number} order      place in the file: most confident first
 * @property {number} row
 * @property {number} line
 * @property {number} column     index; -1 for the table
 * @property {string} field
 * @property {string} fieldKey   tells fields of one name apart
 * @property {number} scope
 * @property {number} confidence
 * @property {string} value
 * @property {string} fingerprint
 * @property {number} rowNumber  index into Report.rows; -1 when the row is not held
 * @property {Evidence[]} evidence
 * @property {Evidence} winner
 *
 * @typedef {Object} Field
 * @property {string} key
 * @property {string} field
 * @property {string} column
 * @property {number} index
 * @property {number} findings
 * @property {number} critical
 */

/**
 * @param {any} data the parsed data block
 * @returns {any} the same, with `findings` as Finding objects, `rows` as their texts from column
 *   `first` on, keys for `fields`
 */
function unpackReport(data) {
  const text = (/** @type {number} */ i) => data.strings[i];
  const seen = new Map();
  for (const field of data.fields) seen.set(field.field, (seen.get(field.field) || 0) + 1);
  const keys = new Map([[-1, "(table)"]]);
  for (const field of data.fields) {
    field.key = seen.get(field.field) > 1 ? `${field.field}#${field.index}` : field.field;
    keys.set(field.index, field.key);
  }
  const evidence = (/** @type {any[]} */ e) => ({
    method: e[0], detector: text(e[1]), code: text(e[2]), severity: e[3], confidence: e[4],
    expected: text(e[5]), suggestion: e[6] < 0 ? null : text(e[6]), message: text(e[7]),
  });
  data.findings = data.findings.map((/** @type {any[]} */ f, /** @type {number} */ order) => {
    const all = f[9].map(evidence);
    return {
      order, row: f[0], line: f[1], column: f[2], field: text(f[3]), fieldKey: keys.get(f[2]),
      scope: f[4], confidence: f[5], value: text(f[6]), fingerprint: f[7], rowNumber: f[8],
      evidence: all, winner: all[0],
    };
  });
  data.rows = data.rows.map((/** @type {number[]} */ row) =>
    ({first: row[0], cells: row.slice(1).map(text)}));
  delete data.strings;
  return data;
}

/**
 * Whether a text was probably cut at `limit` bytes when the report was made.
 * @param {string} text
 * @param {number} limit
 */
function isCut(text, limit) {
  return text.length > limit / 4 - 4 && new TextEncoder().encode(text).length > limit - 4;
}
