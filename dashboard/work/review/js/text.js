// The document: its text in lines, its numerals as marks. Text goes in as text nodes, never as markup.

// The ledger's offsets count characters (code points), JavaScript's strings count UTF-16 units.
function offsetsOf(text) {
  if (!/[\ud800-\udfff]/.test(text)) return { units: (n) => n, points: (n) => n };
  const starts = [];
  for (let i = 0; i < text.length; i += text.codePointAt(i) > 0xffff ? 2 : 1) starts.push(i);
  starts.push(text.length);
  const points = (unit) => {
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (starts[middle] < unit) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return { units: (n) => starts[n], points };
}

function make(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

class DocumentPane {
  constructor(pane, text, onChoose) {
    this.pane = pane;
    this.text = text;
    this.offsets = offsetsOf(text);
    this.marks = new Map();
    this.lines = [];
    let start = 0;
    const all = document.createDocumentFragment();
    for (const content of text.split(/(?<=\n)/)) {
      // The line feed stays in its line, so that a selection's text has the length it has in the document.
      const element = make("div", "line", content);
      this.lines.push({ start, end: start + content.length, element, signature: "" });
      start += content.length;
      all.append(element);
    }
    pane.replaceChildren(all);
    pane.onclick = (event) => {
      const mark = event.target.closest("mark");
      if (mark && document.getSelection().isCollapsed) onChoose(mark.dataset.key);
    };
  }

  // Draw the numerals; only lines in which a place has changed are made anew.
  show(items, classOf) {
    const placed = [];
    let covered = 0;
    for (const item of items) {
      const [start, end] = [this.offsets.units(item.fields.start), this.offsets.units(item.fields.end)];
      if (start < covered) continue; // two decisions about overlapping places: both are in the list
      covered = end;
      placed.push({ item, start, end });
    }
    this.marks.clear();
    let next = 0;
    for (const line of this.lines) {
      while (next < placed.length && placed[next].end <= line.start) next += 1;
      const inside = [];
      for (let i = next; i < placed.length && placed[i].start < line.end; i += 1) inside.push(placed[i]);
      const signature = inside.map((one) => one.item.key + "/" + one.start + "-" + one.end).join();
      if (signature !== line.signature) this.#draw(line, inside);
      line.signature = signature;
      for (const mark of inside.length ? line.element.querySelectorAll("mark") : []) {
        this.marks.set(mark.dataset.key, [...(this.marks.get(mark.dataset.key) || []), mark]);
      }
    }
    for (const { item } of placed) this.dress(item.key, classOf(item));
  }

  #draw(line, inside) {
    const parts = [];
    let at = line.start;
    for (const one of inside) {
      const [start, end] = [Math.max(one.start, line.start), Math.min(one.end, line.end)];
      parts.push(this.text.slice(at, start));
      const mark = make("mark", "", this.text.slice(start, end));
      mark.dataset.key = one.item.key;
      parts.push(mark);
      at = end;
    }
    line.element.replaceChildren(...parts, this.text.slice(at, line.end));
  }

  dress(key, className) {
    for (const mark of this.marks.get(key) || []) if (mark.className !== className) mark.className = className;
  }

  scrollTo(key) {
    const mark = this.marks.get(key)?.[0];
    if (!mark) return;
    const [seen, place] = [this.pane.getBoundingClientRect(), mark.getBoundingClientRect()];
    const margin = seen.height / 5;
    if (place.top < seen.top + margin || place.bottom > seen.bottom - margin) {
      this.pane.scrollTop += place.top - seen.top - seen.height / 3;
    }
  }

  // What is selected with the pointer or by Shift and arrows: {start, end, text} in the ledger's offsets.
  selected() {
    const selection = document.getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    if (!this.pane.contains(range.startContainer) || !this.pane.contains(range.endContainer)) return null;
    const before = document.createRange();
    before.setStart(this.pane, 0);
    before.setEnd(range.startContainer, range.startOffset);
    const text = range.toString();
    const start = before.toString().length + text.length - text.trimStart().length;
    const end = start + text.trim().length;
    if (end === start) return null;
    return { start: this.offsets.points(start), end: this.offsets.points(end), text: text.trim() };
  }
}
