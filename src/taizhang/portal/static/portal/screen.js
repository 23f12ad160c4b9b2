// The big screen renews itself until somebody pauses it.
"use strict";

let paused = false;

function show() {
  const button = document.querySelector("[data-pause]");
  if (!button) return;
  button.dataset.stop ??= button.textContent;
  button.textContent = paused ? button.dataset.resume : button.dataset.stop;
  button.setAttribute("aria-pressed", String(paused));
  button.hidden = false;
}

document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-pause]")) return;
  paused = !paused;
  show();
});

// Nothing is taken away from under somebody who is reading with the keyboard or has a table open.
const busy = () => {
  const screen = document.getElementById("screen");
  return paused || document.hidden || screen?.querySelector("details[open]") || screen?.contains(document.activeElement);
};

document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.target.id === "screen" && busy()) event.preventDefault();
});

document.addEventListener("htmx:load", show);
show();
