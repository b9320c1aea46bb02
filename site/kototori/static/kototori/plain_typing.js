// Buttons above a text area that insert the signs of plain typing. Without script the signs are typed.

for (const area of document.querySelectorAll("textarea[data-typing]")) {
  const bar = area.closest(".typing").querySelector(".signs");
  const buttons = [...bar.querySelectorAll("button")];
  bar.hidden = false;
  buttons.forEach((button, place) => { button.tabIndex = place ? -1 : 0; });
  bar.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button) press(area, button.dataset);
  });
  // One stop for Tab; arrows go from button to button (WAI-ARIA's toolbar).
  bar.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const forward = getComputedStyle(bar).direction === "rtl" ? -step : step;
    const next = buttons[(buttons.indexOf(document.activeElement) + forward + buttons.length) % buttons.length];
    buttons.forEach((button) => { button.tabIndex = button === next ? 0 : -1; });
    next.focus();
    event.preventDefault();
  });
}

function press(area, { sign, line, link, example }) {
  const { selectionStart: start, selectionEnd: end, value } = area;
  const chosen = value.slice(start, end);
  if (sign) return write(area, start, end, sign + (chosen.trim() || example) + sign, sign.length);
  if (link !== undefined) return writeLink(area, start, end, chosen.trim(), example);
  // Signs of a list stand before each of the chosen lines; a list begins after a line's end.
  const from = chosen ? value.lastIndexOf("\n", start - 1) + 1 : start;
  const before = from === 0 || value[from - 1] === "\n" ? "" : "\n";
  const lines = value.slice(from, end).split("\n").filter((text) => text.trim());
  const written = (lines.length ? lines : [example]).map((text, place) => (line === "- " ? line : `${place + 1}. `) + text);
  write(area, from, end, before + written.join("\n"), before.length + (lines.length ? 0 : line.length), lines.length > 0);
}

function writeLink(area, start, end, chosen, example) {
  const isAddress = /^(https?:\/\/|www\.)\S+$|^\S+@\S+\.\S+$/.test(chosen);
  const address = isAddress ? chosen : "https://";
  const words = isAddress ? example : chosen || example;
  write(area, start, end, `[${words}](${address})`, 0, true);
  // What is still to be written is chosen: the words of an address, or the address of words.
  if (isAddress || !chosen) area.setSelectionRange(start + 1, start + 1 + words.length);
  else area.setSelectionRange(start + words.length + 3, start + words.length + 3 + address.length);
}

function write(area, start, end, text, margin, isWhole = false) {
  area.focus();
  area.setSelectionRange(start, end);
  // As if it had been typed, so that the browser can undo it.
  if (!document.execCommand("insertText", false, text)) area.setRangeText(text, start, end, "end");
  if (!isWhole) {
    const back = text.length - margin;
    const ending = text.startsWith("*") || text.startsWith("_") ? margin : 0;
    area.setSelectionRange(area.selectionEnd - back, area.selectionEnd - ending);
  }
  area.dispatchEvent(new Event("input", { bubbles: true }));
}
