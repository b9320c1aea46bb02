// Copy, share and print on an activity's page. Without script the links beside these buttons do.
const share = document.querySelector("[data-share]");

function say(words) {
  const said = share.querySelector("[data-said]");
  said.textContent = "";
  // A screen reader says the same words again only where they have been away.
  requestAnimationFrame(() => { said.textContent = words; });
}

if (share) {
  const { url, title, text } = share.dataset;
  const copy = share.querySelector("[data-copy]");
  copy.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(url);
      say(copy.dataset.done);
    } catch {
      say(copy.dataset.failed);
    }
  });

  const send = share.querySelector("[data-send]");
  if (navigator.share) {
    send.closest("li").hidden = false;
    send.addEventListener("click", () => navigator.share({ url, title, text }).catch(() => {}));
  }

  share.querySelector("[data-print]").addEventListener("click", () => print());
}

// The code is on the paper, whether it was open on the screen or not.
addEventListener("beforeprint", () => {
  for (const code of document.querySelectorAll("details.code:not([open])")) {
    code.open = true;
    addEventListener("afterprint", () => { code.open = false; }, { once: true });
  }
});
