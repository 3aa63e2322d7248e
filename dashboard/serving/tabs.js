// Tabs without anything to draw, which Streamlit cannot disable: a page names them with why in
// <div class="ec-idle" data-of="key of the tabs" data-why='{"name": "why"}'> (dashboard/screens/theme/tabs.py).
// Such a tab says that it is disabled and why, takes no click and no key, and the arrow keys pass over it.
(() => {
  const IDLE = "[role=tab][data-idle]";
  const tabsOf = (list) => [...list.querySelectorAll("[role=tab]")];
  const set = (tab, why) => {
    tab.dataset.idle = tab.title = why;
    tab.setAttribute("aria-disabled", "true");
  };
  const clear = (tab) => {
    for (const name of ["data-idle", "title", "aria-disabled"]) tab.removeAttribute(name);
  };
  // Streamlit disables all tabs while the page is made anew, which takes the keyboard from the tab it is on.
  let left = null;
  addEventListener("focusout", (event) => {
    if (event.target.matches?.("[role=tab]")) left = event.relatedTarget ? null : event.target;
  }, true);
  addEventListener("focusin", () => { left = null; }, true);
  const look = () => {
    if (left?.tabIndex === 0 && !left.dataset.disabled && document.activeElement === document.body) left.focus();
    const told = [...document.querySelectorAll(".ec-idle")];
    if (!told.length && !document.querySelector(IDLE)) return;
    const why = Object.fromEntries(told.map((one) => [one.dataset.of, JSON.parse(one.dataset.why)]));
    for (const list of document.querySelectorAll("[data-testid=stTabs] [role=tablist]")) {
      const key = list.closest("[class*=st-key-]")?.className.match(/st-key-([^\s]+)/)?.[1];
      for (const tab of tabsOf(list)) {
        const said = why[key]?.[tab.textContent];
        if (said && (tab.dataset.idle !== said || !tab.ariaDisabled)) set(tab, said);
        else if (!said && tab.dataset.idle) clear(tab);
      }
    }
  };
  new MutationObserver(look).observe(document.documentElement, {
    childList: true, subtree: true, attributes: true, attributeFilter: ["data-why", "data-disabled"],
  });

  const stop = (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  for (const gesture of ["pointerdown", "mousedown", "touchstart", "pointerup", "click"])
    addEventListener(gesture, (event) => { if (event.target.closest?.(IDLE)) stop(event); }, { capture: true, passive: false });
  // Arrow keys choose at once what they come to, as Streamlit's tabs do.
  const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
  addEventListener("keydown", (event) => {
    const tab = event.target.closest?.("[role=tab]");
    const list = tab?.closest("[role=tablist]");
    if (!list?.querySelector(IDLE)) return;
    const open = tabsOf(list).filter((one) => one === tab || !one.matches(IDLE));
    let next = null;
    if (event.key in STEPS) next = open.at((open.indexOf(tab) + STEPS[event.key]) % open.length);
    else if (event.key === "Home") next = open.find((one) => !one.matches(IDLE));
    else if (event.key === "End") next = open.findLast((one) => !one.matches(IDLE));
    else if (!((event.key === "Enter" || event.key === " ") && tab.matches(IDLE))) return;
    stop(event);
    if (!next || next === tab) return;
    next.focus();
    next.click();
  }, true);
})();
