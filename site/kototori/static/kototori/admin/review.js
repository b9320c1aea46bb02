// The review screen: a chosen reason goes into the comment without a way to the server and back.
"use strict";

for (const button of document.querySelectorAll("[data-review-fill]")) {
  const choice = document.getElementById("id_reason");
  const comment = document.getElementById("id_comment");
  button.addEventListener("click", (event) => {
    event.preventDefault();
    const { text } = choice.selectedOptions[0].dataset;
    if (text && !comment.value.includes(text)) {
      comment.value = [text, comment.value.trim()].filter(Boolean).join("\n\n");
    }
    choice.value = "";
    comment.focus();
  });
}
