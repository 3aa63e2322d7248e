// The right-hand side: what is to be done, the numeral at hand, the record. Draws; decides nothing.

const STATUS = { extracted: "待核对", reviewed: "已核对", rejected: "非数据", pending: "保存中…" };
const FILTERS = [["extracted", "待核对"], ["reviewed", "已核对"], ["rejected", "非数据"], ["all", "全部"], ["wholes", "图上用哪个"], ["log", "记录"]];

function filterBar(counts, chosen, onChoose) {
  const bar = make("div", "filters");
  bar.setAttribute("role", "tablist");
  for (const [name, label] of FILTERS) {
    const button = make("button", name === chosen ? "chosen" : "", name in counts ? `${label} ${counts[name]}` : label);
    button.setAttribute("role", "tab");
    button.setAttribute("aria-selected", String(name === chosen));
    button.onclick = () => onChoose(name);
    bar.append(button);
  }
  return bar;
}

const ROWS = 120; // drawn at once: a long list is drawn around the one that is chosen

function around(items, current) {
  const at = Math.max(items.findIndex((item) => item.key === current), 0);
  const first = Math.max(Math.min(at - ROWS / 2, items.length - ROWS), 0);
  const shown = items.slice(first, first + ROWS);
  return { shown, before: first, after: items.length - first - shown.length };
}

// As scrollIntoView does, but the page around the list stays where it is: on a phone the list lies far below.
function scrollWithin(list, row) {
  if (!row) return;
  const [seen, place] = [list.getBoundingClientRect(), row.getBoundingClientRect()];
  if (place.top < seen.top) list.scrollTop += place.top - seen.top;
  else if (place.bottom > seen.bottom) list.scrollTop += place.bottom - seen.bottom;
}

function itemRow(item, status, doc, chosen, ticked) {
  const row = make("div", `row ${status}${item.doubts ? " doubtful" : ""}${chosen ? " chosen" : ""}`);
  row.setAttribute("role", "option");
  row.setAttribute("aria-selected", String(chosen));
  row.dataset.key = item.key;
  const tick = make("span", "tick", ticked ? "☑" : "☐");
  tick.setAttribute("role", "checkbox");
  tick.setAttribute("aria-checked", String(ticked));
  tick.setAttribute("aria-label", "勾选");
  row.append(tick, make("span", "printed", item.fields.printed));
  const what = status === "rejected" ? doc.reasons[item.reason] : item.name || item.fields.label || "—";
  row.append(make("span", "what", what));
  row.append(make("span", "notes", (item.doubts || []).join("；") || item.by || ""));
  return row;
}

// For one indicator: what would stand on the chart, why, and all the figures that it has.
function wholeRows(whole, rowOf, items) {
  const head = make("div", "whole");
  const stands = whole.standing.map((key) => items.get(key)?.fields.printed).join(" ＋ ");
  head.append(make("span", "what", whole.name + (whole.basis ? `（${whole.basis}）` : "")));
  head.append(make("span", "stands", stands ? `图上：${stands}` : "图上没有"), make("span", "why", whole.why));
  return [head, ...whole.figures.map((key) => items.get(key)).filter(Boolean).map((item) => {
    const row = rowOf(item);
    if (whole.standing.includes(item.key)) row.classList.add("stands");
    const limits = ["campaign", "sector", "part"].map((name) => item.fields[name]).filter(Boolean);
    if (limits.length) row.querySelector(".what").textContent = `限于：${limits.join("，")}`;
    return row;
  })];
}

function recordRow(decision, onUndo, onChoose) {
  const row = make("div", `record${decision.undone ? " undone" : ""}`);
  const head = make("div", "head", `${decision.at}　${decision.who}　${decision.action}`);
  if (decision.printed) {
    const link = make("button", "quiet", `“${decision.printed}”`);
    link.onclick = () => onChoose(decision.key);
    head.append(link);
  }
  if (decision.undoable) {
    const undo = make("button", "quiet", decision.batch ? "整批撤销" : "撤销");
    undo.onclick = () => onUndo(decision.id);
    head.append(undo);
  }
  row.append(head, make("div", "change", (decision.undone ? "（已撤销）" : "") + decision.change));
  return row;
}

// The numeral at hand: what it says, what speaks against it, what can be done, what was decided.
function card(item, status, doc, record, actions) {
  const box = make("div", "card");
  const head = make("div", "card-head");
  head.append(make("span", "big", item.fields.printed), make("span", `status ${status}`, STATUS[status]));
  box.append(head);
  if (item.status === "rejected") {
    box.append(make("div", "of", `非数据：${doc.reasons[item.reason] || item.reason}`));
  } else {
    box.append(make("div", "of", item.name || "不属任何指标"));
    const facts = make("dl", "facts");
    for (const one of doc.form) {
      const value = item.fields[one.name];
      const usual = one.options && value === Object.keys(one.options)[0];
      if (value && !usual && one.name !== "indicator") {
        facts.append(make("dt", "", one.label), make("dd", "", one.options?.[value] || value));
      }
    }
    if (item.fields.section) facts.append(make("dt", "", "章节"), make("dd", "", item.fields.section));
    box.append(facts);
  }
  for (const doubt of item.doubts || []) box.append(make("span", "doubt", doubt));
  const buttons = make("div", "buttons");
  for (const [key, label, run, primary] of actions) {
    const button = make("button", primary ? "primary" : "");
    button.append(make("kbd", "", key), label);
    button.onclick = run;
    buttons.append(button);
  }
  box.append(buttons, ...record);
  return box;
}
