// Says below a date or time input how its text is read, or why it isn't. What isn't understood stays as it was typed.
// The server reads; this asks it when somebody leaves the input or chooses in the picker.
// A script and not a module, which knows no currentScript; the function keeps its names from Wagtail's scripts.
(() => {
  const { address } = document.currentScript.dataset;
  const KINDS = "input[data-written]";
  /** Ends of the names of two inputs that belong together. */
  const PAIRS = [["season_start", "season_end"], ["start", "end"], ["first", "last"]];
  const checked = new WeakMap();

  function note(input) {
    const id = `${input.id}-written`;
    const found = document.getElementById(id);
    if (found) return found;
    const made = Object.assign(document.createElement("p"), { id, className: "k-written" });
    made.setAttribute("role", "status");
    input.insertAdjacentElement("afterend", made);
    input.setAttribute("aria-describedby", `${input.getAttribute("aria-describedby") ?? ""} ${id}`.trim());
    return made;
  }

  function say(input, text, isFault) {
    const place = note(input);
    place.textContent = text;
    place.classList.toggle("k-written--fault", isFault);
    if (isFault) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
  }

  function put(input, text) {
    if (input.value === text) return;
    input.value = text;
    checked.set(input, text);
    input.dispatchEvent(new Event("input", { bubbles: true }));
    input.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function partner(input) {
    for (const [first, last] of PAIRS) {
      if (!input.name.endsWith(first)) continue;
      const name = input.name.slice(0, -first.length) + last;
      return input.form?.elements.namedItem(name) ?? null;
    }
    return null;
  }

  async function ask(input) {
    const { written: kind, writtenEnds: ends } = input.dataset;
    const query = new URLSearchParams({ kind, text: input.value, ...(ends ? { ends: "1" } : {}) });
    const answer = await fetch(`${address}?${query}`).catch(() => null);
    return answer?.ok && answer.headers.get("Content-Type")?.includes("json") ? answer.json() : null;
  }

  function show(input, reading) {
    if (!reading.fault) {
      put(input, reading.shown);
      say(input, reading.said, false);
      return;
    }
    const other = reading.first ? partner(input) : null;
    if (other && !other.value.trim()) {
      put(input, reading.first);
      put(other, reading.last);
      say(input, "", false);
      return;
    }
    say(input, reading.fault, true);
  }

  async function check(input) {
    const text = input.value;
    if (checked.get(input) === text) return;
    checked.set(input, text);
    if (!text.trim()) {
      say(input, "", false);
      return;
    }
    const reading = await ask(input);
    // Somebody who is writing again is left alone: leaving the input asks once more.
    if (!reading || input.value !== text || document.activeElement === input) {
      if (checked.get(input) === text) checked.delete(input);
      return;
    }
    show(input, reading);
  }

  /** Milliseconds; the picker opens a little after its input has been entered. */
  const OPENS_WITHIN = 200;

  /** The picker in which the mouse was pressed: that leaves its input, before the click that chooses. */
  let pressed = null;
  document.addEventListener(
    "pointerdown",
    ({ target }) => {
      pressed = target.closest?.(".xdsoft_datetimepicker") ?? null;
    },
    true,
  );

  /** The picker closes itself only where it also rewrites the text. */
  function closePicker(input) {
    const picker = window.jQuery?.(input).data("xdsoft_datetimepicker");
    if (picker && picker[0] !== pressed && document.activeElement !== input) picker.trigger("close.xdsoft");
  }

  document.addEventListener("focusin", () => {
    pressed = null;
  });

  for (const event of ["focusout", "change"]) {
    document.addEventListener(event, ({ target }) => {
      if (!target.matches?.(KINDS)) return;
      if (event === "focusout") for (const wait of [0, OPENS_WITHIN]) setTimeout(closePicker, wait, target);
      if (target.value !== target.defaultValue || checked.has(target)) check(target);
    });
  }
})();
