// Uploading: several files, chosen or dropped, each sent by itself with its progress shown.
"use strict";

const upload = document.querySelector("form.upload");

function line(file) {
  const item = document.createElement("li");
  const name = document.createElement("a");
  name.textContent = file.name;
  const bar = document.createElement("progress");
  bar.max = 1;
  bar.value = 0;
  bar.setAttribute("aria-label", file.name);
  const words = document.createElement("span");
  words.textContent = upload.dataset.sending;
  item.append(name, bar, words);
  upload.querySelector(".upload-list").append(item);
  return { item, name, bar, words };
}

function settle(shown, words, url, wrong) {
  shown.bar.remove();
  shown.item.classList.add(wrong ? "wrong" : "done");
  shown.words.textContent = words;
  if (!url) return;
  shown.name.href = url;
  if (!wrong) return;
  const link = document.createElement("a");
  link.href = url;
  link.textContent = upload.dataset.open;
  shown.item.append(link);
}

function send(file) {
  const shown = line(file);
  if (file.size > Number(upload.dataset.largest)) {
    settle(shown, upload.dataset.tooLarge, "", true);
    return Promise.resolve("");
  }
  const body = new FormData();
  body.append("chosen", file);
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("POST", upload.action);
    request.setRequestHeader("Accept", "application/json");
    request.setRequestHeader("X-CSRFToken", upload.querySelector("[name=csrfmiddlewaretoken]").value);
    request.upload.onprogress = (event) => { shown.bar.value = event.loaded / event.total; };
    request.onerror = () => { settle(shown, upload.dataset.lost, "", true); resolve(""); };
    request.onload = () => {
      let answer = {};
      try { answer = JSON.parse(request.responseText); } catch { answer = { problem: said(request) }; }
      settle(shown, answer.problem ?? upload.dataset.done, answer.url, Boolean(answer.problem));
      resolve(answer.problem ? "" : answer.url);
    };
    request.send(body);
  });
}

const said = (request) =>
  new DOMParser().parseFromString(request.responseText, "text/html").getElementById("problem")?.textContent ?? upload.dataset.lost;

async function sendAll(files) {
  const urls = [];
  for (const file of files) urls.push(await send(file));
  if (urls.length === 1 && urls[0]) location.assign(urls[0]);
  else if (urls.some(Boolean)) renew();
}

// The list is renewed while a document in it is being read.
const unread = "#list-results :is(.status.received, .status.reading)";
let watching = 0;

function renew() {
  const renewed = htmx.ajax("GET", location.href, { target: "#list-results", swap: "outerHTML" });
  renewed.catch(() => {}).finally(watch);
}

function watch() {
  clearTimeout(watching);
  if (document.querySelector(unread)) watching = setTimeout(renew, 1500);
}

document.addEventListener("DOMContentLoaded", watch);

if (upload) {
  const input = upload.querySelector("input[type=file]");
  upload.addEventListener("submit", (event) => {
    if (input.files.length === 0) return;
    event.preventDefault();
    sendAll([...input.files]);
    input.value = "";
  });
  document.addEventListener("dragover", (event) => { event.preventDefault(); upload.classList.add("dropping"); });
  document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) upload.classList.remove("dropping"); });
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    upload.classList.remove("dropping");
    sendAll([...event.dataTransfer.files]);
  });
}
