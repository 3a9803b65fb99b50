/* The inquiry form keeps what is typed as a draft, so that nothing is lost when the page is closed or reloaded. */
(() => {
  "use strict";
  const form = document.getElementById("inquiry-form");
  if (!form) return;
  const said = form.querySelector("[data-draft-said]");
  const key = form.elements.namedItem("draft");
  const site = new URLSearchParams(window.location.search).get("site");
  const place = `ordolux-draft:${site}`;
  const remembered = (value) => {
    /* a browser may forbid a framed page to keep anything */
    try {
      if (value === undefined) return window.localStorage.getItem(place) || "";
      if (value) window.localStorage.setItem(place, value);
      else window.localStorage.removeItem(place);
    } catch {
      /* then the draft lives as long as the page */
    }
    return "";
  };
  if (key && !key.value && remembered()) {
    const address = new URL(window.location.href);
    if (!address.searchParams.has("draft")) {
      address.searchParams.set("draft", remembered());
      window.location.replace(address);
      return;
    }
    remembered("");
  }

  let waiting = 0;
  let sending = false;
  const typed = () => {
    const data = new FormData(form);
    data.delete("files");
    return data;
  };
  const keep = async () => {
    clearTimeout(waiting);
    waiting = 0;
    try {
      const answer = await fetch(form.dataset.draft, { method: "POST", body: typed(), credentials: "same-origin" });
      const told = answer.ok ? await answer.json() : {};
      if (key && told.draft) {
        key.value = told.draft;
        remembered(told.draft);
      }
      said.textContent = told.kept_until ? said.dataset.said : answer.ok ? "" : said.dataset.lost;
    } catch {
      said.textContent = said.dataset.lost;
    }
  };
  const later = () => {
    clearTimeout(waiting);
    waiting = setTimeout(keep, 800);
  };
  form.addEventListener("input", later);
  form.addEventListener("change", later);
  document.addEventListener("htmx:after:swap", later);
  form.addEventListener("submit", (event) => {
    const what = event.submitter ? event.submitter.value : "send";
    sending = true;
    clearTimeout(waiting);
    waiting = 0;
    if (what === "send" || what === "anew") remembered("");
  });
  window.addEventListener("pageshow", () => (sending = false));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "hidden" || !waiting || sending) return;
    clearTimeout(waiting);
    waiting = 0;
    navigator.sendBeacon(form.dataset.draft, typed());
  });
})();
