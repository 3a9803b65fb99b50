/* A framed page tells the page around it how tall it is, and that an inquiry was sent: nothing else, so anybody may hear it. */
(() => {
  "use strict";
  if (window.parent === window) return;
  const tell = (told) => window.parent.postMessage({ of: "ordolux-inquiry", ...told }, "*");
  const measure = () => tell({ height: Math.ceil(document.querySelector("main").getBoundingClientRect().height) });
  new ResizeObserver(measure).observe(document.querySelector("main"));
  measure();
  const sent = document.querySelector("[data-sent]");
  if (sent) tell({ sent: sent.dataset.sent });
})();
