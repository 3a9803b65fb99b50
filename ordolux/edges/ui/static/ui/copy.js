/* Copy buttons: shown only where copying works. */
(() => {
  "use strict";
  if (!navigator.clipboard) return;
  const show = () => {
    for (const button of document.querySelectorAll("[data-copy][hidden]")) button.hidden = false;
  };
  show();
  document.addEventListener("htmx:after:swap", show);
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    await navigator.clipboard.writeText(button.dataset.copy);
    const word = button.querySelector("span");
    const before = word.textContent;
    word.setAttribute("role", "status");
    word.textContent = button.dataset.done;
    setTimeout(() => (word.textContent = before), 2500);
  });
})();

/* Print buttons: shown only where they can do something. */
(() => {
  "use strict";
  for (const button of document.querySelectorAll("[data-print][hidden]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
})();
