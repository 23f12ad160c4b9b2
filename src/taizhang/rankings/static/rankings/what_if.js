// A slider beside each weight; the form itself recomputes, through htmx or its button.
"use strict";

for (const number of document.querySelectorAll("#weights input[type=number]")) {
  const range = document.createElement("input");
  Object.assign(range, { type: "range", min: "0", max: "100", step: "1", value: number.value });
  range.setAttribute("aria-label", number.labels[0].textContent.trim());
  range.addEventListener("input", () => { number.value = range.value; });
  number.addEventListener("input", () => { range.value = number.value || "0"; });
  number.after(range);
}
