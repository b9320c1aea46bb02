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
  else if (button && (button.dataset.copy || ["share", "print"].includes(button.id))) take(button);
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
    const asking = fetch(url, { signal: mine.signal, headers: { Accept: "text/html" } });
    const [answer, { become }] = await Promise.all([asking, import("./become.js")]);
    if (!answer.ok || answer.redirected) throw new Error(answer.status);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!page.getElementById("results") || canBeLeft(page) !== canBeLeft(document)) throw new Error("other page");
    if (mine.signal.aborted) return;
    const asked = url.pathname + url.search;
    if (!isBack && asked !== shown) history.pushState(null, "", url);
    shown = asked;
    takeOver(page, (now, next) => become(now, next, isBack));
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

function takeOver(page, become) {
  const focused = document.activeElement;
  document.title = page.title;
  for (const part of ["main", "nav.languages", "#icons"]) {
    const [now, next] = [document.querySelector(part), page.querySelector(part)];
    if (now && next) become(now, next);
  }
  const links = "link[rel=alternate], link[rel=canonical], meta[name=robots]";
  for (const link of document.head.querySelectorAll(links)) link.remove();
  document.head.append(...page.head.querySelectorAll(links));
  results.removeAttribute("aria-busy");
  if (focused !== document.activeElement) focusOn(focused.isConnected ? focused : document.getElementById("shown"));
  announce(document.getElementById("shown").textContent);
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

async function locate(button) {
  const { locate } = await import("./locate.js");
  locate(button, (position) => {
    document.getElementById("place").value = "";
    setPosition(position);
    load(addressOf(form));
  });
}

async function take(button) {
  const { take } = await import("./take.js");
  take(button, announce);
}
