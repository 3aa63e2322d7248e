// Builds the table from data. All text goes in as text, never as markup. Arrow keys move between cells,
// Enter opens one; Tab enters and leaves the table in one step.
export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".grid");
  const make = (tag, className, text) => {
    const made = document.createElement(tag);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  };
  const heading = (one, scope) => {
    const made = make("th");
    made.scope = scope;
    if (one.title) made.title = one.title;
    const name = make(one.href ? "a" : "span", "name", one.head);
    if (one.href) name.href = one.href;
    if (one.colour) name.style.setProperty("--mark", one.colour), name.classList.add("marked");
    made.append(name);
    if (one.sub) made.append(make("span", "sub", one.sub));
    return made;
  };
  const cell = (one, place) => {
    const made = make("td", one.kind + (one.ids ? " opens" : ""));
    made.setAttribute("role", "gridcell");
    made.dataset.of = data.columns[place].head;
    made.tabIndex = -1;
    if (one.title) made.title = one.title;
    if (one.bar > 0) {
      const bar = make("span", "bar");
      bar.style.width = `${Math.max(one.bar * 100, 0.8)}%`;
      if (one.colour) bar.style.background = one.colour;
      made.append(bar);
    }
    made.append(make("span", "text", one.text));
    if (one.sub) made.append(make("span", "sub", one.sub));
    const chips = make("span", "chips");
    for (const [text, meaning] of one.chips) {
      const chip = make("span", "chip", text);
      chip.title = meaning;
      chips.append(chip);
    }
    if (one.chips.length) made.append(chips);
    if (one.ids) made.dataset.ids = one.ids;
    return made;
  };

  const table = make("table", data.wide ? "wide" : "");
  table.setAttribute("role", "grid");
  table.style.setProperty("--columns", data.columns.length);
  const beside = data.columns.length - 1; // on a phone: two or three abreast, four as two and two
  table.style.setProperty("--abreast", beside === 4 ? 2 : Math.min(beside, 3));
  table.setAttribute("aria-label", data.label);
  const header = make("tr");
  header.append(make("th", "corner", data.corner), ...data.columns.map((c) => heading(c, "col")));
  const thead = make("thead");
  thead.append(header);
  const tbody = make("tbody");
  for (const row of data.rows) {
    const line = make("tr", row.cells.length ? "" : "group");
    const head = heading(row, row.cells.length ? "row" : "rowgroup");
    if (!row.cells.length) head.colSpan = data.columns.length + 1;
    line.append(head, ...row.cells.map(cell));
    tbody.append(line);
  }
  table.append(thead, tbody);

  const scroller = make("div", "scroller");
  scroller.style.maxHeight = `min(${data.height}px, 82vh)`;
  scroller.append(table);
  const legend = make("div", "legend");
  for (const [kind, text] of data.legend) {
    const entry = make("span", "entry");
    const sample = make("span", "sample " + kind, text.split(" ")[0]);
    sample.setAttribute("aria-hidden", "true");
    entry.append(sample, make("span", "", text.split(" ").slice(1).join(" ")));
    legend.append(entry);
  }
  const before = root.querySelector(".scroller");
  const [top, left] = before ? [before.scrollTop, before.scrollLeft] : [0, null];
  root.replaceChildren(...(data.legend.length ? [legend] : []), scroller);
  scroller.scrollTop = top;
  scroller.scrollLeft = left ?? (data.newest_last ? scroller.scrollWidth : 0);

  const first = table.querySelector("td");
  if (first) first.tabIndex = 0;
  const open = (td) => td && td.dataset.ids && setTriggerValue("open", td.dataset.ids);
  table.onclick = (event) => open(event.target.closest("td"));
  table.onkeydown = (event) => {
    const td = event.target.closest("td");
    if (!td) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      open(td);
      return;
    }
    const moves = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] };
    if (!(event.key in moves)) return;
    event.preventDefault();
    const [down, right] = moves[event.key];
    const rows = [...tbody.rows].filter((r) => r.cells.length > 1);
    const next = rows[rows.indexOf(td.parentElement) + down]?.cells[td.cellIndex + right];
    if (next && next.tagName === "TD") {
      td.tabIndex = -1;
      next.tabIndex = 0;
      next.focus();
      next.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
  };
}
