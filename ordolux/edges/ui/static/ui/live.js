/* Live: one stream of server-sent events per page (body data-live). A message names topics; for each the page hears
   `live:<topic>` on its body, and htmx parts with hx-trigger="live:<topic> from:body" fetch themselves anew.
   After a break every topic is announced once more (`live:again`), because something may have been missed. */
(() => {
  "use strict";
  const address = document.body.dataset.live;
  if (!address || !window.EventSource) return;
  let source = null;
  let wait = 1000;
  let broken = false;
  const tell = (name, detail) => document.body.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }));
  const topicsOf = (text) => {
    try {
      const told = JSON.parse(text);
      return Array.isArray(told) ? told : [told.topic || told];
    } catch {
      return text.split(/\s+/);
    }
  };
  const open = () => {
    source = new EventSource(address, { withCredentials: true });
    source.onopen = () => {
      document.documentElement.dataset.connected = "yes";
      wait = 1000;
      if (broken) tell("live:again");
      broken = false;
    };
    source.onmessage = (event) => {
      for (const topic of topicsOf(event.data)) if (topic) tell(`live:${topic}`);
    };
    source.onerror = () => {
      document.documentElement.dataset.connected = "no";
      broken = true;
      if (source.readyState !== EventSource.CLOSED) return;
      setTimeout(open, wait + Math.random() * 1000);
      wait = Math.min(wait * 2, 60000);
    };
  };
  open();
  window.addEventListener("pagehide", () => source && source.close());
  window.addEventListener("pageshow", (event) => event.persisted && open());
})();
