/* Quotation: H hides the margins when a customer looks over the shoulder; rows pasted from a sheet fill lines. */
(() => {
  "use strict";
  const quote = document.querySelector("[data-quote]");
  const button = quote && quote.querySelector("[data-hide-margins]");
  if (!button) return;
  button.hidden = false;
  button.setAttribute("aria-pressed", "false");
  button.addEventListener("click", () => {
    const hidden = quote.classList.toggle("ox-is-hidden");
    button.setAttribute("aria-pressed", String(hidden));
  });
  quote.addEventListener("paste", (event) => {
    const box = event.target.closest('input[name="product"]');
    const words = event.clipboardData ? event.clipboardData.getData("text") : "";
    if (!box || !/[\t\n]/.test(words.trim())) return;
    event.preventDefault();
    let row = box.closest("tr");
    for (const line of words.trim().split(/\r?\n/)) {
      const [product, pieces, price] = line.split("\t");
      if (!row) break;
      row.querySelector('[name="product"]').value = (product || "").trim();
      row.querySelector('[name="pieces"]').value = (pieces || "").trim();
      row.querySelector('[name="unit_price"]').value = (price || "").trim();
      let next = row.nextElementSibling;
      if (!next) {
        next = row.cloneNode(true);
        for (const each of next.querySelectorAll("input:not([type=hidden])")) each.value = "";
        row.after(next);
      }
      row = next;
    }
  });
})();
