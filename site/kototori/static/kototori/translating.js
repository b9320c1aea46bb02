// Translating with the keyboard: Control and Enter lead to the next string that is empty, with Shift to the one before,
// and after the last one to the button that sends; on a page that has just opened, to the first one that is empty.
// What is worth a look is said while one types.
// Without this script Tab goes from string to string, and a suggestion's button brings the page anew.

const strings = [...document.querySelectorAll("textarea[data-string]")];
const form = strings[0]?.form;
const line = document.querySelector("[data-left-line]");
const left = document.querySelector("[data-left]");
const notice = document.querySelector("template[data-notice]");

for (const area of strings) {
  area.addEventListener("input", () => {
    fit(area);
    count();
  });
  fit(area);
}
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  const area = strings.find((one) => one === event.target);
  if (!area && event.target !== document.body) return;
  const next = following(area, Boolean(area) && event.shiftKey);
  if (!next) return;
  event.preventDefault();
  next.focus();
  next.scrollIntoView({ block: "center" });
});
for (const fold of document.querySelectorAll("details.folded")) {
  fold.addEventListener("toggle", () => fold.querySelectorAll("textarea").forEach(fit));
}
for (const button of document.querySelectorAll("button[data-use]")) {
  button.addEventListener("click", (event) => {
    event.preventDefault();
    const area = document.getElementById(button.dataset.use);
    area.value = button.value;
    area.dispatchEvent(new Event("input", { bubbles: true }));
    area.focus();
  });
}
for (const hint of document.querySelectorAll("[data-keys]")) hint.hidden = false;
form?.addEventListener("keeping:told", (event) => event.detail.notices && tell(event.detail.notices));
if (line) count();

function following(area, isBack) {
  const shown = strings.filter((one) => one === area || one.checkVisibility());
  const at = shown.indexOf(area);
  const others = isBack ? shown.slice(0, at).reverse() : shown.slice(at + 1);
  const next = others.find((one) => !one.value.trim()) ?? others[0];
  return next ?? (isBack ? null : form?.querySelector("button[value=send]"));
}

function count() {
  const empty = strings.filter((one) => !one.value.trim()).length;
  line.hidden = !empty;
  // In the digits of all other numbers, also in Persian.
  left.textContent = empty;
}

// What the server says of each string, in the place below its field.
function tell(notices) {
  for (const place of document.querySelectorAll("[data-notices]")) {
    const said = notices[place.dataset.notices] ?? [];
    const shown = [...place.querySelectorAll("span")].map((one) => one.textContent);
    if (said.join("\n") === shown.join("\n")) continue;
    place.replaceChildren(...said.map(look));
  }
}

function look(words) {
  const made = notice.content.firstElementChild.cloneNode(true);
  made.querySelector("span").textContent = words;
  return made;
}

// As high as its text, where the stylesheet can't say so.
function fit(area) {
  if (CSS.supports("field-sizing", "content") || !area.checkVisibility()) return;
  area.style.blockSize = "auto";
  area.style.blockSize = `${area.scrollHeight + area.offsetHeight - area.clientHeight}px`;
}
