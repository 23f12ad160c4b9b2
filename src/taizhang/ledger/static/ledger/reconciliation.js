// Ticking all differences of the page, and saying how many are ticked.
"use strict";

{
  const form = document.querySelector("form.together");
  const ticks = form ? [...form.querySelectorAll("[name=pick]")] : [];
  const all = form?.querySelector("[data-all]");
  const shown = form?.querySelector("[data-picked]");

  const count = () => {
    const on = ticks.filter((each) => each.checked).length;
    shown.textContent = on || "";
    all.checked = on === ticks.length;
    all.indeterminate = on > 0 && on < ticks.length;
  };

  if (all && ticks.length) {
    all.parentElement.hidden = false;
    all.addEventListener("change", () => { ticks.forEach((each) => { each.checked = all.checked; }); count(); });
    form.addEventListener("change", count);
    count();
  }
}
