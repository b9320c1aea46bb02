// The form of an announcement: an answer opens its next question, rows come and go, and the next dates stand beside it.
// What depends on what is said by the page (data-after, data-asked, data-counts): no rule is here.

const form = document.querySelector("[data-announcing]");
const RIGHT_TO_LEFT = ["ar", "ckb", "dv", "fa", "he", "ks", "prs", "ps", "sd", "ug", "ur", "yi"];
const PAUSE = 900;

// Answers

function controls(name) {
  const found = form.elements[name];
  if (!found) return [];
  return found instanceof RadioNodeList ? [...found] : [found];
}

function answerTo(name) {
  const chosen = controls(name).find((one) => (["radio", "checkbox"].includes(one.type) ? one.checked : one.value.trim()));
  return chosen ? chosen.value.trim() : "";
}

function isAnswered(control) {
  if (control.type === "hidden" || control.type === "submit" || control.name.endsWith("-DELETE")) return false;
  if (control.type === "checkbox" || control.type === "radio") return control.checked;
  if (control.localName === "select" && !control.querySelector('option[value=""]')) return false;
  return control.value.trim() !== "" && control.value.trim() !== control.dataset.plain;
}

const fields = (part) => [...part.querySelectorAll("input, select, textarea")];
const words = (text) => (text ?? "").split(" ").filter(Boolean);

// What applies

function isShown(part) {
  const answer = answerTo(part.dataset.after);
  const asked = words(part.dataset.asked);
  if (asked.length ? asked.includes(answer) : answer) return true;
  if (part.querySelector(".fault")) return true;
  return words(part.dataset.counts).includes(answer) && (fields(part).some(isAnswered) || "opened" in part.dataset);
}

function update() {
  for (const part of form.querySelectorAll("[data-after]")) part.hidden = !isShown(part);
  for (const holder of [...form.querySelectorAll("[data-holds]")].reverse()) {
    const inside = holder.querySelector(":scope > .inside") ?? holder;
    holder.hidden = [...inside.children].every((one) => one.hidden);
  }
}

// The language that is written

function setLanguage() {
  const language = answerTo("written_in");
  if (!language) return;
  for (const field of form.querySelectorAll("[data-written]")) {
    field.lang = language;
    const isRight = RIGHT_TO_LEFT.includes(language.split("-")[0]);
    field.dir = !field.value && isRight ? "rtl" : "auto";
  }
}

// Rows

const totalOf = (rows) => rows.querySelector(`[name="${rows.dataset.rows}-TOTAL_FORMS"]`);

function addRow(rows) {
  const total = totalOf(rows);
  const number = Number(total.value);
  const holder = document.createElement("template");
  holder.innerHTML = rows
    .querySelector(":scope > template")
    .innerHTML.replaceAll("__prefix__", number)
    .replaceAll("__number__", number + 1);
  const row = holder.content.firstElementChild;
  rows.querySelector("[data-list]").append(row);
  total.value = number + 1;
  return row;
}

// Empty rows that stand there for browsers without script: one is enough, and one filled row needs none beside it.
function trimRows(rows) {
  const total = totalOf(rows);
  const list = [...rows.querySelectorAll("[data-row]")];
  while (list.length > 1) {
    const last = list.pop();
    const isStored = last.querySelector('[name$="-id"]')?.value;
    if (isStored || fields(last).some(isAnswered) || last.querySelector(".fault")) break;
    last.remove();
    total.value = Number(total.value) - 1;
  }
}

function openRows(kind) {
  const rows = form.querySelector(`[data-rows="${kind}"]`);
  rows.dataset.opened = "";
  const list = [...rows.querySelectorAll("[data-row]")];
  const free = rows.hidden && list.find((row) => !fields(row).some(isAnswered));
  const row = free || addRow(rows);
  update();
  (row.querySelector("input:not([type=hidden]), select") ?? row).focus();
}

// The next dates

let waiting = 0;
let asked = 0;

async function showDates(changed) {
  clearTimeout(waiting);
  const mine = ++asked;
  const body = new FormData();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string" && (name === "csrfmiddlewaretoken" || isOfTimes(name))) body.append(name, value);
  }
  let answer;
  try {
    const response = await fetch(form.dataset.dates, { method: "POST", body, headers: { Accept: "application/json" } });
    if (!response.ok || response.redirected) return;
    answer = await response.json();
  } catch (error) {
    return; // Without a connection the dates stand still; what is typed isn't touched.
  }
  if (mine !== asked) return;
  const place = form.querySelector("[data-next-dates]");
  if (place.innerHTML !== answer.dates) place.innerHTML = answer.dates;
  if (!changed) return;
  for (const [name, value] of Object.entries(answer.fills)) fill(name, value, body.get(name));
  for (const field of [changed, ...controls(changed.name)]) sayFault(field, answer.faults[field.name]);
}

const TIMES = /^(schedule_|season_|weeks_of_month|skip_public_holidays|(slots|dates|exceptions)-)/;
const isOfTimes = (name) => TIMES.test(name);

function fill(name, value, sent) {
  const [field] = controls(name);
  if (!field || field.value !== (sent ?? "")) return;
  field.value = value;
  sayFault(field, "");
  field.dispatchEvent(new Event("filled", { bubbles: true }));
}

// One sentence at a field whose text isn't understood. A fault that the server has found goes with the next answer.
function sayFault(field, sentence) {
  if (!["text", ""].includes(field.type ?? "")) return;
  const part = field.closest(".field");
  const id = `${field.id}_error`;
  let place = document.getElementById(id);
  if (sentence && !place) {
    place = document.createElement("p");
    place.className = "fault";
    place.id = id;
    place.setAttribute("role", "alert");
    field.before(place);
  }
  if (place && sentence) place.textContent = sentence;
  if (place && !sentence) place.remove();
  part?.classList.toggle("faulty", Boolean(sentence));
  const described = words(field.getAttribute("aria-describedby")).filter((one) => one !== id);
  if (sentence) {
    described.push(id);
    field.setAttribute("aria-invalid", "true");
  } else field.removeAttribute("aria-invalid");
  if (described.length) field.setAttribute("aria-describedby", described.join(" "));
  else field.removeAttribute("aria-describedby");
}

// Events

function onChange(event) {
  if (event.target.name === "written_in") setLanguage();
  update();
  if (isOfTimes(event.target.name)) showDates(event.target);
}

function onInput(event) {
  if (event.target.dataset.written !== undefined) event.target.dir = "auto";
  if (event.target.type === "text" && isOfTimes(event.target.name)) {
    clearTimeout(waiting);
    waiting = setTimeout(showDates, PAUSE);
  }
}

function onClick(event) {
  const button = event.target.closest('button[name="add_row"]');
  if (button) {
    event.preventDefault();
    openRows(button.value);
  }
}

// Enter in a short field is no wish to send the form.
function onKey(event) {
  if (event.key === "Enter" && event.target.localName === "input" && !["checkbox", "radio", "file"].includes(event.target.type)) {
    event.preventDefault();
  }
}

// From the summary of faults to the control itself, also in what is folded.
function onSummary(event) {
  const link = event.target.closest("a[href^='#']");
  const target = link && document.getElementById(link.hash.slice(1));
  if (!target) return;
  event.preventDefault();
  for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  const control = target.matches("input, select, textarea") ? target : target.querySelector("input:not([type=hidden]), select, textarea");
  target.scrollIntoView({ block: "center" });
  (control ?? target).focus({ preventScroll: true });
}

if (form) {
  for (const one of document.querySelectorAll("[data-without-script]")) one.hidden = true;
  for (const rows of form.querySelectorAll("[data-rows]")) trimRows(rows);
  update();
  setLanguage();
  form.addEventListener("change", onChange);
  form.addEventListener("input", onInput);
  form.addEventListener("click", onClick);
  form.addEventListener("keydown", onKey);
  const summary = document.querySelector("[data-faults]");
  summary?.addEventListener("click", onSummary);
  if (location.hash) onSummaryHash();
  else summary?.focus();
}

function onSummaryHash() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target || !form.contains(target)) return;
  for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  target.scrollIntoView();
}
