/* Puts the inquiry form into the page in which this script stands:
   <script src="https://…/embed/inquiry.js" data-site="site-…" data-lang="en" async></script> */
(() => {
  "use strict";
  const script = document.currentScript;
  if (!script) return;
  const home = new URL(script.src);
  const address = new URL("/embed/inquiry", home);
  for (const name of ["site", "lang", "theme", "product", "family"]) {
    if (script.dataset[name]) address.searchParams.set(name, script.dataset[name]);
  }
  const frame = document.createElement("iframe");
  frame.src = address.href;
  frame.title = script.dataset.title || (script.dataset.lang === "zh-hans" ? "询价" : "Ask for a quotation");
  frame.style.cssText = "display: block; inline-size: 100%; block-size: 60rem; border: 0";
  window.addEventListener("message", (event) => {
    if (event.source !== frame.contentWindow || event.origin !== home.origin) return;
    const told = event.data;
    if (!told || told.of !== "ordolux-inquiry") return;
    if (Number.isFinite(told.height)) frame.style.blockSize = `${Math.min(Math.max(told.height, 200), 20000)}px`;
    if (told.sent) {
      frame.scrollIntoView({ block: "start" });
      frame.dispatchEvent(new CustomEvent("ordolux:inquiry", { bubbles: true, detail: { number: told.sent } }));
    }
  });
  script.after(frame);
})();
