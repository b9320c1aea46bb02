// The ways to take a list along: shared, on paper, or its calendar's address. Loaded when somebody presses a button.

export function take(button, announce) {
  if (button.id === "share") share(button, announce);
  else if (button.id === "print") paper();
  else copy(button, announce);
}

async function share(button, announce) {
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

async function copy(button, announce) {
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
