/* Dialogs, menus and notices: native elements, helped where a browser is older or a click lands outside. */
(() => {
  "use strict";
  const native = "commandForElement" in HTMLButtonElement.prototype;
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[commandfor]");
    if (button && !native) {
      const target = document.getElementById(button.getAttribute("commandfor"));
      if (target && button.getAttribute("command") === "show-modal") target.showModal();
      if (target && button.getAttribute("command") === "close") target.close();
    }
    if (event.target.matches("dialog.ox-dialog")) event.target.close();
    const closer = event.target.closest("[data-close]");
    if (closer) closer.closest(".ox-toast").remove();
    for (const menu of document.querySelectorAll("details.ox-menu[open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of document.querySelectorAll("details.ox-menu[open]")) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
  const settle = () => {
    for (const button of document.querySelectorAll("[data-close][hidden]")) button.hidden = false;
    /* good news leaves by itself; what needs attention stays */
    for (const toast of document.querySelectorAll(".ox-toast--success, .ox-toast--info")) {
      if (toast.dataset.timed) continue;
      toast.dataset.timed = "1";
      let stay = false;
      for (const kind of ["pointerenter", "focusin"]) toast.addEventListener(kind, () => (stay = true));
      setTimeout(() => {
        if (stay) return;
        toast.classList.add("is-leaving");
        setTimeout(() => toast.remove(), 200);
      }, 8000);
    }
  };
  settle();
  document.addEventListener("htmx:after:swap", settle);
})();
