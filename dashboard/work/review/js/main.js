// What the keys do: turns them into forms and asks.

const isZero = (item) => item && item.status !== "rejected" && Number(item.fields.value) === 0;

class ReviewPane extends PaneView {
  // Leave the numeral at hand for the next one in the list, as it was decided about.
  decide(ask, onDone) {
    const shown = this.visible();
    const at = shown.findIndex((item) => item.key === ask.key);
    const next = shown[at + 1] || shown[at - 1];
    this.say("");
    this.outbox.add({ do: "decide", ...ask }, (answer) => {
      if (!answer.done) {
        this.say(answer.text, answer.conflict ? "conflict" : "error");
        // Back to it in the same list, unless the reviewer has gone on meanwhile.
        if (next && this.current === next.key) this.show(ask.key);
        else this.draw();
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
    if (this.ticked.size) return this.acceptTicked();
    const item = this.items.get(this.current);
    if (item && item.status !== "rejected" && this.status(item) !== "pending") this.decide({ action: "accept", key: item.key });
  }

  edit() {
    if (this.ticked.size) return this.editTicked();
    const item = this.items.get(this.current);
    if (!item || item.status === "rejected") return;
    this.openFigureForm("修改", item.fields, { action: "edit", key: item.key });
  }

  reject() {
    if (this.ticked.size) return this.rejectTicked();
    const item = this.items.get(this.current);
    if (!item || item.status === "rejected") return;
    const save = (reason) => {
      this.closeForm();
      this.decide({ action: "reject", key: item.key, reason });
    };
    this.openForm(reasonForm(this.doc.reasons, { title: `“${item.fields.printed}”为什么不是数据？`, save, cancel: () => this.closeForm() }));
  }

  // The ticked rows that are figures, in one batch: all or none, undone as one.
  decideMany(ask, complain) {
    const keys = this.tickedFigures();
    this.say("");
    this.outbox.add({ do: "decide_many", keys, ...ask }, (answer) => {
      this.say(answer.text, answer.done ? "info" : answer.conflict ? "conflict" : "error");
      if (!answer.done) return complain?.(answer.text);
      this.ticked.clear();
      this.closeForm();
      if (this.visible().length && !this.visible().some((item) => item.key === this.current)) this.choose(this.visible()[0].key);
      else this.draw();
    });
  }

  acceptTicked() {
    const keys = this.tickedFigures();
    this.outbox.add({ do: "accept_all", keys }, (answer) => {
      this.say(answer.text, answer.done ? "info" : "error");
      if (!answer.done) return;
      this.ticked.clear();
      if (this.visible().length) this.choose(this.visible()[0].key);
    });
  }

  editTicked() {
    const keys = this.tickedFigures();
    if (!keys.length) return this.say("勾选的都不是数据。");
    const form = sharedForm(this.doc.form, this.doc.indicators, {
      title: `修改勾选的 ${keys.length} 个`,
      cancel: () => this.closeForm(),
      save: (fields) => this.decideMany({ action: "edit", fields }, form.complain),
    });
    this.openForm(form);
  }

  rejectTicked() {
    const keys = this.tickedFigures();
    if (!keys.length) return this.say("勾选的都不是数据。");
    const save = (reason) => {
      this.closeForm();
      this.decideMany({ action: "reject", reason });
    };
    this.openForm(reasonForm(this.doc.reasons, { title: `勾选的 ${keys.length} 个为什么不是数据？`, save, cancel: () => this.closeForm() }));
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

  // One word that says of several things that they did not happen: each is a figure of its own.
  split() {
    const item = this.items.get(this.current);
    if (!isZero(item)) return;
    this.draft(item.fields, "同一处再记一个零", { action: "add" });
  }

  // Which figure would stand on the chart: asked for where it is looked at, and again after each decision.
  askWholes() {
    if (this.wholesAt === this.state.revision || this.asking) return;
    this.asking = true;
    this.outbox.add({ do: "wholes" }, (answer) => {
      this.asking = false;
      if (answer.done) this.showWholes(answer.wholes);
      else this.say(answer.text, "error");
    });
  }

  showWholes(wholes) {
    [this.wholes, this.wholesAt] = [wholes, this.state.revision];
    if (this.filter !== "wholes") return;
    if (!this.visible().some((item) => item.key === this.current)) this.current = this.visible()[0]?.key;
    this.draw();
  }

  chooseWhole() {
    const item = this.items.get(this.current);
    if (!item || item.status === "rejected") return;
    this.say("");
    this.outbox.add({ do: "choose_whole", key: item.key }, (answer) => {
      this.say(answer.text, answer.done ? "info" : answer.conflict ? "conflict" : "error");
      if (answer.done) this.showWholes(answer.wholes);
    });
  }

  draft({ start, end }, title, ask) {
    this.say("");
    this.outbox.add({ do: "draft", start, end, key: ask.key }, (answer) => {
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
    if (this.filter === "wholes") return this.show(key);
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
      if (answer.key && this.items.has(answer.key)) this.show(answer.key);
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

  // True where the key was ours. `code` is the key's place, so that a Chinese input method changes nothing.
  onKey(event) {
    if (event.isComposing || document.querySelector("[role=dialog]")) return false;
    const inField = event.target.closest?.("input, textarea, select, [contenteditable=true]");
    if (this.form) return this.keyInForm(event, inField);
    if (inField) return false;
    const control = event.ctrlKey || event.metaKey;
    if (control || event.altKey) {
      const run = control && { KeyZ: () => this.undo(), KeyA: () => this.tickAll() }[event.code];
      return run ? (run(), true) : false;
    }
    if (event.shiftKey) {
      const run = {
        KeyA: () => this.acceptAll(), KeyJ: () => this.tickOn(1), ArrowDown: () => this.tickOn(1),
        KeyK: () => this.tickOn(-1), ArrowUp: () => this.tickOn(-1),
      }[event.code];
      return run ? (run(), true) : false;
    }
    if (event.code === "Escape") {
      if (!this.confirming && !this.ticked.size) return false;
      this.confirming = false;
      this.ticked.clear();
      return this.draw(), true;
    }
    if (event.code === "Space") {
      if (event.target.closest?.("button, a")) return false;
      return this.tick(this.current), true;
    }
    if (event.code === "Enter") {
      if (event.target.closest?.("button, a")) return false;
      return this.confirming ? (this.acceptAll(), true) : (this.accept(), true);
    }
    const run = {
      KeyJ: () => this.move(1), ArrowDown: () => this.move(1), KeyK: () => this.move(-1), ArrowUp: () => this.move(-1),
      KeyA: () => this.accept(), KeyE: () => this.edit(), KeyX: () => this.reject(), KeyP: () => this.promote(),
      KeyN: () => this.add(), KeyS: () => this.split(), KeyW: () => this.chooseWhole(), KeyU: () => this.undo(),
    }[event.code];
    const list = /^(?:Digit|Numpad)([1-6])$/.exec(event.code);
    if (list) return this.chooseFilter(FILTERS[list[1] - 1][0]), true;
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
  const opened = root.pane?.doc.id !== data.document.id;
  if (opened) {
    root.pane?.outbox.close();
    root.pane = new ReviewPane(root, data.document, (asks) => root.send(asks));
  }
  const pane = root.pane;
  root.send = (asks) => setTriggerValue("ask", asks);
  pane.update(data.state, data.answers);
  if (opened) requestAnimationFrame(() => pane.text.scrollTo(pane.current)); // before, nothing has its place
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
