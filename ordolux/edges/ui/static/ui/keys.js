/* Keys: ? help, / and Ctrl+K find, G and a letter goes, J and K choose a row, O opens it, Esc goes back, and any
   element with data-key is clicked by its letter.
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
  const here = document.querySelector("[data-keys-here]");
  if (here) {
    const known = new Set();
    for (const target of document.querySelectorAll("main [data-key]")) {
      const key = target.dataset.key;
      const words = (target.getAttribute("aria-label") || target.textContent || "").trim().replace(/\s+/g, " ");
      if (!key || !words || known.has(key)) continue;
      known.add(key);
      const term = document.createElement("dt");
      const cap = document.createElement("kbd");
      cap.textContent = key.toUpperCase();
      term.append(cap);
      const word = document.createElement("dd");
      word.textContent = words.slice(0, 80);
      here.append(term, word);
    }
  }
  const find = () => {
    if (!document.dispatchEvent(new CustomEvent("ordolux:find", { cancelable: true }))) return true;
    const input = document.querySelector("[data-find] input[type=search]");
    if (input) input.focus();
    return Boolean(input);
  };
  /* the rows of the lists of this page, each by its first link */
  const links = () =>
    [...document.querySelectorAll("main table tbody tr, main [data-row]:not(tr)")]
      .map((row) => row.querySelector("a[href]"))
      .filter((link) => link && link.getClientRects().length);
  const step = (by) => {
    const all = links();
    if (!all.length) return;
    const row = document.activeElement && document.activeElement.closest("tr, [data-row]");
    const place = row ? all.findIndex((link) => row.contains(link)) : -1;
    const next = place < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, place + by));
    all[next].focus();
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
    } else if (event.key === "Escape") {
      const back = [...document.querySelectorAll(".ox-crumb a[href]")].pop();
      if (back && !document.querySelector("details.ox-menu[open]")) back.click();
    } else if (/^[a-z0-9]$/.test(key)) {
      const target = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
      if (target) {
        event.preventDefault();
        if (target.matches("input, textarea, select")) target.focus();
        else target.click();
      } else if (key === "j" || key === "k") {
        event.preventDefault();
        step(key === "j" ? 1 : -1);
      } else if (key === "o") {
        const row = document.activeElement && document.activeElement.closest("tr, [data-row]");
        const link = row && row.querySelector("a[href]");
        if (link) link.click();
      }
    }
  });
})();
