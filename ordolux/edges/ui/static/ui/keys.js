/* Keys: ? help, / and Ctrl+K find, G and a letter goes, and any element with data-key is clicked by its letter.
   Nothing listens inside text fields; a person can switch single keys off on this device. */
(() => {
  "use strict";
  const STORE = "ordolux-keys-off";
  const isOff = () => {
    try {
      return localStorage.getItem(STORE) === "1";
    } catch {
      return false;
    }
  };
  const help = document.getElementById("keys");
  const box = document.querySelector("[data-keys-off]");
  if (box) {
    box.checked = isOff();
    box.addEventListener("change", () => {
      try {
        localStorage.setItem(STORE, box.checked ? "1" : "0");
      } catch {
        box.checked = false;
      }
    });
  }
  const list = document.querySelector("[data-keys-go]");
  if (list) {
    const seen = new Set();
    for (const link of document.querySelectorAll("[data-go]")) {
      const key = link.dataset.go;
      if (!key || seen.has(key)) continue;
      seen.add(key);
      const term = document.createElement("dt");
      for (const part of ["G", key.toUpperCase()]) {
        const cap = document.createElement("kbd");
        cap.textContent = part;
        term.append(cap, " ");
      }
      const word = document.createElement("dd");
      word.textContent = (link.querySelector(".ox-nav__w") || link.firstChild || link).textContent.trim();
      list.append(term, word);
    }
  }
  const find = () => {
    const input = document.querySelector("[data-find] input");
    if (input) input.focus();
    return Boolean(input);
  };
  let going = 0;
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
      if (find()) event.preventDefault();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isOff()) return;
    if (event.target.closest("input, textarea, select, [contenteditable]") || document.querySelector("dialog[open]")) return;
    const key = event.key.toLowerCase();
    if (going && Date.now() - going < 1500) {
      going = 0;
      const link = document.querySelector(`[data-go="${CSS.escape(key)}"]`);
      if (link) {
        event.preventDefault();
        link.click();
      }
      return;
    }
    if (key === "g") {
      going = Date.now();
    } else if (key === "?" && help) {
      event.preventDefault();
      help.showModal();
    } else if (key === "/") {
      if (find()) event.preventDefault();
    } else if (/^[a-z0-9]$/.test(key)) {
      const target = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
      if (target) {
        event.preventDefault();
        if (target.matches("input, textarea, select")) target.focus();
        else target.click();
      }
    }
  });
})();
