// Draws the charts of a page out of the options beside them, and again when their room changes.

// As wide as a page of A4 is between its margins.
const PRINTED = 660;

const charts = new Map();
const begun = new WeakSet();

// Every mark brings the words that say exactly what it stands for. Braces would be taken for styles.
const spoken = (marks) => [marks].flat().map((mark) => mark.data?.words).filter(Boolean)
  .map((words) => words.replaceAll("{", "｛").replaceAll("}", "｝"));

// Broken into lines that fit into so many pixels: SVG does not break lines by itself.
function broken(words, room) {
  const lines = [""];
  let used = 0;
  for (const character of words) {
    const width = character.codePointAt(0) > 0x2E80 ? 13 : 8;
    if (used + width > room) {
      lines.push("");
      used = 0;
    }
    lines[lines.length - 1] += character;
    used += width;
  }
  return lines.join("\n");
}

function follow(mark) {
  const address = mark.data?.url;
  if (!address) return;
  const pointer = mark.event.event;
  if (pointer.ctrlKey || pointer.metaKey) window.open(address, "_blank", "noopener");
  else window.location.assign(address);
}

// The boundaries of a map come in a file of their own, once for all charts of a page.
const boundaries = {};

class Missing extends Error {}

async function load(name, folder) {
  const answer = await fetch(`${folder}${name}.json`).catch(() => null);
  if (!answer?.ok) throw new Missing(name);
  echarts.registerMap(name, await answer.json());
}

const maps = (option) => option.series.filter((each) => each.map).map((each) => each.map);

function begin(place) {
  if (begun.has(place)) return;
  begun.add(place);
  const figure = place.closest("figure");
  const option = JSON.parse(figure.querySelector("script[type='application/json']").textContent);
  const loaded = maps(option).map((name) => (boundaries[name] ??= load(name, place.dataset.maps)));
  // What cannot be drawn is still said: the table opens. A map without its boundaries is no fault of the page.
  Promise.all(loaded).then(() => {
    fit(place, option);
    new ResizeObserver(() => fit(place, option)).observe(place);
  }).catch((error) => {
    figure.querySelector("details").open = true;
    if (!(error instanceof Missing)) reportError(error);
  });
}

// A map is never higher than wide: on a phone it would float in its frame.
function makeRoom(place, option) {
  const height = Number(place.dataset.height);
  place.style.height = `${maps(option).length ? Math.min(height, place.clientWidth) : height}px`;
}

// Nothing, a map above all, can be drawn without width: what is hidden has none, nor has what was just replaced on a
// page that renews itself.
const shown = (place) => place.isConnected && place.clientWidth > 0;

// As often as its room changes, and for the first time when it has some.
function fit(place, option) {
  if (!shown(place)) return;
  makeRoom(place, option);
  if (charts.has(place)) charts.get(place).resize();
  else draw(place, option);
}

function draw(place, option) {
  option.textStyle.fontFamily = getComputedStyle(document.body).fontFamily;
  option.tooltip.formatter = (marks) => spoken(marks).map((words) => broken(words, place.clientWidth - 60)).join("\n");
  const chart = echarts.init(place, null, { renderer: "svg" });
  chart.setOption(option);
  chart.on("click", follow);
  charts.set(place, chart);
}

function drawAll(root) {
  for (const [place, chart] of charts) {
    if (!place.isConnected) {
      chart.dispose();
      charts.delete(place);
    }
  }
  root.querySelectorAll(".chart-drawing").forEach(begin);
}

drawAll(document);
document.addEventListener("htmx:load", (event) => drawAll(event.target));

function paper(chart, place) {
  if (!shown(place)) return;
  chart.dispatchAction({ type: "hideTip" });
  chart.resize({ width: PRINTED });
  // At once: no frame is drawn any more before the page is printed.
  chart.getZr().flush();
}

window.addEventListener("beforeprint", () => charts.forEach(paper));
window.addEventListener("afterprint", () => charts.forEach((chart, place) => {
  if (shown(place)) chart.resize({ width: "auto" });
}));
