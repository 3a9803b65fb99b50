/* The palette: find or do anything. Ctrl+K, / or a click into the field at the top opens it; arrows choose, Enter opens.
   Enter acts only on results of the words that stand there now: results that come late are thrown away. */
(() => {
  "use strict";
  const palette = document.getElementById("palette");
  if (!palette || typeof palette.showModal !== "function") return;
  const input = palette.querySelector("[role=combobox]");
  const rows = palette.querySelector("[data-palette-rows]");
  const said = palette.querySelector("[data-palette-said]");
  let asked = 0;
  let timer = 0;
  let wanted = null;

  const words = () => input.value.trim();
  const listed = () => rows.querySelector("[data-words]");
  const isFresh = () => Boolean(listed()) && listed().dataset.words === words() && !palette.hasAttribute("aria-busy");
  const options = () => [...rows.querySelectorAll("[role=option]")].filter((row) => row.dataset.url);
  const current = () => rows.querySelector("[aria-selected=true]");

  const choose = (row) => {
    for (const each of rows.querySelectorAll("[aria-selected=true]")) each.setAttribute("aria-selected", "false");
    if (!row) {
      input.removeAttribute("aria-activedescendant");
      return;
    }
    row.setAttribute("aria-selected", "true");
    input.setAttribute("aria-activedescendant", row.id);
    row.scrollIntoView({ block: "nearest" });
  };
  const open = (row) => {
    if (!row || !row.dataset.url) return;
    palette.close();
    const url = new URL(row.dataset.url, location.href);
    if (url.origin === location.origin) location.assign(url.href);
  };
  const ask = async () => {
    const now = ++asked;
    const question = words();
    palette.setAttribute("aria-busy", "true");
    const late = setTimeout(() => (said.textContent = said.dataset.wait), 300);
    try {
      const address = new URL(palette.dataset.palette, location.href);
      address.searchParams.set("palette", "1");
      address.searchParams.set("q", question);
      address.searchParams.set("page", location.pathname);
      const answer = await fetch(address, { credentials: "same-origin", headers: { Accept: "text/html" } });
      if (now !== asked) return;
      if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
      const text = await answer.text();
      if (now !== asked) return;
      const page = new DOMParser().parseFromString(text, "text/html");
      rows.replaceChildren(...page.body.childNodes);
      palette.removeAttribute("aria-busy");
      const found = options();
      choose(found.find((row) => "exact" in row.dataset) || found[0]);
      said.textContent = `${found.length} ${said.dataset.one}`;
      /* Enter was pressed before the answer came: only an exact number is opened unseen */
      if (wanted === question) open(found.find((row) => "exact" in row.dataset));
      wanted = null;
    } catch {
      if (now !== asked) return;
      palette.removeAttribute("aria-busy");
      rows.replaceChildren();
      choose(null);
      said.textContent = said.dataset.lost;
    } finally {
      clearTimeout(late);
    }
  };
  const show = (text) => {
    if (document.querySelector("dialog[open]")) return false;
    input.value = text || "";
    palette.showModal();
    input.focus();
    input.select();
    ask();
    return true;
  };

  input.addEventListener("input", () => {
    choose(null);
    wanted = null;
    asked += 1;
    palette.setAttribute("aria-busy", "true");
    clearTimeout(timer);
    timer = setTimeout(ask, 120);
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const found = options();
    const place = found.indexOf(current());
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!found.length || !isFresh()) return;
      const step = event.key === "ArrowDown" ? 1 : -1;
      choose(found[(place + step + found.length) % found.length]);
    } else if (event.key === "Home" || event.key === "End") {
      if (!found.length || !isFresh() || input.value) return;
      event.preventDefault();
      choose(event.key === "Home" ? found[0] : found[found.length - 1]);
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (isFresh()) open(current());
      else wanted = words();
    }
  });
  rows.addEventListener("click", (event) => {
    const row = event.target.closest("[role=option]");
    if (row && isFresh()) open(row);
  });
  palette.querySelector("[data-palette-close]").addEventListener("click", () => palette.close());
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-palette-open]");
    if (opener && show("")) event.preventDefault();
  });
  const field = document.querySelector("[data-find] input[type=search]");
  if (field) {
    field.addEventListener("pointerdown", (event) => {
      if (show(field.value)) event.preventDefault();
    });
    field.addEventListener("keydown", (event) => {
      if (event.key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey) return;
      if (show(field.value + event.key)) event.preventDefault();
      input.setSelectionRange(input.value.length, input.value.length);
    });
  }
  document.addEventListener("ordolux:find", (event) => {
    if (show("")) event.preventDefault();
  });
})();
