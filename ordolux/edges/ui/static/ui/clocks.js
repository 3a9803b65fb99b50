/* Clocks: once a minute the page's clocks are asked for anew in server time, by counting from the moment the page was made. */
(() => {
  "use strict";
  const made = Number(document.body.dataset.now || 0);
  if (!made) return;
  const began = performance.now();
  const now = () => made + Math.floor((performance.now() - began) / 1000);
  const tick = () => {
    for (const clock of document.querySelectorAll("[data-due]")) {
      const words = clock.querySelector("[data-clock-words]");
      if (!words) continue;
      const left = Number(clock.dataset.due) - now();
      /* we change the figures only, and only while the sentence keeps its shape; crossing the end needs the server */
      if (left < 0) {
        if (!clock.dataset.crossed) document.body.dispatchEvent(new CustomEvent("clock:crossed", { bubbles: true }));
        clock.dataset.crossed = "1";
        continue;
      }
      const minutes = Math.floor(left / 60);
      const parts = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60];
      const said = words.textContent.match(/\d+/g) || [];
      const shown = parts[0] ? parts.slice(0, 2) : parts[1] ? parts.slice(1) : parts.slice(2);
      if (said.length !== shown.length) continue;
      let place = 0;
      words.textContent = words.textContent.replace(/\d+/g, () => String(shown[place++]));
    }
  };
  setInterval(tick, 60000);
})();
