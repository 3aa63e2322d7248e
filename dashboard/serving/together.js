// What the server says within a moment reaches Streamlit's client in one go. By itself the client draws the page
// anew, from its root, at every message, and a change of the filter brings some seventy of them.
(() => {
  const MOMENT = 50; // milliseconds: what takes the server longer is shown as it comes
  const AT_END = 0x4a; // all that is said when no script runs any more: session_status_changed (field 9), empty
  window.WebSocket = class extends WebSocket {
    addEventListener(type, listener, options) {
      if (type !== "message" || typeof listener !== "function") {
        super.addEventListener(type, listener, options);
        return;
      }
      let waiting = [];
      const hand = () => {
        const messages = waiting;
        waiting = [];
        for (const message of messages) {
          try { listener.call(this, message); } catch (trouble) { reportError(trouble); } // the others come all the same
        }
      };
      super.addEventListener("message", (message) => {
        if (waiting.push(message) === 1) setTimeout(hand, MOMENT);
        if (message.data.byteLength === 2 && new Uint8Array(message.data)[0] === AT_END) hand();
      }, options);
      super.addEventListener("close", hand); // nothing said before the end is lost
    }
  };
})();
