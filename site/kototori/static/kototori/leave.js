// Leaving a sensitive page quickly: nothing of it stays in sight, in the tab's title or in the tab's history.
const link = document.querySelector("[data-leave]");
const PRESSES = 3;
const WITHIN = 3000;
let pressed = [];

function leave(event) {
  event.preventDefault();
  document.body.hidden = true;
  document.title = link.dataset.title;
  history.replaceState(null, "", link.dataset.home);
  location.replace(link.href);
}

link.addEventListener("click", leave);

addEventListener("keydown", (event) => {
  if (event.key !== "Escape") {
    pressed = [];
    return;
  }
  if (event.repeat) return;
  pressed = [...pressed.filter((time) => event.timeStamp - time < WITHIN), event.timeStamp];
  if (pressed.length >= PRESSES) leave(event);
});
