// What stands around the findings: headline, tiles, and how the run was made.

/** @param {any} report */
function showHeader(report) {
  const folder = decodeURIComponent(location.pathname).split("/").slice(-2, -1)[0];
  const parts = [folder, report.brand, counted(report.records, "record"), `Assay ${report.version}`];
  part("origin").textContent = parts.filter(Boolean).join(" · ");
  if (folder) document.title = `${folder} · Assay report`;
}

/** @param {any} report */
function headline(report) {
  const accepted = report.records - report.rejected;
  if (report.errors === 0) return "";
  if (report.recordsWithErrors === 0) return `${counted(report.errors, "finding")} about whole columns.`;
  return `${number(report.recordsWithErrors)} of ${counted(accepted, "row")} ` +
    `(${percent(report.recordsWithErrors / Math.max(1, accepted))}) need a look` +
    (report.critical > 0 ? `; ${counted(report.critical, "finding is", "findings are")} critical.` : ".");
}

/**
 * @param {any} report
 * @param {Choose} choose
 */
function showTiles(report, choose) {
  const accepted = report.records - report.rejected;
  const share = accepted === 0 ? "" : `${percent(report.recordsWithErrors / accepted)} of the rows`;
  const tile = (/** @type {string} */ name, /** @type {number} */ value, /** @type {string} */ about,
                /** @type {string} */ kind, /** @type {Partial<Filter>|null} */ change) => {
    const inside = [el("span", {class: "tile-name"}, name), el("span", {class: "tile-value"}, number(value)),
                    el("span", {class: "tile-about"}, about)];
    return el("li", {class: "card tile " + kind},
      change && value > 0 ? chooser(change, choose, {class: "tile-button"}, ...inside) : el("div", {}, ...inside));
  };
  part("tiles").append(
    tile("Records", report.records, counted(report.columns.length, "column"), "", null),
    tile("Findings", report.errors, report.errors === 0 ? "none" : `in ${counted(fieldsWithFindings(report), "field")}`, "", null),
    tile("Critical", report.critical, report.critical === 0 ? "none" : "to be repaired first",
         report.critical > 0 ? "alarm" : "", {severity: "critical"}),
    tile("Rows affected", report.recordsWithErrors, share, "", null),
    tile("Rejected", report.rejected, report.rejected === 0 ? "every record was read" : "see quarantine.csv",
         report.rejected > 0 ? "caution" : "", null));
}

/** @param {any} report */
function fieldsWithFindings(report) {
  return report.fields.filter((/** @type {Field} */ f) => f.findings > 0).length;
}

/**
 * Stands in place of charts and list when nothing was found.
 * @param {any} report
 */
function showNothingFound(report) {
  const ran = new Set(report.detectors.filter((/** @type {any} */ d) => d.state === "ran")
    .map((/** @type {any} */ d) => d.detector));
  const text = report.records === 0
    ? "The table has a header and no rows, so there was nothing to check."
    : `${counted(report.records - report.rejected, "row")} in ${counted(report.columns.length, "column")} ` +
      `were checked by ${counted(ran.size, "detector")}. None of them found a wrong cell.`;
  part("charts").replaceWith(el("div", {class: "card all-well"},
    svg("svg", {viewBox: "0 0 64 64", "aria-hidden": "true"},
      svg("circle", {cx: 32, cy: 32, r: 29}), svg("path", {d: "m20 33 8.5 8.5L45 25"})),
    el("h3", {}, report.records === 0 ? "No rows" : "Nothing found"), el("p", {}, text)));
  part("findings").hidden = true;
}

/** @param {any} report */
function showRunDetails(report) {
  const detectors = report.detectors.filter((/** @type {any} */ d) => d.state !== "ran" || d.flagged > 0);
  const quiet = report.detectors.length - detectors.length;
  part("about").append(
    el("section", {class: "card span-all"}, el("h3", {}, "Detectors"),
      el("p", {class: "about"}, "Cells that each detector flagged, also where another one's evidence was " +
        "stronger." + (quiet > 0 ? ` ${counted(quiet, "more ran", "more ran")} and flagged nothing.` : "")),
      detectors.length === 0 ? null : el("div", {class: "scroll-x"}, el("table", {class: "plain-table"},
        el("thead", {}, el("tr", {}, ...["Detector", "Method", "State", "Flagged", "Fields"].map((name) =>
          el("th", {scope: "col", class: name === "Flagged" ? "num" : null}, name)))),
        el("tbody", {}, ...detectors.map((/** @type {any} */ d) => detectorRow(d, report)))))),
    el("section", {class: "card"}, el("h3", {}, "Notes"), report.notes.length === 0
      ? el("p", {class: "dim"}, "None.")
      : el("ul", {class: "notes"}, ...report.notes.map((/** @type {string} */ n) => el("li", {}, n)))),
    el("section", {class: "card"}, el("h3", {}, "Settings"),
      facts(report.settings.map((/** @type {[string, string]} */ [key, value]) =>
        [key, value === "" ? el("span", {class: "dim"}, "–") : value]))),
    el("section", {class: "card span-all"}, el("h3", {}, "Digests"),
      el("p", {class: "about"}, "What this report was made from."),
      facts(report.digests.map((/** @type {any} */ d) => [d.name, el("span", {},
        el("code", {}, `${d.algorithm}:${d.digest}`),
        d.bytes > 0 ? el("span", {class: "dim"}, ` ${counted(d.bytes, "byte")}`) : null)]))));
}

/**
 * @param {any} d
 * @param {any} report
 */
function detectorRow(d, report) {
  const names = [...new Set(d.fields.filter(Boolean))]; // several rules of a field may share a detector
  const fields = names.length === 0 ? "whole rows"
    : names.slice(0, 6).join(", ") + (names.length > 6 ? ` and ${names.length - 6} more` : "");
  return el("tr", {}, el("th", {scope: "row"}, d.detector), el("td", {}, report.methods[d.method]),
    el("td", {}, el("span", {class: `state ${d.state}`}, d.state),
      d.reason === "" ? null : el("span", {class: "dim small reason"}, d.reason)),
    el("td", {class: "num"}, number(d.flagged)), el("td", {class: "dim"}, fields));
}
