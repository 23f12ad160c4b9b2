// Ticking every row of a page, and saying how many are ticked; what is ticked stays so while the list is narrowed.
"use strict";

{
  const boxes = () => [...document.querySelectorAll("input[name=row][form=chosen]")];
  let kept = new Set();

  const count = () => {
    const all = document.querySelector("[data-choose-all]");
    const shown = document.querySelector("[data-chosen]");
    if (!all || !shown) return;
    const on = boxes().filter((each) => each.checked).length;
    all.hidden = false;
    all.checked = on > 0 && on === boxes().length;
    all.indeterminate = on > 0 && !all.checked;
    shown.textContent = on || "";
  };

  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-choose-all]")) boxes().forEach((each) => { each.checked = event.target.checked; });
    if (event.target.matches("[data-choose-all], [form=chosen]")) count();
  });
  document.addEventListener("htmx:beforeSwap", () => {
    kept = new Set(boxes().filter((each) => each.checked).map((each) => each.value));
  });
  document.addEventListener("htmx:afterSwap", () => {
    boxes().forEach((each) => { each.checked ||= kept.has(each.value); });
    count();
  });
  count();
}
