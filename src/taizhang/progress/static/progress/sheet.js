// The sheet of what is owed: moves by key, takes pasted blocks, saves each line as it is left, keeps what could not be saved.
"use strict";

{
  const sheet = document.querySelector("form.sheet");
  const all = (selector, root = sheet) => [...root.querySelectorAll(selector)];
  const lineOf = (field) => field.closest("[data-line]");
  const fields = (line) => all("[data-cell]", line);
  const cell = (line, name) => line.querySelector(`[data-cell="${name}"]`);
  const waiting = new Set();
  const timers = new WeakMap();
  let queue = Promise.resolve();
  const contested = new Map();
  let pasted = [];
  let going = false;

  const seen = (field) => field.dataset.seen ?? field.defaultValue;
  const dirty = (line) => fields(line).filter((field) => field.value !== seen(field));
  // What was refused stays as it is typed; it goes again once it is changed, be it back.
  const news = (line) => fields(line).filter((field) => field.value !== (field.dataset.refused ?? seen(field)));

  function status(words, wrong, act) {
    const place = sheet.querySelector(".saved-state");
    place.textContent = words;
    place.classList.toggle("unsaved", Boolean(wrong));
    if (act) place.append(" ", act);
  }

  // Saving -------------------------------------------------------------------------------------------------------------

  function save(line, files = []) {
    clearTimeout(timers.get(line));
    if (files.length === 0 && (contested.has(line) || news(line).length === 0)) return queue;
    waiting.add(line);
    queue = queue.then(() => send(line, files));
    return queue;
  }

  function body(line, files) {
    const data = new FormData();
    const version = line.querySelector("[name$='-version']");
    data.append(version.name, version.value);
    for (const field of dirty(line)) {
      data.append(field.name, field.value);
      data.append(`${field.name}-seen`, seen(field));
    }
    for (const file of files) data.append(`r${line.dataset.line}-files`, file);
    return data;
  }

  async function send(line, files) {
    const sent = new Map(fields(line).map((field) => [field, field.value]));
    line.classList.add("saving");
    status(sheet.dataset.saving);
    try {
      const headers = { Accept: "application/json", "X-CSRFToken": sheet.elements.csrfmiddlewaretoken.value };
      const answer = await fetch(line.dataset.url, { method: "POST", body: body(line, files), headers, redirect: "manual" });
      if (answer.type === "opaqueredirect") throw new Error(sheet.dataset.signedOut);
      if (!(answer.headers.get("Content-Type") ?? "").startsWith("application/json")) throw new Error(await said(answer));
      renew(line, await answer.json(), sent);
      waiting.delete(line);
      status(waiting.size ? sheet.dataset.saving : `${sheet.dataset.saved} ${new Date().toTimeString().slice(0, 5)}`);
      if (!contested.has(line) && news(line).some((field) => field.value !== sent.get(field))) save(line);
    } catch (error) {
      status(error.message && !(error instanceof TypeError) ? error.message : sheet.dataset.unsaved, true);
      timers.set(line, setTimeout(() => save(line, files), 8000));
    } finally {
      line.classList.remove("saving");
    }
  }

  async function said(answer) {
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    return page.getElementById("problem")?.textContent ?? document.body.dataset.failed;
  }

  function renew(line, answer, sent) {
    // Until somebody has chosen, the line is that of the version seen, so that nothing of the other's is written over.
    contested.delete(line);
    if (answer.conflict) contested.set(line, answer);
    else line.querySelector("[name$='-version']").value = answer.version;
    for (const field of fields(line)) {
      const name = field.dataset.cell;
      const left = field.value === sent.get(field);
      if (!answer.clashes.includes(name)) field.dataset.seen = answer.stored[name];
      if (left && name in answer.cells) field.value = answer.cells[name];
      const wrong = name in answer.problems;
      if (wrong) field.dataset.refused = sent.get(field);
      else delete field.dataset.refused;
      if (wrong) field.setAttribute("aria-invalid", "true");
      else field.removeAttribute("aria-invalid");
    }
    line.classList.toggle("wrong", Object.keys(answer.problems).length > 0 || answer.conflict);
    show(line.querySelector(".says"), answer.says);
    show(line.querySelector(".state"), answer.state);
    show(line.querySelector("[data-evidence]"), answer.evidence);
    line.querySelector("[data-files]").textContent = answer.files ? `（${answer.files}）` : "";
    if (answer.asks) line.querySelector("details").open = true;
    for (const each of all(".choose", line)) each.hidden = false;
    foot(answer.foot);
  }

  // Only where it differs, so that nobody is told the same twice.
  function show(place, html) {
    const fresh = document.createElement("template");
    fresh.innerHTML = html;
    if (place.textContent.trim() === fresh.content.textContent.trim() && place.childElementCount === fresh.content.childElementCount) return;
    place.replaceChildren(fresh.content);
  }

  // The button stays the very one that is being pressed.
  function foot(html) {
    const fresh = document.createElement("template");
    fresh.innerHTML = html;
    const here = sheet.querySelector(".foot");
    here.querySelector("button.primary").textContent = fresh.content.querySelector("button.primary").textContent;
    const before = here.querySelector("details");
    const after = fresh.content.querySelector("details");
    if (after && before?.open) after.open = true;
    before?.remove();
    if (after) here.append(after);
  }

  // Moving -------------------------------------------------------------------------------------------------------------

  const cells = (line) => all("input.cell", line);

  function beside(field, step) {
    const row = cells(lineOf(field));
    return row[row.indexOf(field) + step];
  }

  function below(field, step) {
    const lines = all("[data-line]");
    for (let at = lines.indexOf(lineOf(field)) + step; lines[at]; at += step) {
      const there = cell(lines[at], field.dataset.cell);
      if (there) return there;
    }
    return undefined;
  }

  const atStart = (field) => field.selectionStart === 0 && (field.selectionEnd === 0 || field.selectionEnd === field.value.length);
  const atEnd = (field) => field.selectionEnd === field.value.length && (field.selectionStart === field.value.length || field.selectionStart === 0);

  const moves = {
    ArrowDown: (field) => below(field, 1),
    ArrowUp: (field) => below(field, -1),
    Enter: (field, event) => below(field, event.shiftKey ? -1 : 1) ?? field,
    ArrowLeft: (field) => (atStart(field) ? beside(field, -1) : undefined),
    ArrowRight: (field) => (atEnd(field) ? beside(field, 1) : undefined),
  };

  function key(event) {
    const field = event.target;
    if (!field.matches("input.cell") || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "Escape") {
      field.value = seen(field);
      return;
    }
    const to = moves[event.key]?.(field, event);
    if (!to) {
      if (event.key === "Enter") event.preventDefault();
      return;
    }
    event.preventDefault();
    if (to === field) save(lineOf(field));
    else to.focus();
  }

  // Pasting ------------------------------------------------------------------------------------------------------------

  const HEADINGS = {
    this: ["本期", "本月", "本季", "本期完成", "本月完成", "This period"],
    value: ["累计", "累计完成", "累计数", "分子", "Cumulative"],
    denominator: ["分母", "Denominator"],
    data_date: ["数据日期", "截至", "Data date"],
    note: ["进展说明", "进展", "说明", "备注", "Note"],
    problem: ["存在问题", "问题", "Problem"],
    help_wanted: ["需要协调", "需协调", "Help wanted"],
    title: ["内容", "指标", "项目", "名称", "目标名称", "Content"],
    place: ["地区", "镇街", "Place"],
  };
  const plain = (words) => words.replace(/[（(].*?[)）]/gu, "").replace(/\s/gu, "");
  // What the table itself calls its columns, in whatever language it stands.
  const shown = () => new Map(all("td[data-label] input.cell").map((field) => [plain(field.closest("td").dataset.label), field.dataset.cell]));
  const heading = (words) => shown().get(plain(words)) ?? Object.keys(HEADINGS).find((name) => HEADINGS[name].some((each) => plain(each) === plain(words)));
  const wordy = (words) => words.trim() !== "" && !/[\d０-９零一二三四五六七八九十两]/u.test(words);

  // Cells as sheets copy them: tabs and lines, with quotes around what itself holds a tab, a line or a quote.
  function table(text) {
    const rows = [[""]];
    let quoted = false;
    const chars = [...text.replace(/\r\n?/gu, "\n").replace(/\n$/u, "")];
    for (let at = 0; at < chars.length; at += 1) {
      const row = rows.at(-1);
      if (quoted && chars[at] === '"' && chars[at + 1] === '"') { row[row.length - 1] += '"'; at += 1; }
      else if (chars[at] === '"' && (quoted || row.at(-1) === "")) quoted = !quoted;
      else if (!quoted && chars[at] === "\t") row.push("");
      else if (!quoted && chars[at] === "\n") rows.push([""]);
      else row[row.length - 1] += chars[at];
    }
    return rows;
  }

  function named(row, columns) {
    const words = row[columns.indexOf("title")] ?? "";
    const place = row[columns.indexOf("place")] ?? "";
    return all("[data-line]").filter((line) => plain(line.dataset.title) === plain(words) && (!place || plain(line.dataset.place) === plain(place)));
  }

  // Which field each pasted cell goes to; what finds none is given back by its words.
  function placed(rows, start) {
    const lines = all("[data-line]");
    const own = cells(lineOf(start)).map((field) => field.dataset.cell);
    let columns = rows[0].map((words) => heading(words));
    if (columns.some(Boolean)) rows = rows.slice(1);
    else {
      if (rows.length > 1 && rows[0].every((words) => !words.trim() || wordy(words))) rows = rows.slice(1);
      const names = rows[0].length > 1 && rows.every((row) => wordy(row[0])) && own.length > 0;
      columns = own.slice(own.indexOf(start.dataset.cell));
      if (names) columns = ["title", ...columns];
    }
    const pairs = [];
    const lost = [];
    rows.forEach((row, at) => {
      const found = columns.includes("title") ? named(row, columns) : lines.slice(lines.indexOf(lineOf(start)) + at).slice(0, 1);
      if (found.length !== 1) { if (row.some((words) => words.trim())) lost.push(row[Math.max(columns.indexOf("title"), 0)]); return; }
      row.forEach((words, column) => {
        const field = columns[column] && cell(found[0], columns[column]);
        if (field) pairs.push([field, words.trim()]);
      });
    });
    return { pairs, lost };
  }

  function paste(event) {
    const text = event.clipboardData.getData("text/plain");
    if (!event.target.matches("input.cell") || !/[\t\n]/u.test(text.replace(/[\r\n]+$/u, ""))) return;
    event.preventDefault();
    const { pairs, lost } = placed(table(text), event.target);
    pasted = [...new Set(pairs.map(([field]) => lineOf(field)))].flatMap((line) => fields(line).map((field) => [field, field.value]));
    write(pairs);
    const words = sheet.dataset.pasted.replace("{n}", pairs.length) + (lost.length ? sheet.dataset.lost.replace("{names}", lost.slice(0, 5).join("、")) : "");
    queue.then(() => status(words, lost.length > 0, undoing()));
  }

  function undoing() {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "link";
    button.textContent = sheet.dataset.undo;
    button.addEventListener("click", () => { write(pasted); pasted = []; });
    return button;
  }

  function write(pairs) {
    for (const [field, words] of pairs) {
      field.value = words;
      delete field.dataset.refused;
    }
    for (const line of new Set(pairs.map(([field]) => lineOf(field)))) save(line);
  }

  // Evidence and choices ---------------------------------------------------------------------------------------------------

  async function remove(button) {
    const headers = { "X-CSRFToken": sheet.elements.csrfmiddlewaretoken.value };
    try {
      const answer = await fetch(button.formAction, { method: "POST", headers });
      if (!answer.ok) throw new Error(await said(answer));
      button.closest("li").remove();
    } catch (error) {
      status(error instanceof TypeError ? sheet.dataset.unsaved : error.message, true);
    }
  }

  // A conflict that came with the page.
  function standing(conflict) {
    const line = lineOf(conflict);
    const stored = Object.fromEntries(fields(line).map((field) => [field.dataset.cell, seen(field)]));
    const { version, cells: names } = conflict.dataset;
    contested.set(line, { version, clashes: names.split(" "), stored });
    conflict.querySelector(".choose").hidden = false;
  }

  function choose(button) {
    const line = lineOf(button);
    const { version, clashes, stored } = contested.get(line);
    contested.delete(line);
    line.querySelector("[name$='-version']").value = version;
    for (const field of clashes.map((name) => cell(line, name))) {
      field.dataset.seen = stored[field.dataset.cell];
      delete field.dataset.refused;
      if (button.dataset.choose === "theirs") field.value = seen(field);
    }
    button.closest(".conflict").remove();
    line.classList.remove("wrong");
    save(line);
    if (!waiting.has(line)) status(sheet.dataset.saved);
  }

  function dropping(event, on) {
    if (![...event.dataTransfer.types].includes("Files")) return null;
    event.preventDefault();
    const line = lineOf(event.target);
    line?.querySelector(".drop").classList.toggle("dropping", on);
    return line;
  }

  const unsaved = () => waiting.size > 0 || all("[data-line]").some((line) => news(line).length > 0);

  if (sheet) {
    sheet.classList.add("scripted");
    for (const each of all(".conflict")) standing(each);
    sheet.addEventListener("keydown", key);
    sheet.addEventListener("paste", paste);
    sheet.addEventListener("focusin", (event) => { if (event.target.matches("input.cell")) event.target.select(); });
    sheet.addEventListener("change", (event) => {
      const line = lineOf(event.target);
      if (event.target.type === "file") {
        save(line, [...event.target.files]);
        event.target.value = "";
      } else if (event.target.matches("[data-cell]")) save(line);
    });
    sheet.addEventListener("input", (event) => {
      if (!event.target.matches("textarea[data-cell]")) return;
      const line = lineOf(event.target);
      clearTimeout(timers.get(line));
      timers.set(line, setTimeout(() => save(line), 1500));
    });
    sheet.addEventListener("click", (event) => {
      const button = event.target.closest("[data-remove], [data-choose]");
      if (!button) return;
      event.preventDefault();
      if (button.dataset.choose) choose(button);
      else remove(button);
    });
    sheet.addEventListener("dragover", (event) => dropping(event, true));
    sheet.addEventListener("dragleave", (event) => dropping(event, false));
    sheet.addEventListener("drop", (event) => {
      const line = dropping(event, false);
      if (line) save(line, [...event.dataTransfer.files]);
    });
    sheet.addEventListener("submit", async (event) => {
      if (going || !unsaved()) return;
      const button = event.submitter;
      event.preventDefault();
      for (const line of all("[data-line]")) save(line);
      await queue;
      if (waiting.size > 0) return;
      going = true;
      sheet.requestSubmit(button);
    });
    window.addEventListener("online", () => { for (const line of waiting) save(line); });
    window.addEventListener("beforeunload", (event) => { if (!going && unsaved()) event.preventDefault(); });
  }
}
