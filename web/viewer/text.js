// Shows a value as it is: characters that can't be seen, or that mislead, get a visible stand-in.

/** @type {Object<string, [string, string]>} */
const STAND_INS = {
  "\t": ["→", "tab"],
  "\n": ["↵", "line feed"],
  "\r": ["␍", "carriage return"],
  "\u00a0": ["⍽", "no-break space"],
  "\u00ad": ["‐", "soft hyphen"],
  "\u200b": ["ZWSP", "zero-width space"],
  "\u200c": ["ZWNJ", "zero-width non-joiner"],
  "\u200d": ["ZWJ", "zero-width joiner"],
  "\u200e": ["LRM", "left-to-right mark"],
  "\u200f": ["RLM", "right-to-left mark"],
  "\u202a": ["LRE", "left-to-right embedding"],
  "\u202b": ["RLE", "right-to-left embedding"],
  "\u202c": ["PDF", "pop directional formatting"],
  "\u202d": ["LRO", "left-to-right override"],
  "\u202e": ["RLO", "right-to-left override"],
  "\u2066": ["LRI", "left-to-right isolate"],
  "\u2067": ["RLI", "right-to-left isolate"],
  "\u2068": ["FSI", "first strong isolate"],
  "\u2069": ["PDI", "pop directional isolate"],
  "\ufeff": ["BOM", "byte order mark"],
  "\ufffd": ["�", "replacement character: bytes that are not text"],
};
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}\ufffd]|(?! )\p{Zs}/u;

/** @param {string} c */
function codePoint(c) {
  return "U+" + Number(c.codePointAt(0)).toString(16).toUpperCase().padStart(4, "0");
}

/**
 * The stand-in of a character and its name; null when the character can be seen.
 * @param {string} c
 * @returns {[string, string]|null}
 */
function standIn(c) {
  if (!UNSEEN.test(c)) return null;
  const known = STAND_INS[c];
  if (known) return [known[0], `${known[1]} (${codePoint(c)})`];
  const code = Number(c.codePointAt(0));
  if (code < 0x20) return [String.fromCodePoint(0x2400 + code), `control character (${codePoint(c)})`];
  return [codePoint(c), `character that can't be seen (${codePoint(c)})`];
}

/**
 * The positions of spaces that a reader would miss: leading, trailing and doubled ones.
 * @param {string[]} chars
 * @returns {boolean[]}
 */
function missedSpaces(chars) {
  return chars.map((c, i) => c === " " &&
      (i === 0 || i === chars.length - 1 || chars[i - 1] === " " || chars[i + 1] === " "));
}

/**
 * One character for display: a string, or a marked stand-in.
 * @param {string} c
 * @param {boolean} missed whether it is a space that would be missed
 * @returns {Child}
 */
function shownChar(c, missed) {
  if (missed) return el("span", {class: "mark", title: "space"}, "·");
  const stand = standIn(c);
  if (!stand) return c;
  return el("span", {class: "mark", title: stand[1]}, stand[0]);
}

/**
 * A span that shows a value, at most `most` characters of it. An empty one says so.
 * @param {string} text
 * @param {number} [most]
 * @returns {HTMLElement}
 */
function shown(text, most) {
  if (text === "") return el("span", {class: "empty"}, "empty");
  const cut = most !== undefined && text.length > most;
  const chars = Array.from(cut ? text.slice(0, most) : text);
  const span = el("bdi", {class: "value"});
  appendChars(span, chars, missedSpaces(chars));
  if (cut) span.append("…");
  return span;
}

/**
 * @param {Element} to
 * @param {string[]} chars
 * @param {boolean[]} missed
 */
function appendChars(to, chars, missed) {
  let plain = "";
  chars.forEach((c, i) => {
    const item = shownChar(c, missed[i]);
    if (typeof item === "string") {
      plain += item;
      return;
    }
    to.append(plain, /** @type {Node} */ (item));
    if (c === "\n") to.append("\n");
    plain = "";
  });
  to.append(plain);
}

/**
 * Which characters of `a` and of `b` are not in a longest common subsequence of both.
 * @param {string[]} a
 * @param {string[]} b
 * @returns {[boolean[], boolean[]]}
 */
function differences(a, b) {
  const changedA = a.map(() => true), changedB = b.map(() => true);
  let start = 0, endA = a.length, endB = b.length;
  while (start < endA && start < endB && a[start] === b[start]) ++start;
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) --endA, --endB;
  changedA.fill(false, 0, start).fill(false, endA);
  changedB.fill(false, 0, start).fill(false, endB);
  const rows = endA - start, columns = endB - start;
  if (rows * columns === 0 || rows * columns > 1e6) return [changedA, changedB];
  const width = columns + 1;
  const lengths = new Uint16Array((rows + 1) * width);
  for (let i = rows - 1; i >= 0; --i) {
    for (let j = columns - 1; j >= 0; --j) {
      lengths[i * width + j] = a[start + i] === b[start + j]
        ? lengths[(i + 1) * width + j + 1] + 1
        : Math.max(lengths[(i + 1) * width + j], lengths[i * width + j + 1]);
    }
  }
  for (let i = 0, j = 0; i < rows && j < columns;) {
    if (a[start + i] === b[start + j]) {
      changedA[start + i++] = changedB[start + j++] = false;
    } else if (lengths[(i + 1) * width + j] >= lengths[i * width + j + 1]) {
      ++i;
    } else {
      ++j;
    }
  }
  return [changedA, changedB];
}

/**
 * One side of a comparison: runs of changed characters stand in <del> or <ins>.
 * @param {string[]} chars
 * @param {boolean[]} changed
 * @param {"del"|"ins"} tag
 * @returns {HTMLElement}
 */
function diffSide(chars, changed, tag) {
  if (chars.length === 0) return el("span", {class: "empty"}, "empty");
  const missed = missedSpaces(chars);
  const side = el("bdi", {class: "value"});
  for (let i = 0; i < chars.length;) {
    let end = i + 1;
    while (end < chars.length && changed[end] === changed[i]) ++end;
    const target = changed[i] ? el(tag) : side;
    const spaces = changed[i] ? chars.map((c, k) => missed[k] || c === " ") : missed;
    appendChars(target, chars.slice(i, end), spaces.slice(i, end));
    if (target !== side) side.append(target);
    i = end;
  }
  return side;
}

/**
 * The two sides of "found" against "suggested".
 * @param {string} found
 * @param {string} suggested
 * @returns {[HTMLElement, HTMLElement]}
 */
function diffView(found, suggested) {
  const a = Array.from(found), b = Array.from(suggested);
  const [changedA, changedB] = differences(a, b);
  return [diffSide(a, changedA, "del"), diffSide(b, changedB, "ins")];
}
