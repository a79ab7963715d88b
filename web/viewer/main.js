// Ties the parts together: one filter, kept in the URL's fragment, and what shows it.

function start() {
  const report = unpackReport(JSON.parse(part("data").textContent || "{}"));
  let filter = readFilter(location.hash);
  /** @type {Finding[]} */
  let found = [];

  let writing = 0;
  const write = () => {  // browsers refuse more than about three changes a second
    clearTimeout(writing);
    writing = setTimeout(() => {
      const fragment = filterFragment(filter);
      history.replaceState(null, "", fragment ? "#" + fragment : location.pathname + location.search);
    }, 350);
  };
  // On wide screens something is always selected: the first one where nothing was picked.
  const selected = () => found.find((f) => f.fingerprint === filter.at) || (isNarrow() ? undefined : found[0]);
  const showSelected = () => {
    const f = selected();
    part("bench").classList.toggle("open", f !== undefined);
    if (f) showDetail(f, report, {close, go});
    else refill(part("detail"), el("p", {class: "dim hint"}, "Select a finding to see all of it."));
  };
  const apply = () => {
    found = matching(filter, report);
    bar.show(filter, found.length);
    list.show(found, filter.sort);
    list.select(selected()?.fingerprint || "");
    showSelected();
    markChosen(filter);
    showPill();
    part("status").textContent = `${counted(found.length, "finding")} shown`;
    write();
  };
  const set = (/** @type {Partial<Filter>} */ change) => {
    filter = {...filter, ...change};
    apply();
  };
  const choose = (/** @type {Partial<Filter>} */ change) => {
    const whole = wholeFilter();
    if (!stands(filter, change)) return set(change);
    const undo = /** @type {any} */ ({});
    for (const key of Object.keys(change)) undo[key] = whole[/** @type {keyof Filter} */ (key)];
    set(undo);
  };
  const pick = (/** @type {Finding} */ f) => {
    filter.at = f.fingerprint;
    if (!isNarrow() || part("bench").classList.contains("open")) showSelected();
    write();
  };
  const go = (/** @type {Finding} */ f) => {
    if (!found.includes(f)) filter = {...wholeFilter(), sort: filter.sort};
    filter.at = f.fingerprint;
    apply();
  };
  const open = () => {
    showSelected();
    if (isNarrow()) /** @type {HTMLElement|null} */ (part("detail").querySelector(".close"))?.focus();
  };
  const close = () => {
    part("bench").classList.remove("open");
    list.focus();
  };
  const showPill = () => {
    const pill = part("pill"), box = part("findings").getBoundingClientRect();
    pill.hidden = !narrows(filter) || box.top < innerHeight * 0.7;
    refill(pill, el("b", {}, counted(found.length, "finding")), " match ",
      el("button", {type: "button", onclick: () => jump("findings")}, "Show ↓"),
      el("button", {type: "button", onclick: () => set({...wholeFilter(), sort: filter.sort})}, "Clear"));
  };

  showHeader(report);
  part("headline").textContent = headline(report);
  showTiles(report, choose);
  showRunDetails(report);
  if (report.errors === 0) {
    showNothingFound(report);
    return showNavigation([["overview", "Overview"], ["details", "About this run"]]);
  }
  showNavigation([["overview", "Overview"], ["findings", "Findings"], ["details", "About this run"]]);
  part("charts").append(fieldTable(report, choose),
    el("div", {class: "chart-column"}, severityChart(report, choose), confidenceChart(report, choose),
       codeChart(report, choose)));
  showHeld(report);
  const bar = makeFilterBar(report, set, () => saveText("findings-filtered.csv", findingsCsv(found, report)));
  const list = makeFindingList(report, pick, (key) => {
    const falls = filter.sort === "-" + key;
    const rises = filter.sort === key;
    const fallsFirst = key === "confidence" || key === "severity";
    set({sort: falls ? key : rises ? "-" + key : fallsFirst ? "-" + key : key});
  }, open);
  apply();
  addEventListener("hashchange", () => { filter = readFilter(location.hash); apply(); });
  addEventListener("scroll", showPill, {passive: true});
  addEventListener("keydown", (event) => onKey(event, bar, close));
  part("skip").addEventListener("click", (event) => {
    event.preventDefault();
    jump("findings");
    list.focus();
  });
}

/** Whether the details cover the list instead of standing beside it. */
function isNarrow() {
  return matchMedia("(max-width: 900px)").matches;
}

/** @param {string} id */
function jump(id) {
  part(id).scrollIntoView({block: "start"});
  part(id).focus({preventScroll: true});
}

/** @param {[string, string][]} parts ids and names */
function showNavigation(parts) {
  part("nav").append(...parts.map(([id, name]) =>
    el("button", {type: "button", onclick: () => jump(id)}, name)));
}

/** @param {any} report */
function showHeld(report) {
  const held = report.findings.length;
  part("held").textContent = held === report.errors ? "" :
    `This page holds the ${number(held)} most confident of ${counted(report.errors, "finding")}; the ` +
    "overview counts all of them, and so do findings.csv and findings.jsonl.";
}

/**
 * @param {KeyboardEvent} event
 * @param {FilterBar} bar
 * @param {() => void} close
 */
function onKey(event, bar, close) {
  const target = /** @type {HTMLElement} */ (event.target);
  const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName);
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    jump("findings");
    bar.focus();
  } else if (event.key === "Escape") {
    close();
  }
}

start();
