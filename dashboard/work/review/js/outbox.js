// What is asked of the server: in order, each until it is answered, so that no decision is lost or doubled.

const PATIENCE = 8000; // milliseconds; after that the same asks are sent again, and answered once

class Outbox {
  constructor(send, revision) {
    this.send = send;
    this.revision = revision; // tells the revision that the screen shows now
    this.asks = [];
    this.sent = [];
    this.name = Math.random().toString(36).slice(2, 10);
    this.count = 0;
  }

  // `based_on` is what the reviewer saw; where it depends on one of their own asks that is not answered
  // yet, it waits and is based on the answer.
  add(ask, onAnswer) {
    const depends = Boolean(ask.key) && this.asks.some((other) => other.ask.key === ask.key);
    this.count += 1;
    const number = `${this.name}-${this.count}`;
    this.asks.push({ ask: { ...ask, number, based_on: this.revision() }, depends, onAnswer });
    this.flush();
    return number;
  }

  flush() {
    if (this.sent.length || !this.asks.length) return;
    const first = this.asks[0];
    if (first.depends) first.ask.based_on = this.revision();
    const last = this.asks.findIndex((one, position) => position > 0 && one.depends);
    this.sent = this.asks.slice(0, last < 0 ? undefined : last);
    this.send(this.sent.map((one) => one.ask));
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.sent = [];
      this.flush();
    }, PATIENCE);
  }

  // Take the answers in; those who asked are told after the new state is on the screen.
  take(answers) {
    const byNumber = new Map(answers.map((one) => [one.number, one]));
    const answered = this.asks.filter((one) => byNumber.has(one.ask.number));
    this.asks = this.asks.filter((one) => !byNumber.has(one.ask.number));
    this.sent = this.sent.filter((one) => !byNumber.has(one.ask.number));
    if (!this.sent.length) clearTimeout(this.timer);
    return () => {
      for (const one of answered) one.onAnswer(byNumber.get(one.ask.number), one.ask);
      this.flush();
    };
  }

  waitsFor(key) {
    return this.asks.find((one) => one.ask.key === key && one.ask.do === "decide")?.ask;
  }

  close() {
    clearTimeout(this.timer);
  }
}
