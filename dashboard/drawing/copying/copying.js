// The sentence as text, and a button that puts it on the clipboard; where the browser keeps that from a page
// that came without encryption, by way of a selection.
export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".copying");
  const said = document.createElement("div");
  said.className = "row";
  said.textContent = data.text;
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = data.label;
  const told = document.createElement("span");
  told.setAttribute("role", "status");
  const select = () => {
    const range = document.createRange();
    range.selectNodeContents(said);
    const chosen = getSelection();
    chosen.removeAllRanges();
    chosen.addRange(range);
    document.execCommand("copy");
    chosen.removeAllRanges();
  };
  button.onclick = async () => {
    try {
      await navigator.clipboard.writeText(data.text);
    } catch {
      select();
    }
    told.textContent = data.done;
  };
  root.replaceChildren(said, button, told);
}
