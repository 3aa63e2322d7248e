// Sets out the bars of `data`. All text goes in as text, never as markup. Tab moves from row to row, Enter
// opens one. The longest bar gets what its label and those of the other rows leave free.
const LEAST_SCALE = 0.3; // of the plot's width, for the greatest bar: below it labels wrap instead
const GAP = 8;

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".bars");
  const make = (tag, className, text) => {
    const made = document.createElement(tag);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  };
  const nameOf = (text) => {
    const made = make("span", "name");
    const at = text.indexOf("（"), end = text.indexOf("）") + 1 || text.length;
    if (at > 0) made.append(text.slice(0, at), make("wbr"), make("span", "bracket", text.slice(at, end)), text.slice(end));
    else made.textContent = text;
    return made;
  };
  const rowOf = (one, place) => {
    const row = make("button", "row");
    row.type = "button";
    row.dataset.ids = one.ids;
    row.dataset.value = one.value;
    const track = make("span", "track");
    const bar = make("span", one.value === 0 ? "zero" : `bar ${one.fill}`);
    bar.style.setProperty("--share", one.share);
    const label = make("span", "label", one.text);
    if (one.note) label.append(make("span", "note", one.note));
    track.append(bar, label);
    const tip = make("span", place > 2 && place > data.rows.length - 4 ? "tip above" : "tip");
    tip.append(make("b", "", one.heading), make("span", "", one.about));
    tip.setAttribute("aria-hidden", "true");
    row.append(nameOf(one.name), track, tip);
    const item = make("li");
    item.append(row);
    return item;
  };
  const axis = make("div", "axis");
  axis.setAttribute("aria-hidden", "true");
  const lines = make("div", "lines");
  lines.setAttribute("aria-hidden", "true");
  for (const [share, text] of data.ticks) {
    for (const [where, made] of [[lines, make("span", "line")], [axis, make("span", "tick", text)]]) {
      made.style.setProperty("--share", share);
      where.append(made);
    }
  }
  const list = make("ol");
  list.setAttribute("aria-label", data.label);
  list.append(...data.rows.map(rowOf));
  const plot = make("div", "plot");
  plot.append(lines, list);
  root.replaceChildren(plot, axis, make("div", "unit", data.unit));

  const fit = () => {
    if (!root.clientWidth) return; // in a tab that is not open
    root.classList.remove("tight");
    root.style.setProperty("--names", "max-content");
    const rows = [...list.querySelectorAll(".row")];
    const names = Math.max(...rows.map((row) => row.querySelector(".name").offsetWidth));
    root.style.setProperty("--names", `${Math.ceil(names)}px`);
    const width = rows[0].querySelector(".track").clientWidth;
    const free = rows.map((row, place) => {
      const label = row.querySelector(".label").offsetWidth + GAP;
      return (width - label) / (width * Math.max(data.rows[place].share, 1e-9));
    });
    const scale = Math.min(1, ...free);
    if (scale < LEAST_SCALE) root.classList.add("tight");
    root.style.setProperty("--scale", Math.max(scale, LEAST_SCALE));
  };
  fit();
  root.watcher?.disconnect();
  let known = root.clientWidth;
  root.watcher = new ResizeObserver(() => {
    if (root.clientWidth !== known) {
      known = root.clientWidth;
      fit();
    }
  });
  root.watcher.observe(root);
  list.onclick = (event) => {
    const row = event.target.closest(".row");
    if (row?.dataset.ids) setTriggerValue("open", row.dataset.ids);
  };
  return () => root.watcher.disconnect();
}
