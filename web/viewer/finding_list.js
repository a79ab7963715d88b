// The list of findings: only the rows in view are elements, so ten thousand scroll as smoothly as ten.

const ROW_HEIGHT = 42;  // pixels; .finding in viewer.css has the same
const SPARE_ROWS = 8;   // drawn above and below the view
const PRINTED_ROWS = 500;
const LISTED_CHARS = 120;
const LIST_COLUMNS = [["severity", "Severity"], ["confidence", "Confidence"], ["row", "Row"],
                      ["field", "Field"], ["", "Value → suggestion"], ["code", "Code"]];

/**
 * @typedef {Object} FindingList
 * @property {(found: Finding[], sort: string) => void} show
 * @property {(fingerprint: string) => void} select marks a finding and brings it into view
 * @property {() => void} focus
 */

/**
 * @param {any} report
 * @param {(f: Finding) => void} choose called when a finding is selected by mouse or key
 * @param {(sort: string) => void} setSort
 * @param {() => void} open called for Enter
 * @returns {FindingList}
 */
function makeFindingList(report, choose, setSort, open) {
  /** @type {Finding[]} */
  let items = [];
  let at = -1;
  const heads = LIST_COLUMNS.map(([key, title]) => el("div", {role: "columnheader", class: `c-${key || "value"}`},
    key === "" ? title : el("button", {type: "button", "data-sort": key, tabindex: "-1"}, title)));
  const space = el("div", {class: "list-space", role: "rowgroup"});
  const nothing = el("p", {class: "nothing", hidden: true}, "No finding matches this filter.");
  const head = el("div", {class: "list-head", role: "rowgroup"}, el("div", {class: "list-row", role: "row"}, ...heads));
  const grid = el("div", {class: "list", role: "grid", tabindex: "0", "aria-label": "Findings",
                          "aria-readonly": "true"}, head, space);
  part("list").append(grid, nothing, el("p", {class: "keys"}, "↑ ↓ move · ", el("kbd", {}, "Enter"),
    " details · ", el("kbd", {}, "/"), " search · ", el("kbd", {}, "Esc"), " back"));
  /** @type {Map<number, HTMLElement>} */
  const drawn = new Map();

  const draw = () => {
    const first = Math.max(0, Math.floor(grid.scrollTop / ROW_HEIGHT) - SPARE_ROWS);
    const last = Math.min(items.length, Math.ceil((grid.scrollTop + grid.clientHeight) / ROW_HEIGHT) + SPARE_ROWS);
    for (const [i, row] of drawn) {
      if (i >= first && i < last) continue;
      row.remove();
      drawn.delete(i);
    }
    for (let i = first; i < last; ++i) {
      if (drawn.has(i)) continue;
      const row = findingRow(items[i], i, report);
      row.style.transform = `translateY(${i * ROW_HEIGHT}px)`;
      drawn.set(i, row);
      space.append(row);
    }
    for (const [i, row] of drawn) row.setAttribute("aria-selected", String(i === at));
    if (drawn.has(at)) grid.setAttribute("aria-activedescendant", `finding-${at}`);
    else grid.removeAttribute("aria-activedescendant");
  };
  const reveal = () => {
    const top = at * ROW_HEIGHT, view = grid.clientHeight - head.offsetHeight;
    if (top < grid.scrollTop) grid.scrollTop = top;
    else if (top + ROW_HEIGHT > grid.scrollTop + view) grid.scrollTop = top + ROW_HEIGHT - view;
  };
  const go = (/** @type {number} */ to) => {
    if (items.length === 0) return;
    at = Math.min(items.length - 1, Math.max(0, to));
    reveal();
    draw();
    choose(items[at]);
  };
  const page = () => Math.max(1, Math.floor(grid.clientHeight / ROW_HEIGHT) - 2);
  /** @type {Object<string, () => void>} */
  const keys = {
    ArrowDown: () => go(at + 1), j: () => go(at + 1), ArrowUp: () => go(at - 1), k: () => go(at - 1),
    PageDown: () => go(at + page()), PageUp: () => go(at - page()), Home: () => go(0),
    End: () => go(items.length - 1), Enter: () => { if (at < 0) go(0); open(); },
  };
  grid.addEventListener("keydown", (event) => {
    if (!keys[event.key] || event.ctrlKey || event.metaKey || event.altKey || event.target !== grid) return;
    event.preventDefault();
    keys[event.key]();
  });
  grid.addEventListener("scroll", () => requestAnimationFrame(draw), {passive: true});
  grid.addEventListener("click", (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    const sorter = /** @type {HTMLElement|null} */ (target.closest("[data-sort]"));
    if (sorter) return setSort(sorter.dataset.sort || "");
    const row = /** @type {HTMLElement|null} */ (target.closest(".finding"));
    if (!row) return;
    go(Number(row.dataset.index));
    open();
  });
  addEventListener("resize", () => requestAnimationFrame(draw));
  printWholeList(space, () => items, report, () => { drawn.clear(); space.replaceChildren(); draw(); });

  return {
    focus: () => grid.focus({preventScroll: true}),
    show: (found, sort) => {
      items = found;
      at = -1;
      drawn.clear();
      space.replaceChildren();
      space.style.height = `${items.length * ROW_HEIGHT}px`;
      grid.setAttribute("aria-rowcount", String(items.length + 1));
      nothing.hidden = items.length > 0;
      markSorted(heads, sort);
      draw();
    },
    select: (fingerprint) => {
      at = items.findIndex((f) => f.fingerprint === fingerprint);
      if (at >= 0) reveal();
      draw();
    },
  };
}

/**
 * @param {Finding} f
 * @param {number} index
 * @param {any} report
 */
function findingRow(f, index, report) {
  const w = f.winner, severity = report.severities[w.severity];
  const isCell = report.scopes[f.scope] === "cell";
  const value = el("div", {role: "gridcell", class: "c-value"});
  if (!isCell) {
    value.append(el("span", {class: "dim"}, w.message));
  } else if (w.suggestion === null) {
    value.append(shown(f.value, LISTED_CHARS));
  } else {
    const from = firstChange(f.value, w.suggestion);
    value.append(shownFrom(f.value, from), el("span", {class: "arrow"}, "→"), shownFrom(w.suggestion, from));
  }
  return el("div", {class: "finding list-row", role: "row", id: `finding-${index}`,
                    "data-index": index, "aria-rowindex": index + 2, "aria-selected": "false"},
    el("div", {role: "gridcell", class: "c-severity"}, el("span", {class: `dot s-${severity}`}), severity),
    el("div", {role: "gridcell", class: "c-confidence"}, confidenceBar(f.confidence)),
    el("div", {role: "gridcell", class: "c-row"}, isCell ? number(f.row) : report.scopes[f.scope]),
    el("div", {role: "gridcell", class: "c-field"}, f.field || "(no name)"), value,
    el("div", {role: "gridcell", class: "c-code"}, w.code));
}

/**
 * Where both texts are best cut so that their first difference stands near the start: a narrow list
 * shows five characters of each.
 * @param {string} a
 * @param {string} b
 */
function firstChange(a, b) {
  let same = 0;
  while (same < a.length && same < b.length && a[same] === b[same]) ++same;
  if (same < 5 || Math.max(a.length, b.length) <= 8) return 0;
  const from = same - 3, isHalf = /[\uDC00-\uDFFF]/.test(a[from]);  // of a pair: one character
  return isHalf ? from - 1 : from;
}

/**
 * @param {string} text
 * @param {number} from
 */
function shownFrom(text, from) {
  const part = shown(text.slice(from), LISTED_CHARS);
  if (from > 0) part.prepend("…");
  return part;
}

/** @param {number} confidence */
function confidenceBar(confidence) {
  return el("span", {class: "confidence"},
    svg("svg", {viewBox: "0 0 40 6", "aria-hidden": "true"},
      svg("rect", {class: "track", width: 40, height: 6, rx: 3}),
      svg("rect", {class: "level", width: Math.max(3, 40 * confidence), height: 6, rx: 3})),
    (Math.floor(confidence * 100 + 1e-6) / 100).toFixed(2));
}

/**
 * @param {HTMLElement[]} heads
 * @param {string} sort
 */
function markSorted(heads, sort) {
  heads.forEach((head, i) => {
    const key = LIST_COLUMNS[i][0];
    if (key === "") return;
    const state = sort === key ? "ascending" : sort === "-" + key ? "descending" : "none";
    head.setAttribute("aria-sort", state);
  });
}

/**
 * Paper does not scroll: the first findings are drawn in full before printing.
 * @param {HTMLElement} space
 * @param {() => Finding[]} items
 * @param {any} report
 * @param {() => void} restore
 */
function printWholeList(space, items, report, restore) {
  addEventListener("beforeprint", () => {
    const all = items();
    space.replaceChildren(...all.slice(0, PRINTED_ROWS).map((f, i) => findingRow(f, i, report)));
    if (all.length > PRINTED_ROWS) {
      space.append(el("p", {}, `… and ${counted(all.length - PRINTED_ROWS, "more finding")}`));
    }
  });
  addEventListener("afterprint", restore);
}
