// The confirm workspace: moving between records, deciding by key, marking selected words.
"use strict";

const busyTyping = (target) => target.closest("input:not([type=radio], [type=hidden]), textarea, select") !== null;
const rowsInOrder = () => [...document.querySelectorAll("#record-list .row")];
const currentNumber = () => document.getElementById("record")?.dataset.candidate;
function load(row) {
  if (!row) return;
  // What went wrong is said by the page's own script.
  htmx.ajax("GET", row.querySelector("a").href, { target: "#record", swap: "outerHTML" }).catch(() => {});
}

function step(by) {
  const rows = rowsInOrder();
  const at = rows.findIndex((row) => row.dataset.candidate === currentNumber());
  load(rows[Math.min(Math.max(at + by, 0), rows.length - 1)]);
}

const press = (key) => document.querySelector(`#record [data-key="${key}"]`)?.click();

const pageKeys = { j: () => step(1), k: () => step(-1), i: () => markSelected() };
for (const key of ["a", "e", "m", "s", "x", "r", "u"]) pageKeys[key] = () => press(key);

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  if (event.key === "Escape") { document.querySelector("#record [data-cancel]")?.click(); return; }
  if (busyTyping(event.target) || event.isComposing) return;
  const act = pageKeys[event.key];
  if (!act) return;
  event.preventDefault();
  event.stopPropagation();
  if (!event.repeat || event.key === "j" || event.key === "k") act();
}

// Not before htmx has attached, which it does at the same event and was loaded earlier: a key would act without it.
document.addEventListener("DOMContentLoaded", () => document.addEventListener("keydown", onKey, true));

// While an answer is awaited the record on show is about to change: what was meant for it must not strike the next one.
let awaiting = false;

function wait(on) {
  awaiting = on;
  document.getElementById("record")?.setAttribute("aria-busy", String(on));
}

document.addEventListener("htmx:beforeRequest", (event) => {
  if (awaiting && event.detail.target.id === "record") event.preventDefault();
});

document.addEventListener("htmx:beforeSend", ({ detail }) => {
  if (detail.target.id !== "record") return;
  wait(true);
  detail.xhr.addEventListener("loadend", () => wait(false));
});

// The marks follow the rows: what a row says of its candidate, its words in the source show.
function paint() {
  const rows = new Map(rowsInOrder().map((row) => [row.dataset.candidate, row]));
  const current = currentNumber();
  for (const row of rows.values()) row.classList.toggle("current", row.dataset.candidate === current);
  for (const mark of document.querySelectorAll("#source-text .mark")) {
    const numbers = mark.dataset.candidates.split(" ");
    const row = rows.get(numbers.find((number) => number === current) ?? numbers[0]);
    if (!row) continue;
    // Written only where it differs: a long document has thousands, and each write is laid out again.
    const look = `mark ${row.dataset.kind} ${row.dataset.state}${numbers.includes(current) ? " current" : ""}`;
    if (mark.className !== look) mark.className = look;
  }
}

const inside = (element, box) => {
  const one = element.getBoundingClientRect();
  const all = box.getBoundingClientRect();
  return one.top >= all.top + 40 && one.bottom <= all.bottom - 40;
};

function reveal() {
  const wide = matchMedia("(min-width: 901px)").matches;
  const mark = document.querySelector("#source-text .mark.current");
  const source = document.querySelector(".source");
  if (wide && mark && !inside(mark, source)) mark.scrollIntoView({ block: "center" });
  const row = document.querySelector("#record-list .row.current");
  const list = document.getElementById("record-list");
  if (wide && row && !inside(row, list)) list.scrollTop = row.offsetTop - list.clientHeight / 2;
}

let focusedInside = false;

document.addEventListener("htmx:beforeSwap", (event) => {
  focusedInside = Boolean(document.activeElement?.closest("#record"));
  if (event.detail.xhr.status === 409 || event.detail.xhr.status === 422) {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  }
});

document.addEventListener("htmx:afterSettle", ({ detail }) => {
  paint();
  if (detail.target.id !== "record") return;
  reveal();
  const number = currentNumber();
  if (number) history.replaceState(null, "", `?at=${number}`);
  const field = document.querySelector("#record .candidate-form :is(input:not([type=hidden]), textarea)");
  const record = document.getElementById("record");
  if (field) field.focus();
  // Who was at a button that is gone goes on from the new record, not from the top of the page.
  else if (focusedInside && document.activeElement === document.body) record?.focus({ preventScroll: true });
});

document.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  const link = event.target.closest("#source-text .mark, #record-list [data-show]");
  if (!link) return;
  event.preventDefault();
  if (!getSelection().isCollapsed) return;
  const number = link.dataset.candidates?.split(" ")[0] ?? link.closest(".row").dataset.candidate;
  load(document.getElementById(`row-${number}`));
});

// Selected words: offsets count code points from the start of their paragraph.
const marking = document.getElementById("marking");

function offset(node, at) {
  const paragraph = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("#source-text p");
  if (!paragraph) return null;
  const range = document.createRange();
  range.setStart(paragraph, 0);
  range.setEnd(node, at);
  return Number(paragraph.dataset.at) + [...range.toString()].length;
}

function takeSelection() {
  const chosen = getSelection();
  if (!marking || chosen.isCollapsed || chosen.rangeCount === 0) return false;
  const range = chosen.getRangeAt(0);
  const start = offset(range.startContainer, range.startOffset);
  const end = offset(range.endContainer, range.endOffset);
  if (start === null || end === null || start >= end) return false;
  marking.elements.start.value = start;
  marking.elements.end.value = end;
  marking.elements.words.value = "";
  marking.elements.words.placeholder = chosen.toString().slice(0, 60);
  return true;
}

// Once marked the words have done their work: the next key is for the record they became.
marking?.addEventListener("htmx:afterRequest", ({ detail }) => {
  if (!detail.successful) return;
  for (const name of ["words", "start", "end"]) marking.elements[name].value = "";
  document.getElementById("record").focus({ preventScroll: true });
});

marking?.elements.words.addEventListener("keydown", ({ key }) => {
  if (key === "Escape") document.getElementById("record").focus({ preventScroll: true });
});

function markSelected() {
  if (!marking) return;
  if (takeSelection()) marking.requestSubmit();
  else marking.elements.words.focus();
}

document.addEventListener("selectionchange", () => { marking?.classList.toggle("ready", takeSelection()); });

const keyHelp = document.querySelector("#keyboard-help dl");
const own = document.getElementById("page-keys");
if (keyHelp && own) keyHelp.replaceChildren(own.content.cloneNode(true), ...[...keyHelp.children].slice(-4));
reveal();
