"use strict";
(() => {
  const root = document.documentElement;
  const articles = [...document.querySelectorAll("article")];
  const search = document.getElementById("search");
  const documents = document.getElementById("document-choice");
  const help = document.getElementById("help");
  const words = new WeakMap();
  let article = articles[0];
  let current = null;

  const records = () => [...article.querySelectorAll(".record")];
  const visible = () => records().filter((record) => !record.hidden);
  const chosen = (name) => document.querySelector(`input[name="${name}"]:checked`).value;
  const indexOf = (record) => record.id.slice(record.id.lastIndexOf("r") + 1);
  const marksOf = (record) => article.querySelectorAll(`.mark[data-claims~="${indexOf(record)}"]`);

  function textOf(record) {
    if (!words.has(record)) words.set(record, record.textContent.toLowerCase());
    return words.get(record);
  }

  function filter() {
    const asked = search.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    const role = chosen("role"), kind = chosen("kind");
    const section = article.querySelector(".section-choice").value;
    const used = new Set();
    let shown = 0;
    for (const record of records()) {
      const fits = (!role || record.dataset.role === role) && (!kind || record.dataset.kind === kind) &&
        (!section || record.dataset.section === section) && asked.every((word) => textOf(record).includes(word));
      record.hidden = !fits;
      if (fits) { shown += 1; used.add(record.dataset.section); }
    }
    for (const heading of article.querySelectorAll("li.section")) heading.hidden = !used.has(heading.dataset.section);
    const hidden = new Set(records().filter((record) => record.hidden).map(indexOf));
    for (const mark of article.querySelectorAll(".mark")) {
      mark.classList.toggle("out", mark.dataset.claims.split(" ").every((index) => hidden.has(index)));
    }
    const total = records().length;
    article.querySelector(".shown").value = shown === total ? `${total}` : `${shown} / ${total}`;
    if (total) article.querySelector(".nothing").hidden = shown > 0;
  }

  function clear() {
    search.value = "";
    for (const all of document.querySelectorAll('fieldset input[value=""]')) all.checked = true;
    article.querySelector(".section-choice").value = "";
    filter();
  }

  // The quote is shaded without touching the text: a range over it, where the browser knows highlights.
  function shadeQuote(record) {
    if (!window.CSS || !CSS.highlights) return;
    CSS.highlights.delete("quote");
    if (!record) return;
    const [start, end] = record.dataset.quote.split(" ").map(Number);
    const from = place(start), to = place(end);
    if (!from || !to) return;
    const range = new Range();
    range.setStart(...from);
    range.setEnd(...to);
    CSS.highlights.set("quote", new Highlight(range));
  }

  function place(offset) {
    const paragraphs = [...article.querySelectorAll(".text > p")].filter((p) => Number(p.dataset.at) <= offset);
    const paragraph = paragraphs[paragraphs.length - 1];
    if (!paragraph) return null;
    let left = offset - Number(paragraph.dataset.at);
    const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    let node = null;
    while (walker.nextNode()) {
      node = walker.currentNode;
      if (left <= node.length) return [node, left];
      left -= node.length;
    }
    return node && [node, node.length];
  }

  function choose(record, { focus = "record", scroll = "both" } = {}) {
    for (const old of article.querySelectorAll(".current")) {
      old.classList.remove("current");
      old.removeAttribute("aria-current");
    }
    current = record;
    shadeQuote(record);
    if (!record) return;
    record.classList.add("current");
    record.setAttribute("aria-current", "true");
    const marks = marksOf(record);
    for (const mark of marks) mark.classList.add("current");
    if (scroll !== "record" && marks[0]) marks[0].scrollIntoView({ block: "center" });
    if (scroll !== "source") record.scrollIntoView({ block: "nearest" });
    const target = focus === "record" ? record.querySelector(".jump") : marks[0];
    if (target) target.focus({ preventScroll: true });
    history.replaceState(null, "", `#${record.id}`);
  }

  function step(by) {
    const list = visible();
    if (!list.length) return;
    const at = current && !current.hidden ? list.indexOf(current) : by > 0 ? -1 : list.length;
    choose(list[Math.min(Math.max(at + by, 0), list.length - 1)]);
  }

  function open(next) {
    if (current) choose(null);
    article = next;
    for (const other of articles) other.hidden = other !== article;
    documents.value = article.id;
    filter();
  }

  function follow() {
    const id = decodeURIComponent(location.hash.slice(1));
    const target = id && document.getElementById(id);
    if (!target) return;
    const home = target.closest("article");
    if (home && home !== article) open(home);
    const record = target.closest(".record") || document.getElementById(id.replace(/m(\d+)$/, "r$1"));
    if (record && record.classList.contains("record")) choose(record);
  }

  document.addEventListener("click", (event) => {
    const jump = event.target.closest(".jump");
    const mark = event.target.closest(".mark");
    if (!jump && !mark) return;
    event.preventDefault();
    if (jump) return choose(jump.closest(".record"), { scroll: "source" });
    const record = document.getElementById(mark.getAttribute("href").slice(1));
    if (record.hidden) clear();
    choose(record, { scroll: "record" });
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
    const typing = event.target.matches("input[type=search], select, textarea");
    if (event.key === "Escape") { clear(); if (typing) event.target.blur(); return; }
    if (typing) {
      if (event.key === "Enter" && event.target === search) { event.preventDefault(); step(1); }
      return;
    }
    const actions = {
      j: () => step(1), k: () => step(-1),
      "/": () => { search.focus(); search.select(); },
      "?": () => help.showModal(),
      o: () => { const more = current && current.querySelector("details"); if (more) more.open = !more.open; },
      "[": () => turn(-1), "]": () => turn(1),
    };
    if (!Object.hasOwn(actions, event.key)) return;
    event.preventDefault();
    actions[event.key]();
  });

  function turn(by) {
    const next = articles[articles.indexOf(article) + by];
    if (next) open(next);
  }

  function speak(language) {
    root.lang = language;
    const english = language === "en";
    for (const every of document.querySelectorAll("option.every")) every.textContent = english ? every.dataset.en : every.dataset.zh;
  }

  document.getElementById("language-button").addEventListener("click", () => speak(root.lang === "en" ? "zh-Hans" : "en"));
  document.getElementById("help-button").addEventListener("click", () => help.showModal());
  for (const control of document.querySelectorAll("#search, fieldset, .section-choice")) control.addEventListener("input", filter);
  documents.addEventListener("change", () => open(document.getElementById(documents.value)));
  window.addEventListener("hashchange", follow);

  for (const each of articles) {
    const option = document.createElement("option");
    option.value = each.id;
    option.textContent = each.dataset.label;
    documents.append(option);
  }
  documents.closest("label").hidden = articles.length < 2;
  speak(root.lang);
  open(articles[0]);
  follow();
})();
