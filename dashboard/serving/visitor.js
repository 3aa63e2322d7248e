// What Streamlit's client leaves out for a visitor, run before it.
//
// One click, one step back: Streamlit replaces the address when a filter or a tab changes, so that Back leaves
// the page. The first change of the address after a click or a key is made a step of its own; what the page
// then makes of its address by itself, and what follows a step back or forward, replaces it.
(() => {
  const { pushState, replaceState } = history;
  let moved = true; // has the address changed since the visitor last did something?
  for (const gesture of ["pointerdown", "keydown"])
    addEventListener(gesture, () => { moved = false; }, true);
  addEventListener("popstate", () => { moved = true; }, true);
  const step = (state, title, address) => {
    const to = new URL(address ?? location.href, location.href);
    const other = to.pathname !== location.pathname;
    const go = other || (to.search !== location.search && !moved) ? pushState : replaceState;
    if (to.search !== location.search || other) moved = true;
    go.call(history, state, title, address);
  };
  history.pushState = step;
  history.replaceState = step;
})();

// Back to where the keyboard was when a dialog closes; Streamlit draws the mark anew, so its place is kept.
(() => {
  let opener = null;
  const deepest = () => {
    let active = document.activeElement;
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    return active;
  };
  const remember = () => {
    const active = deepest();
    if (!active || active === document.body || active.closest?.("[role=dialog]")) return;
    const keyed = active.closest("[class*=st-key-]");
    const key = keyed?.className.match(/st-key-[^\s]+/)?.[0];
    // The number at the end of a key moves on when the panel closes.
    opener = { active, ids: active.dataset?.ids, keyed: key?.replace(/-\d+$/, "-") };
  };
  const again = () => {
    if (!opener) return null;
    if (opener.active.isConnected) return opener.active;
    const hosts = [...document.querySelectorAll("[data-testid=stBidiComponentIsolated]")].map((one) => one.shadowRoot);
    if (opener.ids)
      for (const root of hosts)
        for (const one of root?.querySelectorAll("[data-ids]") ?? [])
          if (one.dataset.ids === opener.ids) return one;
    if (opener.keyed) return document.querySelector(`[class*="${CSS.escape(opener.keyed)}"] :is(canvas, button, input, [tabindex])`);
    return document.querySelector("[data-testid=stMain] h1");
  };
  const restore = (tries) => {
    if (document.querySelector("[role=dialog]")) return;
    const place = again();
    if (place && (deepest() === document.body || !deepest())) {
      if (place.tabIndex < 0 && !place.hasAttribute("tabindex")) place.tabIndex = -1;
      place.focus({ preventScroll: true });
    }
    if (tries > 0) setTimeout(restore, 250, tries - 1);
    else opener = null;
  };
  let open = false;
  const look = () => {
    const now = !!document.querySelector("[role=dialog]");
    if (open && !now) setTimeout(restore, 50, 8);
    open = now;
  };
  for (const gesture of ["click", "keydown"])
    addEventListener(gesture, () => { if (!open) setTimeout(() => { if (!open) remember(); }, 0); }, true);
  new MutationObserver(look).observe(document.documentElement, { childList: true, subtree: true });
})();

// A briefing on paper is what is on the screen, drawn to the width of a sheet: dashboard/screens/briefing.
addEventListener("beforeprint", () => {
  const SHEET = 1122; // pixels that A4 landscape is wide
  const [points, footer] = [".brief-points", ".brief-footer"].map((one) => document.querySelector(one));
  // What is longer than the sheet is drawn smaller: nothing of it, and no source, is cut off.
  const rest = 90; // pixels of margins above and below
  const tall = points && footer
    ? points.getBoundingClientRect().bottom - points.closest("[data-testid=stMainBlockContainer]").getBoundingClientRect().top
      + footer.offsetHeight + rest
    : 0;
  const wide = Math.max(innerWidth, SHEET, Math.ceil(tall / 0.7));
  const style = document.documentElement.style;
  style.setProperty("--vw", `${wide / 100}px`);
  style.setProperty("--sheet", `${wide}px`);
  style.setProperty("--fit", `${SHEET / wide}`);
  const MARGINS = 92; // pixels of both
  // Charts are not drawn anew in time, either: those of a page shrink to what its margins leave.
  const asked = new URLSearchParams(location.search).get("view") === "briefing";
  for (const chart of asked ? [] : document.querySelectorAll(".js-plotly-plot"))
    chart.style.setProperty("--on-paper", `${Math.min(1, (SHEET - MARGINS) / chart.clientWidth)}`);
});
addEventListener("afterprint", () => {
  for (const name of ["--vw", "--sheet", "--fit"]) document.documentElement.style.removeProperty(name);
  for (const chart of document.querySelectorAll(".js-plotly-plot")) chart.style.removeProperty("--on-paper");
});
