/* The tablet without a network: the inspection pages that were opened (or chosen to be kept) and what they are drawn with.
   A page is asked of the server first; the kept copy is shown only while the server cannot be reached, and never longer
   than a shift. Nothing else is kept, and what was entered is not here but in the queue of desk/tablet.js. */
"use strict";
const PAGES = "ordolux-tablet-pages";
const LOOK = "ordolux-tablet-look";
const HOME = "/desk/tablet";
const KEPT = /^\/desk\/(tablet|batches\/[^/]+\/(measuring|appearance))$/;
const LONGEST = 18 * 3600 * 1000;
const PATIENCE = 8000;
const MOST_LOOK = 80;
const HEADERS = ["Content-Type", "Content-Security-Policy", "Cross-Origin-Opener-Policy", "Referrer-Policy", "X-Content-Type-Options", "X-Frame-Options"];

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

/* keep what the server showed; a page that it does not show any more (signed out, no right, gone) is forgotten */
const keep = async (path, answer) => {
  const pages = await caches.open(PAGES);
  const isPage = (answer.headers.get("Content-Type") || "").startsWith("text/html");
  if (answer.ok && !answer.redirected && isPage) {
    const headers = new Headers({ "X-Kept-At": String(Date.now()) });
    for (const name of HEADERS) if (answer.headers.has(name)) headers.set(name, answer.headers.get(name));
    await pages.put(path, new Response(await answer.text(), { headers }));
  } else if (answer.status < 500) await pages.delete(path);
};
const copy = async (path) => {
  const found = await (await caches.open(PAGES)).match(path);
  if (!found) return null;
  const at = Number(found.headers.get("X-Kept-At"));
  if (!(Date.now() - at < LONGEST)) return null;
  const body = (await found.text()).replace("<body", `<body data-kept="${at}"`);
  return new Response(body, { headers: found.headers });
};
const late = () => new Promise((_, reject) => setTimeout(() => reject(new Error("no answer")), PATIENCE));

const shown = async (event, path) => {
  const keeps = KEPT.test(path);
  const asked = fetch(event.request);
  if (keeps) event.waitUntil(asked.then((answer) => keep(path, answer.clone())).catch(() => null));
  const kept = keeps ? await copy(path) : null;
  try {
    const answer = await (kept ? Promise.race([asked, late()]) : asked);
    return kept && answer.status >= 502 && answer.status <= 504 ? kept : answer;
  } catch (fault) {
    const instead = kept || (await copy(HOME));
    if (instead) return instead;
    throw fault;
  }
};
const drawn = async (request) => {
  try {
    return await fetch(request);
  } catch (fault) {
    const found = await (await caches.open(LOOK)).match(request.url);
    if (found) return found;
    throw fault;
  }
};

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== self.location.origin) return;
  if (event.request.mode === "navigate") event.respondWith(shown(event, url.pathname));
  else if (url.pathname.startsWith("/static/")) event.respondWith(drawn(event.request));
});

self.addEventListener("message", (event) => {
  const { pages = [], look = [] } = event.data || {};
  const done = async () => {
    const files = await caches.open(LOOK);
    for (const url of look) {
      const file = new URL(url, self.location.origin);
      if (file.origin !== self.location.origin || !file.pathname.startsWith("/static/") || (await files.match(file.href))) continue;
      const answer = await fetch(file.href).catch(() => null);
      if (answer && answer.ok) await files.put(file.href, answer);
    }
    const old = await files.keys();
    for (const request of old.slice(0, Math.max(0, old.length - MOST_LOOK))) await files.delete(request);
    let kept = 0;
    for (const url of pages) {
      const path = new URL(url, self.location.origin).pathname;
      if (!KEPT.test(path)) continue;
      const answer = await fetch(path, { redirect: "manual" }).catch(() => null);
      if (!answer) continue;
      await keep(path, answer);
      if (answer.ok) kept += 1;
    }
    if (event.ports[0]) event.ports[0].postMessage({ kept });
  };
  event.waitUntil(done());
});
