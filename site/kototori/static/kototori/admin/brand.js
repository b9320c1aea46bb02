// While somebody chooses a colour, the server is asked for its verdict. Without this, the button "Preview" asks.
const form = document.querySelector("[data-brand-preview]");
const field = form?.querySelector("#id_brand_strong");
const picker = form?.querySelector("#brand-picker");
const place = document.querySelector("#brand-preview");
const colours = document.querySelector("#brand-colours");
const COLOUR = /^#[0-9a-f]{6}$/i;
const WAIT = 200;
let asked = 0;
let timer;

async function show(colour) {
  const number = ++asked;
  const address = `${form.dataset.brandPreview}?${new URLSearchParams({ colour })}`;
  const answer = await fetch(address, { headers: { "X-Requested-With": "XMLHttpRequest" } }).catch(() => null);
  if (!answer?.ok || number !== asked) return;
  place.innerHTML = await answer.text();
  colours.href = place.querySelector("[data-css]").dataset.css;
}

function changed(colour) {
  clearTimeout(timer);
  if (COLOUR.test(colour)) timer = setTimeout(show, WAIT, colour);
}

if (field && picker && place && colours) {
  picker.parentElement.hidden = false;
  field.addEventListener("input", () => {
    const colour = field.value.trim();
    if (COLOUR.test(colour)) picker.value = colour;
    changed(colour);
  });
  picker.addEventListener("input", () => {
    field.value = picker.value;
    changed(picker.value);
  });
  place.addEventListener("click", (event) => {
    const button = event.target.closest("[data-suggestion]");
    if (!button) return;
    event.preventDefault();
    field.value = picker.value = button.value;
    changed(button.value);
  });
}
