// What the pane shows and which numeral is at hand. Built once a document, then brought up to date.

class PaneView {
  constructor(root, doc, send) {
    this.doc = doc;
    this.root = root;
    this.filter = "extracted";
    this.ticked = new Set(); // keys of the rows that are decided about together
    this.doubtfulFirst = true;
    this.wholes = []; // for each indicator what would stand on the chart, at revision `wholesAt`
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
    this.list.setAttribute("aria-label", "这份报告的数字");
    this.list.onclick = (event) => {
      const row = event.target.closest(".row");
      if (!row) return;
      const key = row.dataset.key;
      if (event.shiftKey) this.tickTo(key);
      else if (event.ctrlKey || event.metaKey || event.target.closest(".tick")) this.tick(key);
      else this.choose(key);
    };
    this.list.onmousedown = (event) => event.shiftKey && event.preventDefault(); // selects rows, not their text
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
    legend.append(make("span", "keys", "J/K 下一个、上一个　A 接受　E 修改　X 非数据　P 改判　N 补录选中的文字　S 同一处再记一个零　W 图上用这个　U 撤销　Shift+A 接受无疑点的　空格、Shift+J 勾选，Ctrl+A 勾选全部　1–6 换列表　G 下一份报告"));
    return legend;
  }

  // New data from the server.
  update(state, answers) {
    this.state = state;
    for (const item of state.items) item.fields = { ...this.doc.usual, ...item.fields };
    this.items = new Map(state.items.map((item) => [item.key, item]));
    const tell = this.outbox.take(answers);
    for (const key of this.ticked) if (!this.items.has(key)) this.ticked.delete(key);
    if (!this.items.has(this.current)) this.current = this.visible()[0]?.key;
    this.draw();
    tell();
    if (this.filter === "wholes") this.askWholes();
  }

  status(item) {
    return this.outbox.waitsFor(item.key) ? "pending" : item.status;
  }

  // What the list shows, in its order.
  visible() {
    if (this.filter === "log") return [];
    if (this.filter === "wholes") return this.wholes.flatMap((one) => one.figures).map((key) => this.items.get(key)).filter(Boolean);
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
    if (this.ticked.size) parts.push(this.tickedBar());
    this.bar.replaceChildren(...parts);
  }

  tickedBar() {
    const tools = make("div", "tools ticked");
    const buttons = [["接受（A）", () => this.accept()], ["修改（E）", () => this.edit()], ["非数据（X）", () => this.reject()]];
    tools.append(make("span", "", `勾选了 ${this.ticked.size} 个：`));
    for (const [label, run] of [...buttons, ["取消（Esc）", () => { this.ticked.clear(); this.draw(); }]]) {
      const button = make("button", "", label);
      button.onclick = run;
      tools.append(button);
    }
    return tools;
  }

  tickedFigures() {
    return this.state.items.filter((item) => this.ticked.has(item.key) && item.status !== "rejected").map((item) => item.key);
  }

  tick(key) {
    if (!this.items.has(key)) return;
    if (!this.ticked.delete(key)) this.ticked.add(key);
    this.choose(key);
  }

  // All rows from the one at hand to this one.
  tickTo(key) {
    const shown = this.visible().map((item) => item.key);
    const [from, to] = [shown.indexOf(this.current), shown.indexOf(key)];
    const first = from < 0 ? to : Math.min(from, to);
    for (const one of shown.slice(first, Math.max(from, to) + 1)) this.ticked.add(one);
    this.choose(key);
  }

  tickOn(by) {
    const shown = this.visible();
    const next = shown[shown.findIndex((item) => item.key === this.current) + by];
    this.tickTo(next?.key || this.current);
  }

  tickAll() {
    for (const item of this.visible()) this.ticked.add(item.key);
    this.draw();
  }

  drawList() {
    const top = this.list.scrollTop;
    if (this.filter === "log") {
      const records = this.state.decisions.map((one) => this.record(one));
      this.list.replaceChildren(...(records.length ? records : [make("div", "empty", "还没有决定。")]));
    } else if (this.filter === "wholes") {
      const rowOf = (i) => itemRow(i, this.status(i), this.doc, i.key === this.current, this.ticked.has(i.key));
      const rows = this.wholes.flatMap((one) => wholeRows(one, rowOf, this.items));
      const said = this.wholesAt === undefined ? "正在查看…" : rows.length ? "只看这份报告：同一年另有统计年报的，图上以年报为准。" : "没有可以上图的数字；报告信息不完整的，先到“导入”页补充。";
      this.list.replaceChildren(...rows, make("div", "empty", said));
    } else {
      const { shown, before, after } = around(this.visible(), this.current);
      const rows = shown.map((i) => itemRow(i, this.status(i), this.doc, i.key === this.current, this.ticked.has(i.key)));
      if (before) rows.unshift(make("div", "empty", `前面还有 ${before} 个`));
      if (after) rows.push(make("div", "empty", `后面还有 ${after} 个`));
      const done = this.filter === "extracted" ? "这份报告的数字都核对过了。" : "没有这样的数字。";
      this.list.replaceChildren(...(rows.length ? rows : [make("div", "empty", done)]));
    }
    this.list.scrollTop = top;
    scrollWithin(this.list, this.list.querySelector(".row.chosen"));
  }

  drawDetail() {
    const item = this.items.get(this.current);
    if (!item) {
      this.detail.replaceChildren(make("div", "empty", "选中一个数字，或在原文中选取文字后按 N 补录。"));
      return;
    }
    const record = this.state.decisions.filter((one) => one.key === item.key).map((one) => this.record(one));
    const zero = isZero(item) ? [["S", "同一处再记一个零", () => this.split()]] : [];
    const whole = this.filter === "wholes" ? [["W", "图上用这个", () => this.chooseWhole()]] : [];
    const figure = [["A", "接受", () => this.accept(), true], ["E", "修改", () => this.edit()], ["X", "非数据", () => this.reject()], ...zero, ...whole];
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
    this.ticked.clear(); // what is not seen is not decided about
    if (name === "wholes") this.askWholes();
    const shown = this.visible();
    if (name !== "log" && !shown.some((item) => item.key === this.current)) {
      this.current = (shown.find((item) => item.key === this.left) || shown[0])?.key;
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
    const states = this.filter in STATUS; // a list of those in one state
    if (item && (states ? this.status(item) !== this.filter : this.filter === "wholes" && !this.visible().includes(item))) this.filter = "all";
    if (key !== before?.key && before && this.status(before) === "extracted") this.left = before.key; // where to go on
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

  // Choose it in the list that is shown, else where all are.
  show(key) {
    if (this.visible().some((item) => item.key === key)) this.choose(key);
    else this.chooseFrom(key, "all");
  }

  // The one after, or before, in the list.
  move(by) {
    const shown = this.visible();
    const at = shown.findIndex((item) => item.key === this.current);
    const next = shown[Math.min(Math.max(at + by, 0), shown.length - 1)];
    if (next) this.choose(next.key);
  }

  onSelection() {
    const chosen = this.text.selected();
    this.adding.hidden = !chosen || chosen.text.length > 60;
    if (chosen) this.adding.textContent = `补录“${chosen.text.slice(0, 16)}”（N）`;
  }
}
