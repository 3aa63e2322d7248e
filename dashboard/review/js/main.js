// The pane: holds what is shown and chosen, turns keys into asks. Built once a document, then brought up to date.

class ReviewPane {
  constructor(root, doc, send) {
    this.doc = doc;
    this.root = root;
    this.filter = "extracted";
    this.doubtfulFirst = true;
    this.outbox = new Outbox(send, () => this.state.revision);
    root.replaceChildren();
    this.pane = make("div", "document");
    this.pane.tabIndex = 0;
    this.pane.setAttribute("aria-label", "报告原文");
    this.side = make("div", "side");
    this.notice = make("div", "notice");
    this.notice.setAttribute("role", "status");
    this.bar = make("div", "bar");
    this.detail = make("div", "detail");
    this.list = make("div", "list");
    this.list.setAttribute("role", "listbox");
    this.list.onclick = (event) => {
      const row = event.target.closest(".row");
      if (row) this.choose(row.dataset.key);
    };
    this.side.append(this.notice, this.detail, this.bar, this.list);
    const left = make("div", "left");
    this.adding = make("button", "adding primary");
    this.adding.hidden = true;
    this.adding.onmousedown = (event) => event.preventDefault();
    this.adding.onclick = () => this.add();
    left.append(this.pane, this.adding, this.#legend());
    root.append(left, this.side);
    this.text = new DocumentPane(this.pane, doc.text, (key) => this.choose(key));
  }

  #legend() {
    const legend = make("div", "legend");
    const samples = [["extracted doubtful", "有疑点"], ["extracted", "待核对"], ["reviewed", "已核对"], ["rejected", "非数据"]];
    for (const [className, label] of samples) legend.append(make("mark", className, label));
    legend.append(make("span", "keys", "J/K 下一个、上一个　A 接受　E 修改　X 非数据　P 改判　N 补录选中的文字　U 撤销　Shift+A 接受无疑点的"));
    return legend;
  }

  // New data from the server.
  update(state, answers) {
    this.state = state;
    for (const item of state.items) item.fields = { ...this.doc.usual, ...item.fields };
    this.items = new Map(state.items.map((item) => [item.key, item]));
    const tell = this.outbox.take(answers);
    if (!this.items.has(this.current)) this.current = this.visible()[0]?.key;
    this.draw();
    tell();
  }

  status(item) {
    return this.outbox.waitsFor(item.key) ? "pending" : item.status;
  }

  // What the list shows, in its order.
  visible() {
    if (this.filter === "log") return [];
    const waiting = this.doubtfulFirst && this.filter === "extracted";
    const items = waiting ? this.state.order.map((key) => this.items.get(key)) : this.state.items;
    return items.filter((item) => this.filter === "all" || this.status(item) === this.filter);
  }

  draw() {
    this.text.show(this.state.items, (item) => this.markClass(item));
    this.drawBar();
    this.drawList();
    if (!this.form) this.drawDetail();
  }

  markClass(item) {
    const doubtful = item.doubts && this.status(item) === "extracted" ? " doubtful" : "";
    return this.status(item) + doubtful + (item.key === this.current ? " current" : "");
  }

  drawBar() {
    const counts = { extracted: 0, reviewed: 0, rejected: 0, pending: 0, all: this.state.items.length };
    for (const item of this.state.items) counts[this.status(item)] += 1;
    counts.log = this.state.decisions.length;
    const parts = [filterBar(counts, this.filter, (name) => this.chooseFilter(name))];
    if (this.filter === "extracted" && counts.extracted) {
      const tools = make("div", "tools");
      const order = make("button", "quiet", this.doubtfulFirst ? "疑点在前 ⇅" : "原文顺序 ⇅");
      order.onclick = () => {
        this.doubtfulFirst = !this.doubtfulFirst;
        this.draw();
      };
      tools.append(order);
      const number = this.state.acceptable.length;
      if (number) {
        const all = make("button", "", this.confirming ? `确定接受 ${number} 个？（Enter 接受，Esc 不）` : `接受无疑点的 ${number} 个（Shift+A）`);
        if (this.confirming) all.className = "primary";
        all.onclick = () => this.acceptAll();
        tools.append(all);
      }
      parts.push(tools);
    }
    this.bar.replaceChildren(...parts);
  }

  drawList() {
    const top = this.list.scrollTop;
    if (this.filter === "log") {
      const records = this.state.decisions.map((one) => this.record(one));
      this.list.replaceChildren(...(records.length ? records : [make("div", "empty", "还没有决定。")]));
    } else {
      const { shown, before, after } = around(this.visible(), this.current);
      const rows = shown.map((i) => itemRow(i, this.status(i), this.doc, i.key === this.current));
      if (before) rows.unshift(make("div", "empty", `前面还有 ${before} 个`));
      if (after) rows.push(make("div", "empty", `后面还有 ${after} 个`));
      const done = this.filter === "extracted" ? "这份报告的数字都核对过了。" : "没有这样的数字。";
      this.list.replaceChildren(...(rows.length ? rows : [make("div", "empty", done)]));
    }
    this.list.scrollTop = top;
    this.list.querySelector(".row.chosen")?.scrollIntoView({ block: "nearest" });
  }

  drawDetail() {
    const item = this.items.get(this.current);
    if (!item) {
      this.detail.replaceChildren(make("div", "empty", "选中一个数字，或在原文中选取文字后按 N 补录。"));
      return;
    }
    const record = this.state.decisions.filter((one) => one.key === item.key).map((one) => this.record(one));
    const figure = [["A", "接受", () => this.accept(), true], ["E", "修改", () => this.edit()], ["X", "非数据", () => this.reject()]];
    const actions = item.status === "rejected" ? [["P", "改判为数据", () => this.promote()]] : figure;
    this.detail.replaceChildren(card(item, this.status(item), this.doc, record, actions));
  }

  record(decision) {
    return recordRow(decision, (id) => this.undo(id), (key) => this.chooseFrom(key, "all"));
  }

  say(text, kind = "info") {
    this.notice.className = `notice ${text ? kind : ""}`;
    this.notice.textContent = text;
  }

  chooseFilter(name) {
    this.filter = name;
    this.confirming = false;
    if (name !== "log" && !this.visible().some((item) => item.key === this.current)) {
      this.current = this.visible()[0]?.key;
    }
    this.draw();
    this.text.scrollTo(this.current);
  }

  choose(key) {
    const before = this.items.get(this.current);
    this.current = key;
    this.confirming = false;
    this.closeForm();
    const item = this.items.get(key);
    if (item && this.filter !== "all" && this.filter !== "log" && this.status(item) !== this.filter) this.filter = "all";
    for (const one of [before, item]) if (one) this.text.dress(one.key, this.markClass(one));
    this.drawBar();
    this.drawList();
    this.text.scrollTo(key);
  }

  chooseFrom(key, filter) {
    if (!this.items.has(key)) return;
    this.filter = filter;
    this.choose(key);
  }

  // The one after, or before, in the list.
  move(by) {
    const shown = this.visible();
    const at = shown.findIndex((item) => item.key === this.current);
    const next = shown[Math.min(Math.max(at + by, 0), shown.length - 1)];
    if (next) this.choose(next.key);
  }

  // Leave the numeral at hand for the next one in the list, as it was decided about.
  decide(ask, onDone) {
    const shown = this.visible();
    const at = shown.findIndex((item) => item.key === ask.key);
    const next = shown[at + 1] || shown[at - 1];
    this.say("");
    this.outbox.add({ do: "decide", ...ask }, (answer) => {
      if (!answer.done) {
        this.say(answer.text, answer.conflict ? "conflict" : "error");
        if (ask.key) this.chooseFrom(ask.key, "all");
        return;
      }
      onDone?.(answer);
      this.draw();
    });
    const gone = this.filter === "extracted" || this.filter === "rejected";
    if (at >= 0 && (gone || ask.action === "accept") && next) this.choose(next.key);
    else this.draw();
  }

  accept() {
    const item = this.items.get(this.current);
    if (item && item.status !== "rejected" && this.status(item) !== "pending") this.decide({ action: "accept", key: item.key });
  }

  edit() {
    const item = this.items.get(this.current);
    if (!item || item.status === "rejected") return;
    this.openFigureForm("修改", item.fields, { action: "edit", key: item.key });
  }

  reject() {
    const item = this.items.get(this.current);
    if (!item || item.status === "rejected") return;
    const save = (reason) => {
      this.closeForm();
      this.decide({ action: "reject", key: item.key, reason });
    };
    this.openForm(reasonForm(this.doc.reasons, { title: `“${item.fields.printed}”为什么不是数据？`, save, cancel: () => this.closeForm() }));
  }

  promote() {
    const item = this.items.get(this.current);
    if (item?.status !== "rejected") return;
    this.draft(item.fields, "改判为数据", { action: "promote", key: item.key });
  }

  add() {
    const chosen = this.text.selected();
    if (!chosen) return this.say("先在原文中选取漏掉的数字（连同单位），再按 N。");
    this.draft(chosen, "补录", { action: "add" });
  }

  draft({ start, end }, title, ask) {
    this.outbox.add({ do: "draft", start, end }, (answer) => {
      if (!answer.done) return this.say(answer.text, "error");
      this.openFigureForm(title, answer.draft, ask, true);
    });
  }

  openFigureForm(title, fields, ask, whole = false) {
    const form = figureForm(this.doc.form, this.doc.indicators, fields, {
      title,
      whole,
      selected: () => this.text.selected(),
      cancel: () => this.closeForm(),
      save: (changes) => {
        this.say("");
        this.outbox.add({ do: "decide", ...ask, fields: changes }, (answer) => {
          if (answer.done) return this.saved(answer.key, ask.action);
          form.complain(answer.text);
          this.say(answer.text, answer.conflict ? "conflict" : "error");
          this.draw();
        });
      },
    });
    this.openForm(form);
  }

  // A form was saved: on to the next one, or to the figure that is new.
  saved(key, action) {
    this.closeForm();
    if (action === "edit" && this.filter === "extracted" && this.visible().length) {
      return this.choose(this.visible()[0].key);
    }
    this.chooseFrom(key, "all");
  }

  openForm(form) {
    this.form = form;
    this.detail.replaceChildren(form.element);
    this.detail.scrollTop = 0;
    form.focus();
  }

  closeForm() {
    if (this.form) this.root.focus({ preventScroll: true });
    this.form = null;
    this.drawDetail();
  }

  undo(decision) {
    this.outbox.add({ do: "undo", decision }, (answer) => {
      this.say(answer.text || "", answer.done ? "info" : answer.conflict ? "conflict" : "error");
      if (answer.key && this.items.has(answer.key)) this.chooseFrom(answer.key, "all");
    });
  }

  acceptAll() {
    if (!this.state.acceptable.length || this.filter !== "extracted") return;
    if (!this.confirming) {
      this.confirming = true;
      return this.drawBar();
    }
    this.confirming = false;
    this.outbox.add({ do: "accept_all", keys: this.state.acceptable }, (answer) => {
      this.say(answer.text, answer.done ? "info" : "error");
      if (this.visible().length) this.choose(this.visible()[0].key);
    });
    this.drawBar();
  }

  onSelection() {
    const chosen = this.text.selected();
    this.adding.hidden = !chosen || chosen.text.length > 60;
    if (chosen) this.adding.textContent = `补录“${chosen.text.slice(0, 16)}”（N）`;
  }

  // True where the key was ours. `code` is the key's place, so that a Chinese input method changes nothing.
  onKey(event) {
    if (event.isComposing || document.querySelector("[role=dialog]")) return false;
    const inField = event.target.closest?.("input, textarea, select, [contenteditable=true]");
    if (this.form) return this.keyInForm(event, inField);
    if (inField) return false;
    const control = event.ctrlKey || event.metaKey;
    if (control || event.altKey) return control && event.code === "KeyZ" ? (this.undo(), true) : false;
    if (event.shiftKey) return event.code === "KeyA" ? (this.acceptAll(), true) : false;
    if (event.code === "Escape") return this.confirming ? ((this.confirming = false), this.drawBar(), true) : false;
    if (event.code === "Enter") {
      if (event.target.closest?.("button, a")) return false;
      return this.confirming ? (this.acceptAll(), true) : (this.accept(), true);
    }
    const run = {
      KeyJ: () => this.move(1), ArrowDown: () => this.move(1), KeyK: () => this.move(-1), ArrowUp: () => this.move(-1),
      KeyA: () => this.accept(), KeyE: () => this.edit(), KeyX: () => this.reject(), KeyP: () => this.promote(),
      KeyN: () => this.add(), KeyU: () => this.undo(),
    }[event.code];
    run?.();
    return Boolean(run);
  }

  keyInForm(event, inField) {
    if (event.code === "Escape") return this.closeForm(), true;
    if (inField || !this.form.byKey || event.ctrlKey || event.metaKey || event.altKey) return false;
    if (event.key.length !== 1 || event.key === " ") return false;
    return this.form.byKey(event.key), true;
  }
}

export default function ({ data: bytes, parentElement, setTriggerValue }) {
  const data = JSON.parse(new TextDecoder().decode(bytes));
  const root = parentElement.querySelector(".ec-review");
  root.tabIndex = -1;
  if (root.pane?.doc.id !== data.document.id) {
    root.pane?.outbox.close();
    root.pane = new ReviewPane(root, data.document, (asks) => root.send(asks));
  }
  const pane = root.pane;
  root.send = (asks) => setTriggerValue("ask", asks);
  pane.update(data.state, data.answers);
  const onKey = (event) => {
    if (root.isConnected && pane.onKey(event)) {
      event.preventDefault();
      event.stopPropagation();
    }
  };
  const onSelection = () => {
    clearTimeout(root.selecting);
    root.selecting = setTimeout(() => pane.onSelection(), 120);
  };
  root.stop?.();
  document.addEventListener("keydown", onKey, true);
  document.addEventListener("selectionchange", onSelection);
  root.stop = () => {
    document.removeEventListener("keydown", onKey, true);
    document.removeEventListener("selectionchange", onSelection);
  };
  return () => root.stop();
}
