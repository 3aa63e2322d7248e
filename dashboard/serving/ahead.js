// The page is asked for while Streamlit's client is still on its way: its answer then lies here when the client is
// there. The question is the client's own first one, byte for byte. Should it ask anything else after all (another
// version of it), that goes to the server as well, and the page is merely made twice.
(() => {
  const Socket = window.WebSocket;
  const address = `${location.origin.replace(/^http/, "ws")}/_stcore/stream`;
  const token = document.cookie.match(/\b_streamlit_xsrf=([^;]*)\b/)?.[1];
  // How wide the window is decides how charts are drawn; before its head is read, a page on a phone claims more.
  document.cookie = `ec_narrow=${Math.min(innerWidth, screen.width) <= 640 ? 1 : 0}; path=/; SameSite=Lax`;
  if (!token) return; // without it the server would not know who has signed in

  const letters = new TextEncoder();
  const number = (value) => {
    const bytes = [];
    let rest = BigInt.asUintN(64, BigInt(value));
    for (; rest > 127n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128);
    return [...bytes, Number(rest)];
  };
  const part = (field, bytes) => [(field << 3) | 2, ...number(bytes.length), ...bytes];
  const text = (field, value) => part(field, letters.encode(value));
  const said = (field, value) => (value ? text(field, value) : []); // left out where it is empty
  const scheme = () => {
    const chosen = localStorage.getItem(`stActiveTheme-${location.pathname}-v2`);
    if (chosen === '"Light"' || chosen === '"Dark"') return chosen.slice(1, -1).toLowerCase();
    return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  };
  // BackMsg.rerun_script of Streamlit's protocol
  const question = () => new Uint8Array(part(11, [
    ...said(1, location.search.slice(1)), ...part(2, []), ...said(4, location.pathname.replaceAll("/", "")),
    ...part(8, [
      ...text(1, Intl.DateTimeFormat().resolvedOptions().timeZone), 2 << 3, ...number(new Date().getTimezoneOffset()),
      ...text(3, navigator.language), ...text(4, location.origin + location.pathname), 5 << 3, 0, ...text(6, scheme()),
    ]),
  ]));

  const asked = question();
  const answers = [];
  const socket = new Socket(address, ["streamlit", token]);
  socket.binaryType = "arraybuffer";
  socket.addEventListener("open", () => Socket.prototype.send.call(socket, asked), { once: true });
  socket.onmessage = (message) => answers.push(message.data);
  let free = true; // has the client not come for it yet?

  // What the client hears is held back until it has asked, which it does as soon as it is told that the line is open.
  const claimed = () => {
    free = false;
    const listeners = [];
    socket.addEventListener = (type, listener, options) => {
      if (type === "message") listeners.push([type, listener, options]);
      else Socket.prototype.addEventListener.call(socket, type, listener, options);
    };
    socket.send = (message) => {
      delete socket.send;
      delete socket.addEventListener;
      if (message.length !== asked.length || message.some((byte, at) => byte !== asked[at])) socket.send(message);
      setTimeout(() => {
        socket.onmessage = null;
        for (const listener of listeners) socket.addEventListener(...listener);
        for (const data of answers.splice(0)) socket.dispatchEvent(new MessageEvent("message", { data }));
      });
    };
    if (socket.readyState === Socket.OPEN) queueMicrotask(() => socket.dispatchEvent(new Event("open")));
    return socket;
  };
  window.WebSocket = class extends Socket {
    constructor(url, protocols) {
      // A third word is the session that a broken line is to go on with.
      const first = free && `${url}` === address && protocols?.length === 2 && socket.readyState <= Socket.OPEN;
      if (first) return claimed();
      super(url, protocols);
    }
  };
})();
