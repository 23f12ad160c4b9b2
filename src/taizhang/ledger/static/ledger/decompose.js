// Keeps the total, what is missing and each share's part in step with what is typed; pastes a block of cells down the column.
"use strict";

{
  const form = document.querySelector("form.decompose");
  const fields = form ? [...form.querySelectorAll("input.share")] : [];

  // Digits before and after the point as one whole number of millionths, so that no sum is off by a rounding.
  const millionths = (words) => {
    const found = /^(\d+)(?:\.(\d{1,6})\d*)?(万|亿)?$/u.exec(words.replace(/[,，\s]/gu, ""));
    if (!found) return null;
    const scale = { 万: 10_000n, 亿: 100_000_000n }[found[3]] ?? 1n;
    return (BigInt(found[1]) * 1_000_000n + BigInt((found[2] ?? "").padEnd(6, "0"))) * scale;
  };

  const written = (value) => {
    const whole = (value / 1_000_000n).toLocaleString("en-US");
    const rest = (value % 1_000_000n).toString().padStart(6, "0").replace(/0+$/u, "");
    return rest ? `${whole}.${rest}` : whole;
  };

  // How many shares are less than their units must reach, in words beside the total.
  const tellFloors = () => {
    const shown = form.querySelector("[data-floors]");
    if (!shown) return;
    const below = fields.filter((field) => {
      const least = field.closest("tr").querySelector("[data-least]");
      const value = millionths(field.value);
      const lacking = least !== null && value !== null && value < (millionths(least.dataset.least) ?? 0n);
      least?.classList.toggle("lacking", lacking);
      return lacking;
    }).length;
    const light = document.createElement("span");
    light.className = "light yellow";
    light.textContent = `${shown.dataset.words} ${below} ${shown.dataset.many}`;
    shown.replaceChildren(...(below ? [light] : []));
  };

  const update = () => {
    const whole = millionths(form.dataset.whole ?? "") ?? 0n;
    let total = 0n;
    for (const field of fields) {
      const value = millionths(field.value);
      field.setAttribute("aria-invalid", field.value.trim() !== "" && value === null);
      total += value ?? 0n;
      const percent = field.closest("tr").querySelector("[data-percent]");
      if (percent) percent.textContent = value && whole ? `${(Number((value * 10_000n) / whole) / 100).toFixed(2)}%` : "";
    }
    tellFloors();
    if (!form.dataset.whole) return;
    form.querySelector("[data-total]").textContent = written(total);
    const verdict = form.querySelector("[data-verdict]");
    const { exact, short, over, unit } = verdict.dataset;
    const light = document.createElement("span");
    light.className = `light ${total === whole ? "green" : total < whole ? "red" : "yellow"}`;
    light.textContent =
      total === whole ? exact : total < whole ? `${short} ${written(whole - total)} ${unit}` : `${over} ${written(total - whole)} ${unit}`;
    verdict.replaceChildren(light);
  };

  const paste = (event) => {
    const lines = event.clipboardData.getData("text").trim().split(/\r?\n/u);
    if (lines.length < 2 || lines.some((line) => line.includes("\t"))) return;
    event.preventDefault();
    const from = fields.indexOf(event.target);
    lines.forEach((line, at) => {
      if (fields[from + at]) fields[from + at].value = line.trim();
    });
    update();
  };

  const all = form?.querySelector("[data-all]");
  const parts = form ? [...form.querySelectorAll("[name=part]")] : [];
  const tick = () => {
    all.checked = parts.every((each) => each.checked);
    all.indeterminate = !all.checked && parts.some((each) => each.checked);
  };

  if (form) {
    all.hidden = false;
    all.addEventListener("change", () => parts.forEach((each) => { each.checked = all.checked; }));
    form.addEventListener("change", tick);
    tick();
    form.addEventListener("input", update);
    for (const field of fields) field.addEventListener("paste", paste);
    update();
  }
}
