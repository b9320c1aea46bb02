// Places and organisations by typing: a combobox with a list (WAI-ARIA). What is chosen becomes a choice beside the
// others. Without script one types, presses "Find" and chooses.

const WAIT = 200;
const LEAST = 2;

for (const part of document.querySelectorAll("[data-place]")) begin(part);

function begin(part) {
  const find = (name) => part.querySelector(`[data-${name}]`);
  const input = find("typed");
  const list = find("list");
  const said = find("said");
  const kind = part.dataset.kind || "radio";
  const name = part.dataset.name || "venue";
  let found = [];
  let active = -1;
  let waiting = 0;
  let running = null;

  find("find").remove();
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-expanded", "false");
  input.setAttribute("aria-controls", list.id);
  input.addEventListener("input", (event) => {
    forget();
    if (!event.isComposing && input.value.trim().length >= LEAST) waiting = setTimeout(ask, WAIT);
    else close();
  });
  input.addEventListener("keydown", onKey);
  input.addEventListener("blur", close);
  // The field keeps the focus while somebody points at the list.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) choose(found[[...list.children].indexOf(option)]);
  });
  if (find("new-place")) beginNew(part, find);

  function onKey(event) {
    const open = !list.hidden;
    if (event.key === "Enter") {
      event.preventDefault();
      if (open && active >= 0) choose(found[active]);
      else ask();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && open) {
      event.preventDefault();
      const places = found.length + 1;
      mark(((active + 1 + (event.key === "ArrowDown" ? 1 : -1) + places) % places) - 1);
    } else if (event.key === "Escape" && open) {
      event.preventDefault();
      close();
    }
  }

  function mark(place) {
    active = place;
    [...list.children].forEach((option, number) => option.setAttribute("aria-selected", String(number === place)));
    const option = list.children[place];
    if (option) input.setAttribute("aria-activedescendant", option.id);
    else input.removeAttribute("aria-activedescendant");
    option?.scrollIntoView({ block: "nearest" });
  }

  async function ask() {
    forget();
    const mine = (running = new AbortController());
    const typed = input.value.trim();
    if (typed.length < LEAST) return;
    const question = new URLSearchParams({ q: typed, organisation: part.dataset.organisation });
    const town = input.form.elements.municipality?.value;
    if (town) question.set("municipality", town);
    try {
      const answer = await fetch(`${part.dataset.place}?${question}`, { signal: mine.signal });
      if (!answer.ok || answer.redirected) throw new Error(answer.status);
      const { results } = await answer.json();
      if (input.value.trim() === typed) show(results);
    } catch (error) {
      if (error.name !== "AbortError") close();
    }
  }

  function show(results) {
    found = results;
    list.replaceChildren(...results.map(optionOf));
    list.hidden = results.length === 0 || document.activeElement !== input;
    input.setAttribute("aria-expanded", String(!list.hidden));
    said.textContent = results.length ? said.dataset.count.replace("{count}", results.length) : said.dataset.none;
    mark(-1);
  }

  function optionOf(one, place) {
    const option = document.createElement("li");
    option.id = `${list.id}-${place}`;
    option.setAttribute("role", "option");
    option.append(...wordsOf(one));
    return option;
  }

  function choose(one) {
    let control = [...part.querySelectorAll(`input[name="${name}"]`)].find((other) => other.value === String(one.id));
    if (!control) {
      const pick = document.createElement("label");
      pick.className = "pick place-pick";
      control = document.createElement("input");
      Object.assign(control, { type: kind, name, value: one.id });
      const words = document.createElement("span");
      words.append(...wordsOf(one));
      pick.append(control, words);
      find("picks").prepend(pick);
    }
    control.checked = true;
    input.value = "";
    close();
    said.textContent = one.name;
    control.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function close() {
    forget();
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    mark(-1);
  }

  // An answer to an earlier question is of no use any more.
  function forget() {
    clearTimeout(waiting);
    running?.abort();
    running = null;
  }
}

function wordsOf({ name, address, note }) {
  const words = document.createElement("span");
  words.textContent = name;
  words.dir = "auto";
  if (!address) return [words];
  const more = document.createElement("small");
  const where = document.createElement("bdi");
  where.textContent = address;
  more.append(where, note ? ` · ${note}` : "");
  return [words, " ", more];
}

// The fields of a new place are there while it is chosen; writing into them chooses it.
function beginNew(part, find) {
  const fields = find("new-place");
  const control = find("new");
  const update = () => { fields.hidden = !control.checked; };
  part.addEventListener("change", update);
  if ("open" in fields.dataset && !part.querySelector('input[name="venue"]:checked')?.value) control.checked = true;
  update();
}
