// Search over the index of this language; / puts the cursor there, Esc leaves, arrows walk through what was found.
(() => {
  const root = document.documentElement.dataset.root;
  const none = document.documentElement.dataset.none;
  const form = document.querySelector("form");
  const input = document.getElementById("q");
  const found = document.getElementById("found");
  const print = document.querySelector(".print");
  const wide = matchMedia("(min-width: 60.01rem)");
  const rail = document.querySelector(".rail");
  form.hidden = print.hidden = false;
  print.addEventListener("click", () => window.print());
  const unfold = () => { rail.open = wide.matches; };
  wide.addEventListener("change", unfold);
  unfold();

  const rows = (window.handbookIndex || []).map(([title, page, url, text]) => ({
    title, page, url, text, low: title.toLowerCase(), all: `${title} ${page} ${text}`.toLowerCase(),
  }));
  const around = (text, word) => {
    const place = Math.max(0, text.toLowerCase().indexOf(word) - 60);
    return (place ? "…" : "") + text.slice(place, place + 160).trim() + (text.length > place + 160 ? "…" : "");
  };
  const search = () => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    found.hidden = !words.length;
    found.replaceChildren();
    if (!words.length) return;
    const fitting = rows.filter((row) => words.every((word) => row.all.includes(word)));
    const rank = (row) => words.filter((word) => !row.low.includes(word)).length;
    fitting.sort((one, other) => rank(one) - rank(other));
    for (const row of fitting.slice(0, 12)) {
      const link = document.createElement("a");
      link.href = `${root}/${row.url}`;
      const title = document.createElement("b");
      title.textContent = row.title;
      const where = document.createElement("span");
      where.textContent = `${row.page} · ${around(row.text, words[0])}`;
      link.append(title, where);
      found.append(link);
    }
    if (!fitting.length) {
      const nothing = document.createElement("p");
      nothing.textContent = none;
      found.append(nothing);
    }
  };
  input.addEventListener("input", search);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    found.querySelector("a")?.click();
  });
  found.addEventListener("click", () => { found.hidden = true; });
  document.addEventListener("keydown", (event) => {
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName);
    if (event.key === "/" && !typing) {
      event.preventDefault();
      input.focus();
    } else if (event.key === "Escape") {
      input.value = "";
      search();
      input.blur();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !found.hidden) {
      const links = [...found.querySelectorAll("a")];
      const next = links[links.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1)];
      event.preventDefault();
      (next || input).focus();
    }
  });
  document.addEventListener("click", (event) => {
    if (!found.contains(event.target) && event.target !== input) found.hidden = true;
  });
})();
