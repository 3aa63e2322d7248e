// The forms of a decision: the fields of a figure, the reasons against one. Enter saves, Escape leaves.

const REASON_KEYS = "1234567890qwertyuiop";

// The form of a figure; `save` gets the fields that differ from `fields` (all of them with `whole`).
function figureForm(spec, indicators, fields, { title, whole, save, cancel, selected }) {
  const form = make("form", "form");
  const boxes = {};
  const names = make("datalist");
  names.id = "ec-review-indicators";
  for (const indicator of indicators) {
    const option = make("option");
    option.value = indicator.name;
    option.label = indicator.theme;
    names.append(option);
  }
  const place = make("div", "place");
  const current = { start: fields.start, end: fields.end, printed: fields.printed };
  const drawPlace = () => {
    const use = make("button", "quiet", "改用选中的文字");
    use.type = "button";
    use.onmousedown = (event) => event.preventDefault(); // or the click would undo the selection
    use.onclick = () => {
      const chosen = selected();
      if (chosen) Object.assign(current, { start: chosen.start, end: chosen.end, printed: chosen.text });
      drawPlace();
    };
    place.replaceChildren(make("span", "printed", current.printed), use);
  };
  drawPlace();
  form.append(make("div", "form-title", title), place);
  for (const one of spec) {
    const label = make("label", one.wide ? "wide" : "", one.label);
    const box = make(one.options ? "select" : "input");
    box.name = one.name;
    for (const [value, text] of Object.entries(one.options || {})) {
      const option = make("option", "", text);
      option.value = value;
      box.append(option);
    }
    if (one.name === "indicator") {
      box.setAttribute("list", names.id);
      box.placeholder = "输入几个字查找；留空：不属任何指标";
      box.value = indicators.find((i) => i.id === fields.indicator)?.name || "";
    } else {
      box.value = fields[one.name] ?? (one.options ? Object.keys(one.options)[0] : "");
    }
    if (one.name.startsWith("period")) box.placeholder = "2024-01-01";
    box.autocomplete = "off";
    boxes[one.name] = box;
    label.append(box);
    form.append(label);
  }
  const trouble = make("div", "trouble");
  trouble.setAttribute("role", "alert");
  const buttons = make("div", "buttons");
  const submit = make("button", "primary", "保存（Enter）");
  const leave = make("button", "", "取消（Esc）");
  leave.type = "button";
  leave.onclick = cancel;
  buttons.append(submit, leave);
  form.append(names, trouble, buttons);
  const complain = (text) => {
    trouble.textContent = text;
    submit.disabled = false;
  };
  form.onsubmit = (event) => {
    event.preventDefault();
    const values = {};
    for (const one of spec) values[one.name] = boxes[one.name].value.trim();
    if (values.indicator && values.indicator !== "-") {
      const found = indicators.find((i) => i.name === values.indicator || i.id === values.indicator);
      if (!found) return complain(`没有叫“${values.indicator}”的指标，请从列表中选，或留空`);
      values.indicator = found.id;
    }
    if (!values.value) delete values.value; // read anew from what is printed
    const moved = current.start !== fields.start || current.end !== fields.end;
    if (moved && values.value === (fields.value ?? "")) delete values.value;
    const changed = Object.entries(values).filter(([name, value]) => whole || value !== (fields[name] ?? ""));
    const result = Object.fromEntries(changed);
    if (whole || moved) Object.assign(result, { start: current.start, end: current.end });
    if (whole) result.section = fields.section ?? ""; // not asked: where it stands tells
    submit.disabled = true;
    trouble.textContent = "";
    save(result);
  };
  return { element: form, complain, focus: () => boxes.indicator.focus() };
}

const SHARED = ["indicator", "scope", "body", "part", "sector", "campaign", "period_start", "period_end"];

// What is to be the same in all the ticked figures: a field that is left as it is changes nothing.
function sharedForm(spec, indicators, { title, save, cancel }) {
  const shown = spec.filter((one) => SHARED.includes(one.name));
  const open = shown.map((one) => (one.options ? { ...one, options: { "": "不改", ...one.options } } : one));
  const blank = Object.fromEntries(SHARED.map((name) => [name, ""]));
  const kept = (fields) => {
    const given = Object.entries(fields).map(([name, value]) => [name, value === "-" ? "" : value]);
    if (!given.length) return form.complain("还没有改动");
    save(Object.fromEntries(given));
  };
  const form = figureForm(open, indicators, blank, { title, save: kept, cancel, selected: () => null });
  form.element.querySelector(".place").remove();
  for (const box of form.element.querySelectorAll("input")) box.placeholder = "不改；“-”清空";
  return form;
}

// The reasons why a numeral is no figure, each with a key of its own.
function reasonForm(reasons, { title, save, cancel }) {
  const form = make("div", "form reasons");
  form.append(make("div", "form-title", title));
  const codes = Object.keys(reasons);
  codes.forEach((code, position) => {
    const button = make("button", "reason");
    button.append(make("kbd", "", REASON_KEYS[position]?.toUpperCase() || ""), reasons[code]);
    button.onclick = () => save(code);
    form.append(button);
  });
  const leave = make("button", "quiet", "取消（Esc）");
  leave.onclick = cancel;
  form.append(leave);
  const byKey = (key) => {
    const code = codes[REASON_KEYS.indexOf(key.toLowerCase())];
    if (code && key.length === 1) save(code);
  };
  return { element: form, byKey, complain: () => {}, focus: () => form.querySelector("button").focus() };
}
