// The search field as a combobox. What it suggests, and how, is loaded when somebody turns to the field.

const input = document.getElementById("q");
const list = document.getElementById("q-suggestions");

if (input && list) {
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");
  input.addEventListener("focus", load, { once: true });
  if (document.activeElement === input) load();
}

function load() {
  const sheet = document.createElement("link");
  sheet.rel = "stylesheet";
  sheet.href = list.dataset.sheet;
  document.head.append(sheet);
  import(list.dataset.script);
}
