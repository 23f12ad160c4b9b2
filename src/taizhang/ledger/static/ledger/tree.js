// Opens a share's own shares in place; a second press closes them again.
"use strict";

document.addEventListener("htmx:beforeRequest", (event) => {
  const opener = event.target.closest(".opener");
  if (!opener) return;
  const row = opener.closest("tr");
  if (opener.getAttribute("aria-expanded") === "true") {
    event.preventDefault();
    for (const each of row.parentElement.querySelectorAll("tr[data-path]")) {
      if (each !== row && each.dataset.path.startsWith(row.dataset.path)) each.remove();
    }
  }
  opener.setAttribute("aria-expanded", String(opener.getAttribute("aria-expanded") !== "true"));
});

document.addEventListener("htmx:responseError", (event) => {
  event.target.closest(".opener")?.setAttribute("aria-expanded", "false");
});

// What is drawn as a button answers the space bar as one does.
document.addEventListener("keydown", (event) => {
  if (event.key !== " " || !event.target.matches?.(".opener")) return;
  event.preventDefault();
  event.target.click();
});
