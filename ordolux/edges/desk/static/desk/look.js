/* The look at every piece: steps for fingers, and counts that add up while one counts. Without it one types the numbers. */
(() => {
  "use strict";
  const form = document.querySelector("[data-look]");
  if (!form) return;
  const open = Number(form.dataset.open);
  const good = form.elements.good;
  const shown = form.querySelector("[data-good]");
  const number = (input) => Math.max(0, parseInt(input.value, 10) || 0);
  const add = () => {
    const sums = { rework: 0, scrap: 0, good: 0 };
    for (const input of form.querySelectorAll("[data-kind]")) sums[input.dataset.kind] += number(input);
    for (const input of form.querySelectorAll("[data-several]")) {
      sums[form.elements[`becomes-${input.dataset.several}`].value] += number(input);
    }
    const left = open - sums.rework - sums.scrap;
    form.querySelector("[data-rework]").textContent = sums.rework;
    form.querySelector("[data-scrap]").textContent = sums.scrap;
    good.value = Math.max(0, left);
    shown.textContent = left;
    shown.classList.toggle("ox-c-bad", left < 0);
  };
  good.hidden = true;
  good.required = false;
  shown.hidden = false;
  for (const button of form.querySelectorAll("[data-step]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const input = button.parentElement.querySelector("input");
      input.value = Math.max(0, number(input) + Number(button.dataset.step)) || "";
      add();
    });
  }
  form.addEventListener("input", add);
  form.addEventListener("change", (event) => {
    if (event.target.type !== "file") return;
    const word = event.target.parentElement.querySelector("[data-photos]");
    if (event.target.files.length) word.textContent = `${event.target.files.length} ✓`;
  });
  add();
})();
