"use strict";
// Shows the fields of the figure under the pointer or the focus, and moves between figures by key.
const card = document.getElementById("card");
const figures = [...document.querySelectorAll("a.fig")];
const fields = JSON.parse(document.getElementById("fields").textContent);

function show(mark) {
  card.replaceChildren();
  for (const [name, value] of fields[mark.dataset.at]) {
    const term = document.createElement("dt"), text = document.createElement("dd");
    term.textContent = name;
    text.textContent = value;
    card.append(term, text);
  }
  card.hidden = false;
  const place = mark.getClientRects()[0], size = card.getBoundingClientRect();
  const below = place.bottom + 6;
  card.style.left = Math.max(8, Math.min(place.left, innerWidth - size.width - 8)) + "px";
  card.style.top = (below + size.height < innerHeight ? below : Math.max(8, place.top - size.height - 6)) + "px";
  mark.setAttribute("aria-describedby", "card");
}

function hide(mark) {
  mark.removeAttribute("aria-describedby");
  card.hidden = true;
}

const marked = event => event.target.closest?.("a.fig");
for (const [on, off] of [["mouseover", "mouseout"], ["focusin", "focusout"]]) {
  document.addEventListener(on, event => { const mark = marked(event); if (mark) show(mark); });
  document.addEventListener(off, event => { const mark = marked(event); if (mark) hide(mark); });
}
document.querySelector("main").addEventListener("scroll", () => { card.hidden = true; });

document.addEventListener("keydown", event => {
  if (event.key === "Escape") { card.hidden = true; return; }
  const step = { ArrowRight: 1, n: 1, ArrowLeft: -1, p: -1 }[event.key];
  if (!step || event.ctrlKey || event.altKey || event.metaKey) return;
  const shown = figures.filter(mark => mark.tabIndex === 0);
  const at = shown.indexOf(document.activeElement);
  const next = shown[at === -1 ? (step === 1 ? 0 : shown.length - 1) : at + step];
  if (next) { event.preventDefault(); next.focus(); next.scrollIntoView({ block: "nearest" }); }
});

document.getElementById("rejections").addEventListener("change", event => {
  document.querySelector("main").classList.toggle("plain", !event.target.checked);
  document.getElementById("rejected").hidden = !event.target.checked;
  for (const mark of document.querySelectorAll("a.fig.rejected")) mark.tabIndex = event.target.checked ? 0 : -1;
});
