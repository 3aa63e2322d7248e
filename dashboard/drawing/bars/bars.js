// Sets out the panels of bars of `data`. All text goes in as text, never as markup. Tab moves from row to row,
// Enter opens one. In each panel the longest bar gets what its label and those of the other rows leave free.
const LEAST_BAR = 1 / 3; // of the chart's width, for the greatest bar: rather than get shorter, labels wrap
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
  const rowOf = (one, place, rows) => {
    const bare = one.fill === "apart" || one.fill === "alone"; // its number, and no length
    const row = make("button", bare ? `row bare ${one.fill}` : "row");
    row.type = "button";
    row.dataset.ids = one.ids;
    row.dataset.value = one.value;
    const track = make("span", "track");
    const label = make("span", "label", one.text);
    if (one.note) label.append(make("span", "note", one.note));
    if (!bare) {
      const bar = make("span", one.value === 0 ? "zero" : `bar ${one.fill}`);
      bar.style.setProperty("--share", one.share);
      track.append(bar);
    }
    track.append(label);
    if (one.why) track.append(make("span", "why", one.why));
    const tip = make("span", place > 2 && place > rows.length - 4 ? "tip above" : "tip");
    tip.append(make("b", "", one.heading), make("span", "", one.about));
    tip.setAttribute("aria-hidden", "true");
    row.append(nameOf(one.name), track, tip);
    const item = make("li");
    item.append(row);
    if (one.href) { // over the name; the keyboard finds the same link in the panel that the row opens
      const link = make("a", "to");
      link.href = one.href;
      link.tabIndex = -1;
      link.title = `${one.name}：到机构页`;
      link.setAttribute("aria-label", link.title);
      item.append(link);
    }
    return item;
  };
  const panelOf = (panel) => {
    const section = make("div", "panel");
    const axis = make("div", "axis");
    axis.setAttribute("aria-hidden", "true");
    const lines = make("div", "lines");
    lines.setAttribute("aria-hidden", "true");
    for (const [share, text] of panel.ticks) {
      for (const [where, made] of [[lines, make("span", "line")], [axis, make("span", "tick", text)]]) {
        made.style.setProperty("--share", share);
        where.append(made);
      }
    }
    const list = make("ol");
    list.setAttribute("aria-label", panel.heading ? `${data.label}；${panel.heading}` : data.label);
    list.append(...panel.rows.map(rowOf));
    const plot = make("div", "plot");
    plot.append(lines, list);
    if (panel.heading) section.append(make("div", "heading", panel.heading));
    section.append(plot);
    if (panel.ticks.length) section.append(axis);
    if (panel.unit) section.append(make("div", "unit", panel.unit));
    return section;
  };
  const sections = data.panels.map(panelOf);
  root.replaceChildren(...sections);

  const fitPanel = (section, rows) => {
    section.classList.remove("tight");
    const buttons = [...section.querySelectorAll(".row:not(.bare)")];
    if (!buttons.length) return;
    const width = buttons[0].querySelector(".track").clientWidth;
    const free = buttons.map((row, place) => {
      const label = row.querySelector(".label").offsetWidth + GAP;
      return (width - label) / (width * Math.max(rows[place].share, 1e-9));
    });
    const least = Math.min(1, (root.clientWidth * LEAST_BAR) / width);
    const scale = Math.min(1, ...free);
    if (scale < least) section.classList.add("tight");
    section.style.setProperty("--scale", Math.max(scale, least));
    let end = -Infinity; // where ticks would run into each other, the later one is left out
    for (const tick of section.querySelectorAll(".tick")) {
      tick.hidden = false;
      const place = tick.getBoundingClientRect();
      tick.hidden = place.left < end + GAP;
      if (!tick.hidden) end = place.right;
    }
  };
  const fit = () => {
    if (!root.clientWidth) return; // in a tab that is not open
    root.style.setProperty("--names", "max-content");
    const names = Math.max(...[...root.querySelectorAll(".name")].map((name) => name.offsetWidth));
    root.style.setProperty("--names", `${Math.ceil(names)}px`);
    sections.forEach((section, place) => fitPanel(section, data.panels[place].rows));
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
  root.onclick = (event) => {
    const row = event.target.closest(".row");
    if (row?.dataset.ids) setTriggerValue("open", row.dataset.ids);
  };
  return () => root.watcher.disconnect();
}
