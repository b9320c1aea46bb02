// Keeps what is typed into a form of the desk: after a pause, and when the page is left. The server says what
// has become of it. Without this script the form is kept whenever it is sent.

const line = document.querySelector("[data-kept]");
const form = line?.closest("form");
const PAUSE = 1500;
const AGAIN = 15_000;
// A page that is being left sends no more than this.
const LARGEST = 60_000;

let timer = 0;
let isChanged = false;
let isSent = false;
let running = null;
let mayForce = false;

if (form) begin();

function begin() {
  for (const event of ["input", "change"]) form.addEventListener(event, changed);
  form.addEventListener("keeping:changed", changed);
  form.addEventListener("submit", () => {
    isSent = true;
    isChanged = false;
    clearTimeout(timer);
    running?.abort();
    renewToken();
  });
  document.addEventListener("visibilitychange", () => document.hidden && keep({ isLast: true }));
  addEventListener("pagehide", () => keep({ isLast: true }));
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    isSent = false;
    renewToken();
  });
  addEventListener("online", () => isChanged && keep());
}

function changed() {
  if (isSent) return;
  isChanged = true;
  clearTimeout(timer);
  timer = setTimeout(keep, PAUSE);
}

// Signing in anew in another window changes the token against forged requests.
function renewToken() {
  const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];
  const field = form.elements.csrfmiddlewaretoken;
  if (token && field) field.value = token;
}

async function keep({ isLast = false } = {}) {
  clearTimeout(timer);
  if (!isChanged || isSent || (running && !isLast)) return;
  renewToken();
  const body = new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === "string"));
  if (mayForce) body.set("in_place_of_other", "1");
  isChanged = false;
  const mine = (running = new AbortController());
  try {
    const answer = await fetch(line.dataset.keep, {
      method: "POST",
      body,
      headers: { Accept: "application/json", "X-CSRFToken": form.elements.csrfmiddlewaretoken.value },
      keepalive: isLast && body.toString().length < LARGEST,
      signal: mine.signal,
      redirect: "error",
    });
    const told = answer.headers.get("Content-Type")?.startsWith("application/json") ? await answer.json() : {};
    if (!isSent) tell(answer, told);
  } catch (error) {
    if (error.name !== "AbortError" && !isSent) later(navigator.onLine ? line.dataset.failed : line.dataset.offline);
  } finally {
    if (running === mine) running = null;
    if (isChanged && !isSent && !running) {
      clearTimeout(timer);
      timer = setTimeout(keep, PAUSE);
    }
  }
}

function tell(answer, told) {
  if (answer.ok) mayForce = false;
  if (!answer.ok && !told.said) return later(line.dataset.failed);
  say(told.said, !answer.ok && !told.kept);
  form.dispatchEvent(new CustomEvent("keeping:told", { detail: told }));
  if (told.link) line.append(" ", link(told));
  if (told.force) line.append(" ", button(told));
  // A new activity has an address now: reloading it, or coming back, shows what was typed.
  if (told.address && location.pathname.endsWith("/new/")) history.replaceState(null, "", told.address);
}

function later(words) {
  say(words, true);
  isChanged = true;
  clearTimeout(timer);
  timer = setTimeout(keep, AGAIN);
}

function say(words, isBad) {
  line.classList.toggle("bad", isBad);
  if (words && line.textContent !== words) line.textContent = words;
}

// In a window of its own, so that this one stays as it is.
function link({ link, words }) {
  const made = document.createElement("a");
  Object.assign(made, { href: link, textContent: words, target: "_blank", rel: "noopener" });
  return made;
}

function button({ force }) {
  const made = document.createElement("button");
  Object.assign(made, { type: "button", textContent: force, className: "plain-button" });
  made.addEventListener("click", () => {
    mayForce = isChanged = true;
    keep();
  });
  return made;
}
