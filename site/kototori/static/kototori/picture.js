// A picture is sent as soon as it is chosen, and stands in the form by its number. Without script it goes with the form.

for (const part of document.querySelectorAll("[data-picture]")) {
  const file = part.querySelector("input[type=file]");
  const said = part.querySelector("[data-said]");
  file.addEventListener("change", async () => {
    const [chosen] = file.files;
    if (!chosen) return;
    if (chosen.size > Number(part.dataset.most)) return fail(part.dataset.tooBig);
    said.textContent = part.dataset.sending;
    part.setAttribute("aria-busy", "true");
    const body = new FormData();
    body.append(file.name, chosen);
    body.append("organisation", part.dataset.organisation);
    body.append("csrfmiddlewaretoken", file.form.elements.csrfmiddlewaretoken.value);
    try {
      const response = await fetch(part.dataset.picture, { method: "POST", body, headers: { Accept: "application/json" } });
      const answer = response.redirected ? {} : await response.json();
      if (answer.id) add(answer);
      else fail(answer.fault || part.dataset.failed);
    } catch {
      fail(part.dataset.failed);
    }
    part.removeAttribute("aria-busy");
  });

  function add({ id, url, width, height }) {
    const pick = document.createElement("label");
    pick.className = "pick thumb";
    const control = document.createElement("input");
    Object.assign(control, { type: "radio", name: "image", value: id, checked: true });
    const picture = document.createElement("img");
    Object.assign(picture, { src: url, width, height, alt: part.dataset.label });
    pick.append(control, picture);
    part.querySelector("[data-picks]").prepend(pick);
    file.value = "";
    said.classList.remove("fault");
    said.textContent = part.dataset.sent;
    control.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function fail(words) {
    file.value = "";
    said.classList.add("fault");
    said.textContent = words;
  }
}
