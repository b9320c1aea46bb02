// Translating with the keyboard: Control and Enter lead to the next string that is empty, with Shift to the one before.
// Without this script Tab goes from string to string.

const strings = [...document.querySelectorAll("textarea[data-string]")];

for (const area of strings) {
  area.addEventListener("input", () => fit(area));
  area.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    const next = following(area, event.shiftKey);
    if (!next) return;
    event.preventDefault();
    next.focus();
    next.scrollIntoView({ block: "center" });
  });
  fit(area);
}

for (const button of document.querySelectorAll("button[data-use]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const area = document.getElementById(button.dataset.use);
    area.value = button.previousElementSibling.innerText.trim();
    area.dispatchEvent(new Event("input", { bubbles: true }));
    area.focus();
  });
}

function following(area, isBack) {
  const at = strings.indexOf(area);
  const others = isBack ? strings.slice(0, at).reverse() : strings.slice(at + 1);
  return others.find((one) => !one.value.trim()) ?? others[0];
}

// As high as its text.
function fit(area) {
  area.style.blockSize = "auto";
  area.style.blockSize = `${area.scrollHeight + area.offsetHeight - area.clientHeight}px`;
}
