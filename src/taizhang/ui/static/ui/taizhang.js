// What every page needs: keyboard help, the search key, moving through table rows, and words for failed requests.
"use strict";

const typing = (target) => target.closest("input, textarea, select, [contenteditable]") !== null;

const rows = () => [...document.querySelectorAll("table.list tbody tr[data-href], .hits > .hit")];

function moveRow(step) {
  const all = rows();
  if (all.length === 0) return;
  const at = all.findIndex((row) => row.classList.contains("at"));
  const next = all[Math.min(Math.max(at + step, 0), all.length - 1)];
  all.forEach((row) => row.classList.toggle("at", row === next));
  next.querySelector("a")?.focus();
}

const follow = (selector) => document.querySelector(selector)?.click();

const keys = {
  "/": () => (document.querySelector("[data-finder]") ?? document.querySelector("[data-search]"))?.select(),
  f: () => document.querySelector("[data-search]")?.select(),
  "?": () => document.getElementById("keyboard-help")?.showModal(),
  j: () => moveRow(1),
  k: () => moveRow(-1),
  n: () => follow("a[rel=next]"),
  p: () => follow("a[rel=prev]"),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || event.defaultPrevented) return;
  const act = keys[event.key];
  if (!act || document.querySelector("dialog[open]")) return;
  event.preventDefault();
  act();
});

// What is suggested under the search box is walked by the arrows and goes away by Escape or when one goes elsewhere.
const finder = document.querySelector(".finder");
finder?.addEventListener("keydown", (event) => {
  const found = [...finder.querySelectorAll("input, .suggestions a")];
  const at = found.indexOf(document.activeElement);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.key === "Escape") {
    finder.querySelector(".suggestions").replaceChildren();
    finder.querySelector("input").focus();
  } else if (step && at >= 0) {
    event.preventDefault();
    found[Math.min(Math.max(at + step, 0), found.length - 1)].focus();
  }
});
finder?.addEventListener("focusout", (event) => {
  if (event.relatedTarget && !finder.contains(event.relatedTarget)) finder.querySelector(".suggestions").replaceChildren();
});

function say(words, kind) {
  const notice = document.createElement("p");
  notice.className = `notice ${kind} from-script`;
  notice.setAttribute("role", kind === "error" ? "alert" : "status");
  notice.textContent = words;
  document.getElementById("notices").replaceChildren(notice);
}

const broken = () => say(document.body.dataset.offline, "error");

document.addEventListener("htmx:responseError", (event) => {
  const page = new DOMParser().parseFromString(event.detail.xhr.responseText, "text/html");
  say(page.getElementById("problem")?.textContent ?? document.body.dataset.failed, "error");
});

document.addEventListener("htmx:sendError", broken);
document.addEventListener("htmx:timeout", broken);

// What went through after all takes the words about what did not off the page.
document.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.successful) document.querySelector("#notices .from-script.error")?.remove();
});

// On a phone the conditions of a list are folded away until they are wanted.
const more = document.querySelector(".list-more");
if (more) {
  const inUse = [...document.querySelectorAll(".list-filter :is(select, input)")].some((field) => field.value);
  more.hidden = false;
  more.setAttribute("aria-expanded", String(inUse));
  more.addEventListener("click", () => more.setAttribute("aria-expanded", String(more.getAttribute("aria-expanded") !== "true")));
}

// Lists and the confirm workspace change the address without a new page: the other language shows what is on show now.
document.addEventListener("submit", ({ target }) => {
  if (target.matches(".language")) target.elements.next.value = location.pathname + location.search + location.hash;
});

// A button with data-ask asks once before its form goes.
document.addEventListener("submit", (event) => {
  const words = event.submitter?.dataset.ask;
  if (words && !window.confirm(words)) event.preventDefault();
});

document.querySelector(".error-summary")?.focus();
