/* Forms: send once, ask before the few deeds that need it, show where the errors are, take dropped files. */
(() => {
  "use strict";
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const question = form.dataset.confirm;
    if (question && !window.confirm(question)) {
      event.preventDefault();
      return;
    }
    if (!("once" in form.dataset) || form.hasAttribute("hx-post")) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "1";
    for (const button of form.querySelectorAll("button[type=submit]")) button.setAttribute("aria-busy", "true");
  });
  /* a page that comes back from the browser's memory can be sent again; the server takes a key only once */
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) {
      delete form.dataset.sent;
      for (const button of form.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
    }
  });
  const showErrors = () => {
    const summary = document.querySelector("body:not(.ox-guide) [data-errors]");
    if (summary) summary.focus();
  };
  showErrors();
  document.addEventListener("htmx:after:swap", showErrors);

  for (const kind of ["dragover", "dragleave", "drop"]) {
    document.addEventListener(kind, (event) => {
      const field = event.target.closest ? event.target.closest("[data-drop]") : null;
      if (!field) return;
      field.classList.toggle("is-over", kind === "dragover");
      if (kind === "dragleave") return;
      event.preventDefault();
      const input = field.querySelector("input[type=file]");
      if (kind === "drop" && input && event.dataTransfer.files.length) {
        input.files = event.dataTransfer.files;
        input.dispatchEvent(new Event("change", { bubbles: true }));
      }
    });
  }
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    const form = event.target.closest("form");
    if (form && form.method === "post") form.requestSubmit();
  });
})();
