/* The page of what is kept on this tablet: its entries, with why one was refused, and the pages that open without a network. */
(() => {
  "use strict";
  const tablet = window.ordoluxTablet;
  const page = document.querySelector("[data-kept-page]");
  if (!tablet || !page) return;
  const one = (name) => page.querySelector(`[data-${name}]`);
  const time = (at) => new Date(at).toLocaleString(document.documentElement.lang, { dateStyle: "short", timeStyle: "short" });
  tablet.onChange((own) => {
    one("no-entries").hidden = own.length > 0;
    one("entries").replaceChildren(...own.map((item) => window.ordoluxEntry(item, `${item.page}?correct=${item.key}`, time(item.at))));
  });
  const pages = async () => {
    const found = await tablet.keptPages();
    one("no-pages").hidden = found.length > 0;
    one("pages").replaceChildren(
      ...found.map((path) => {
        const row = document.createElement("li");
        const link = document.createElement("a");
        link.href = path;
        const [, , , number, kind] = path.split("/");
        link.textContent = `${decodeURIComponent(number)} · ${kind === "measuring" ? page.dataset.measuring : page.dataset.appearance}`;
        row.append(link);
        return row;
      }),
    );
  };
  pages();
  setTimeout(pages, 1500);
})();
