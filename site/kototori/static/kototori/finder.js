// The finder without reloads: the same address is fetched, and what differs in it is taken over. Without this script,
// or where it fails, links and the form's buttons do the same.

const form = document.getElementById("find");
const results = document.getElementById("results");
const said = document.getElementById("said");
const DESK = matchMedia("(min-width: 56rem)");
let running = null;
let shown = location.pathname + location.search;
let waiting = 0;

if (form && results && said) begin();

function begin() {
  document.documentElement.classList.add("is-live");
  document.addEventListener("submit", onSubmit);
  document.addEventListener("change", onChange);
  document.addEventListener("click", onClick);
  addEventListener("popstate", () => {
    const address = location.pathname + location.search;
    if (address !== shown) load(address, { isBack: true });
  });
}

// --- What a visitor does

function onSubmit(event) {
  if (event.target !== form) return;
  event.preventDefault();
  load(addressOf(form));
}

function onChange(event) {
  const field = event.target;
  if (field.form !== form || field.type === "search") return;
  if (field.id === "place") setPosition("");
  clearTimeout(waiting);
  // A date changes with every figure of it; a year that is half typed is not asked for.
  if (field.type === "date" || field.type === "time") {
    waiting = setTimeout(() => field.checkValidity() && load(addressOf(form)), 700);
  } else {
    load(addressOf(form));
  }
}

function onClick(event) {
  const button = event.target.closest("button");
  if (button && button.dataset.close) close(document.getElementById(button.dataset.close));
  else if (button && button.id === "locate") locate(button);
  else if (button && button.id === "share") share(button);
  else if (button && button.id === "print") paper();
  else if (button && button.dataset.copy) copy(button);
  const link = event.target.closest("main a[href^='?']");
  if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  load(link.getAttribute("href"), { toTop: Boolean(link.closest(".paging, .weeks, .nothing, .week")) });
}

// The form's address without the fields that say nothing.
function addressOf(form) {
  const given = [...new FormData(form)].filter(([, value]) => value !== "");
  return location.pathname + (given.length ? "?" + new URLSearchParams(given) : "");
}

// --- Taking over another address

async function load(address, { isBack = false, toTop = false } = {}) {
  if (running) running.abort();
  clearTimeout(waiting);
  const mine = (running = new AbortController());
  const url = new URL(address, location.href);
  results.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(url, { signal: mine.signal, headers: { Accept: "text/html" } });
    if (!answer.ok || answer.redirected) throw new Error(answer.status);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!page.getElementById("results") || canBeLeft(page) !== canBeLeft(document)) throw new Error("other page");
    if (mine.signal.aborted) return;
    const asked = url.pathname + url.search;
    if (!isBack && asked !== shown) history.pushState(null, "", url);
    shown = asked;
    takeOver(page, isBack);
    if (toTop) goToResults();
  } catch (error) {
    if (error.name !== "AbortError") location.assign(url);
  } finally {
    if (running === mine) {
      running = null;
      results.removeAttribute("aria-busy");
    }
  }
}

// The quick exit and the script behind it come and go with a whole page; so does the rule that nobody keeps a copy.
function canBeLeft(page) {
  return page.querySelector("[data-leave]") !== null;
}

function takeOver(page, isBack) {
  const focused = document.activeElement;
  document.title = page.title;
  for (const part of ["main", "nav.languages", "#icons"]) {
    const [now, next] = [document.querySelector(part), page.querySelector(part)];
    if (now && next) become(now, next, isBack);
  }
  const links = "link[rel=alternate], link[rel=canonical], meta[name=robots]";
  for (const link of document.head.querySelectorAll(links)) link.remove();
  document.head.append(...page.head.querySelectorAll(links));
  results.removeAttribute("aria-busy");
  if (focused !== document.activeElement) focusOn(focused.isConnected ? focused : document.getElementById("shown"));
  announce(document.getElementById("shown").textContent);
}

// What the field's own script has set (search.js).
const COMBOBOX = ["role", "aria-autocomplete", "aria-controls", "aria-expanded", "aria-activedescendant"];

// Makes one element like another. What stays the same stays itself, with its focus; what is open stays open.
function become(now, next, isBack) {
  for (const { name } of [...now.attributes]) {
    const kept = name === "open" || (now.type === "search" && COMBOBOX.includes(name));
    if (!next.hasAttribute(name) && !kept) now.removeAttribute(name);
  }
  for (const { name, value } of next.attributes) {
    if (name !== "open" && now.getAttribute(name) !== value) now.setAttribute(name, value);
  }
  if (now.localName === "input") {
    now.checked = next.hasAttribute("checked");
    const typing = now === document.activeElement && !isBack;
    if (!typing && now.type !== "checkbox" && now.type !== "radio") now.value = next.getAttribute("value") ?? "";
  }
  children(now, next, isBack);
  if (now.localName === "select") now.value = next.value;
}

function children(now, next, isBack) {
  const known = new Map();
  for (const child of now.children) if (keyOf(child)) known.set(keyOf(child), child);
  let place = now.firstChild;
  for (const wanted of [...next.childNodes]) {
    const key = keyOf(wanted);
    let found = key ? known.get(key) : place;
    if (!found || found.nodeName !== wanted.nodeName || (!key && keyOf(found))) found = null;
    if (!found) {
      now.insertBefore(document.importNode(wanted, true), place);
      continue;
    }
    if (found === place) place = place.nextSibling;
    else now.insertBefore(found, place);
    if (wanted.nodeType !== Node.ELEMENT_NODE) {
      if (found.data !== wanted.data) found.data = wanted.data;
    } else if (!("kept" in found.dataset)) become(found, wanted, isBack);
  }
  while (place) {
    const last = place;
    place = place.nextSibling;
    last.remove();
  }
}

// What tells an element from its neighbours: its id, or the field or the link in it.
function keyOf(node) {
  if (node.nodeType !== Node.ELEMENT_NODE) return "";
  if (node.id) return node.id;
  if (node.localName === "label" && node.firstElementChild?.name) {
    return node.firstElementChild.name + "=" + node.firstElementChild.value;
  }
  return node.classList.contains("card") ? node.querySelector("h3 a").getAttribute("href") : "";
}

function announce(words) {
  said.textContent = "";
  setTimeout(() => (said.textContent = words), 50);
}

function goToResults() {
  const heading = document.getElementById("week") ?? document.getElementById("shown");
  heading.tabIndex = -1;
  focusOn(heading);
  results.scrollIntoView();
}

function focusOn(element) {
  element?.focus({ preventScroll: true });
}

// --- Beside the list

// On a phone the filters cover the results; the button below them closes them.
function close(panel) {
  if (!DESK.matches || panel.closest(".is-week")) panel.open = false;
  goToResults();
}

function setPosition(position) {
  const field = document.getElementById("near");
  field.value = position;
  field.disabled = !position;
}

// Asked only here, when the button is pressed; rounded to about a hundred metres, and used in the address alone.
function locate(button) {
  const line = document.getElementById("locate-said");
  const failed = () => (line.textContent = button.dataset.refused);
  if (!navigator.geolocation) return failed();
  line.setAttribute("role", "status");
  line.textContent = button.dataset.asking;
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => {
      line.textContent = "";
      document.getElementById("place").value = "";
      setPosition(coords.latitude.toFixed(3) + "," + coords.longitude.toFixed(3));
      load(addressOf(form));
    },
    failed,
    { timeout: 15000, maximumAge: 300000 },
  );
}

async function share(button) {
  try {
    if (navigator.share) await navigator.share({ title: document.title, url: location.href });
    else {
      await navigator.clipboard.writeText(location.href);
      announce(button.dataset.copied);
      button.lastChild.data = button.dataset.copied;
    }
  } catch (error) {
    // Closed without sharing, or not allowed here: the address stands in the browser's own field.
  }
}

async function copy(button) {
  const { copy: field, copied, failed } = button.dataset;
  const { value } = document.getElementById(field);
  const words = await navigator.clipboard.writeText(value).then(() => copied, () => failed);
  announce(words);
  button.lastChild.data = words;
}

// The list on paper, with a code that leads back to it.
async function paper() {
  const picture = new Image();
  picture.src = "code/" + location.search;
  picture.alt = "";
  document.getElementById("code").replaceChildren(picture);
  await picture.decode().catch(() => {});
  print();
}
