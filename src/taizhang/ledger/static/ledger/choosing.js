// Ticking every row of a page, and saying how many are ticked; works on whatever the list was last replaced by.
"use strict";

{
  const boxes = () => [...document.querySelectorAll("input[name=row][form=chosen]")];

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
  document.addEventListener("htmx:afterSwap", count);
  count();
}
