// Suggestions below the search field, a combobox with a list (WAI-ARIA), which search.js has made of it. Without script,
// or where an answer fails or is late, the field is a plain one and its form does the same.

const WAIT = 180;
const LEAST = 2;
const input = document.getElementById("q");
const list = document.getElementById("q-suggestions");
const said = document.getElementById("q-suggestions-said");
let waiting = 0;
let running = null;
let found = [];
let active = -1;

if (input && list && said) begin();

function begin() {
  input.addEventListener("input", onInput);
  input.addEventListener("keydown", onKey);
  input.addEventListener("blur", close);
  input.form.addEventListener("submit", close);
  // The field keeps the focus while somebody points at the list.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) choose(found[[...list.children].indexOf(option)]);
  });
  // Letters that were typed while this was loading.
  if (document.activeElement === input && input.value !== input.defaultValue) onInput({});
}

// --- What a visitor does

function onInput(event) {
  forget();
  if (event.isComposing) return;
  if (input.value.trim().length < LEAST) return close();
  waiting = setTimeout(ask, WAIT);
}

function onKey(event) {
  if (event.isComposing || event.ctrlKey || event.metaKey) return;
  const open = !list.hidden;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    if (open) move(event.key === "ArrowDown" ? 1 : -1);
    else if (event.key === "ArrowDown" && input.value.trim().length >= LEAST) ask();
    else return;
    event.preventDefault();
  } else if (event.key === "Escape" && open) {
    close();
    event.preventDefault();
  } else if (event.key === "Enter" && open && active >= 0) {
    event.preventDefault();
    choose(found[active]);
  } else if (event.key === "Enter" || event.key === "Tab") {
    close();
  }
}

// One step in the list; before the first and after the last stands the field itself.
function move(step) {
  const places = found.length + 1;
  mark(((active + 1 + step + places) % places) - 1);
}

function mark(place) {
  active = place;
  [...list.children].forEach((option, number) => option.setAttribute("aria-selected", String(number === place)));
  const option = list.children[place];
  if (option) {
    input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  } else {
    input.removeAttribute("aria-activedescendant");
  }
}

// In the finder a choice is one more filter of the list; anywhere else, and for what has a page, it leads there.
function choose({ kind, parameter, value, url }) {
  const link = document.createElement("a");
  const { pathname, search } = new URL(url);
  link.href = pathname + search;
  if (document.getElementById("results") && parameter && kind !== "organisation") {
    const given = [...new FormData(input.form)].filter(([name, text]) => text !== "" && name !== "q");
    if (!given.some(([name, text]) => name === parameter && text === value)) given.push([parameter, value]);
    link.href = "?" + new URLSearchParams(given);
  }
  input.value = "";
  close();
  link.hidden = true;
  input.form.append(link);
  link.click();
  link.remove();
}

// --- Asking and showing

async function ask() {
  forget();
  const mine = (running = new AbortController());
  const typed = input.value.trim();
  const question = new URLSearchParams({ q: typed.slice(0, 60), lang: document.documentElement.lang });
  try {
    const answer = await fetch(`${list.dataset.source}?${question}`, { signal: mine.signal });
    if (!answer.ok) throw new Error(answer.status);
    const { results } = await answer.json();
    if (!mine.signal.aborted && document.activeElement === input && input.value.trim() === typed) show(results);
  } catch (error) {
    if (error.name !== "AbortError") close();
  } finally {
    if (running === mine) running = null;
  }
}

function show(results) {
  found = results;
  list.replaceChildren(...results.map(optionOf));
  list.hidden = results.length === 0;
  input.setAttribute("aria-expanded", String(!list.hidden));
  mark(-1);
  said.textContent = list.hidden ? "" : said.dataset.count.replace("{count}", results.length);
}

function optionOf({ kind_label: kind, label, label_lang: language, note }, place) {
  const option = document.createElement("li");
  option.id = `${list.id}-${place}`;
  option.setAttribute("role", "option");
  const words = document.createElement("span");
  words.textContent = label;
  words.dir = "auto";
  if (language !== document.documentElement.lang) words.lang = language;
  const more = document.createElement("small");
  const kindWords = document.createElement("span");
  kindWords.textContent = kind;
  more.append(kindWords);
  if (note) {
    const noteWords = document.createElement("bdi");
    noteWords.textContent = note;
    more.append(" · ", noteWords);
  }
  option.append(words, " ", more);
  return option;
}

function close() {
  forget();
  found = [];
  list.hidden = true;
  list.replaceChildren();
  said.textContent = "";
  input.setAttribute("aria-expanded", "false");
  mark(-1);
}

// An answer to an earlier question is of no use any more.
function forget() {
  clearTimeout(waiting);
  running?.abort();
  running = null;
}
