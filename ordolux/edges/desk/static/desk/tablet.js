/* What an inspector enters while the network is away stays on this tablet: a queue of entries (and drafts of what is being
   typed) in the browser's own database, bound to the person who typed them. Each entry has a key, so that the server takes
   it once however often it is sent. The pages that use it find it as window.ordoluxTablet. */
(() => {
  "use strict";
  const told = document.getElementById("tablet-data");
  if (!told) return;
  const data = JSON.parse(told.textContent);
  const words = data.words;
  const MARK = "ordolux-tablet"; /* who keeps something here: ui/kept.js looks at it on every page */
  const memory = { queue: new Map(), drafts: new Map() }; /* where a browser has no database of its own */

  const fresh = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

  /* ── the database ── */
  let isLasting = true;
  const opened = new Promise((resolve) => {
    const no = () => {
      isLasting = false;
      resolve(null);
    };
    let asked;
    try {
      asked = indexedDB.open("ordolux-measuring", 2);
    } catch {
      no();
      return;
    }
    asked.onupgradeneeded = () => {
      const has = asked.result.objectStoreNames;
      if (!has.contains("queue")) asked.result.createObjectStore("queue", { keyPath: "key" });
      if (!has.contains("drafts")) asked.result.createObjectStore("drafts", { keyPath: "page" });
    };
    asked.onsuccess = () => {
      asked.result.onversionchange = () => asked.result.close();
      resolve(asked.result);
    };
    asked.onerror = no;
  });
  const inStore = async (name, mode, act, plain) => {
    const base = await opened;
    if (!base) return plain(memory[name]);
    return new Promise((resolve, reject) => {
      const deal = base.transaction(name, mode, { durability: "strict" });
      const asked = act(deal.objectStore(name));
      deal.oncomplete = () => resolve(asked.result);
      deal.onabort = () => reject(deal.error);
    });
  };
  const keep = (item) => inStore("queue", "readwrite", (s) => s.put(item), (m) => m.set(item.key, item));
  const drop = (key) => inStore("queue", "readwrite", (s) => s.delete(key), (m) => m.delete(key));
  const all = async () => {
    const found = await inStore("queue", "readonly", (s) => s.getAll(), (m) => [...m.values()]);
    return found.sort((a, b) => a.at - b.at);
  };
  const mine = async () => (await all()).filter((item) => item.person === data.person);

  /* ── drafts: what is being typed on a page, by its person ── */
  const draft = {
    save: (page, said) =>
      inStore("drafts", "readwrite", (s) => s.put({ page, person: data.person, at: Date.now(), said }), (m) => m.set(page, { person: data.person, said })),
    load: async (page) => {
      const found = await inStore("drafts", "readonly", (s) => s.get(page), (m) => m.get(page));
      return found && found.person === data.person ? found.said : null;
    },
    drop: (page) => inStore("drafts", "readwrite", (s) => s.delete(page), (m) => m.delete(page)),
  };

  /* ── what stands on the page about it ── */
  const listeners = [];
  let state = ""; /* why entries wait: offline, signed-out, other */
  const others = (items) => {
    const found = items.filter((item) => item.person !== data.person);
    const names = [...new Set(found.map((item) => item.who).filter(Boolean))].join(", ");
    return found.length ? words.others.replace("{count}", found.length).replace("{names}", names || words.somebody) : "";
  };
  const tell = async () => {
    const items = await all();
    const own = items.filter((item) => item.person === data.person);
    const open = own.filter((item) => !item.problem);
    for (const place of document.querySelectorAll("[data-queue]")) place.textContent = open.length;
    for (const place of document.querySelectorAll("[data-net]")) place.classList.toggle("is-ok", !open.length);
    for (const place of document.querySelectorAll("[data-net-word]")) {
      place.textContent = open.length ? words[state] || words.sending : document.body.dataset.kept && state === "offline" ? words.offline : words.saved;
    }
    for (const place of document.querySelectorAll("[data-sign-in]")) place.hidden = !open.length || state !== "signed-out";
    for (const place of document.querySelectorAll("[data-others]")) {
      place.textContent = others(items);
      place.hidden = !place.textContent;
    }
    for (const place of document.querySelectorAll("[data-when-kept]")) place.hidden = !items.length;
    for (const listener of listeners) listener(own);
  };

  /* ── sending, in the order in which it was typed ── */
  const asks = async () => {
    const answer = await fetch(data.me, { redirect: "manual", headers: { "X-Requested-With": "fetch" } });
    if (answer.type === "opaqueredirect" || answer.status === 403) return { state: "signed-out" };
    if (!answer.ok) return { state: "offline" };
    const said = await answer.json();
    return said.person === data.person ? { state: "", token: said.token } : { state: "other" };
  };
  const answers = new Map(); /* by key: what the server said to the last entry sent */
  const sendOne = async (item, token) => {
    const body = new FormData();
    for (const [name, value] of item.said) {
      if (value instanceof Blob) body.append(name, value, value.name || "photo.jpg");
      else body.append(name, value);
    }
    body.append("key", item.key);
    body.append("person", data.person);
    body.append("csrfmiddlewaretoken", token);
    const answer = await fetch(item.url, { method: "POST", body, headers: { "X-Requested-With": "fetch" }, redirect: "manual" });
    if (answer.ok) {
      answers.set(item.key, await answer.json().catch(() => ({})));
      await drop(item.key);
      return true;
    }
    if ([400, 404, 413, 422].includes(answer.status)) {
      const said = await answer.json().catch(() => ({}));
      await keep({ ...item, problem: said.problem || words.gone });
      return true;
    }
    state = answer.type === "opaqueredirect" ? "signed-out" : answer.status === 409 ? "other" : "offline";
    return false; /* it waits, and so does what was typed after it */
  };
  const sendAll = async () => {
    const { state: found, token } = await asks();
    state = found;
    if (found) return;
    for (;;) {
      const next = (await mine()).find((item) => !item.problem);
      if (!next) return;
      await tell();
      if (!(await sendOne(next, token))) return;
    }
  };
  let sending = null;
  const send = () => {
    sending = sending || (async () => {
      try {
        if ((await mine()).some((item) => !item.problem)) {
          /* one page at a time, where the browser can say so */
          if (navigator.locks) await navigator.locks.request("ordolux-tablet", sendAll);
          else await sendAll();
        } else if (document.body.dataset.kept) state = (await asks()).state;
      } catch {
        state = "offline";
      } finally {
        sending = null;
        await tell();
      }
    })();
    return sending;
  };

  /* Keep an entry and try to send it. The answer: "sent" with what the server said, "refused" with the reason, or "kept". */
  const put = async ({ url, page, label, said }) => {
    const item = { key: fresh(), at: Date.now(), person: data.person, who: data.who, url, page, label, said };
    await keep(item);
    if (navigator.storage && navigator.storage.persist) navigator.storage.persist().catch(() => false);
    mark();
    await tell();
    const outcome = (async () => {
      await send(); /* one that was under way may have missed it */
      await send();
      const left = (await mine()).find((each) => each.key === item.key);
      if (!left) return { outcome: "sent", answer: answers.get(item.key) || {} };
      return left.problem ? { outcome: "refused", problem: left.problem, key: item.key } : { outcome: "kept" };
    })();
    return { key: item.key, outcome };
  };
  const discard = async (key) => {
    await drop(key);
    await tell();
  };

  /* ── pages that open without a network ── */
  const mark = () => {
    try {
      localStorage.setItem(MARK, data.person);
    } catch {
      /* then nothing is kept beyond this page either */
    }
  };
  const ready = async () => {
    if (!("serviceWorker" in navigator) || !window.isSecureContext) return null;
    try {
      await navigator.serviceWorker.register(data.worker, { scope: data.scope });
      return (await navigator.serviceWorker.ready).active;
    } catch {
      return null;
    }
  };
  const keepPages = async (pages) => {
    const worker = await ready();
    if (!worker) return 0;
    mark();
    const look = performance.getEntriesByType("resource").map((each) => each.name).filter((name) => new URL(name).pathname.startsWith("/static/"));
    const channel = new MessageChannel();
    const answer = new Promise((resolve) => {
      channel.port1.onmessage = (event) => resolve(event.data.kept);
    });
    worker.postMessage({ pages, look: [...data.look, ...look] }, [channel.port2]);
    return answer;
  };
  const keptPages = async () => {
    if (!("caches" in window)) return [];
    const pages = await caches.open("ordolux-tablet-pages");
    return (await pages.keys()).map((request) => new URL(request.url).pathname).filter((path) => path !== data.tablet);
  };

  /* An entry as a row: what it is, why it was refused, and what can be done with it. `correct` is a link or a function. */
  window.ordoluxEntry = (item, correct, when = "") => {
    const row = document.createElement("li");
    row.className = item.problem ? "ox-told ox-told--bad ox-kept" : "ox-told ox-kept";
    const said = document.createElement("p");
    said.textContent = item.problem ? `${words.refused}: ${item.label}. ${item.problem}` : `${item.label} · ${words.waits}`;
    if (when) said.textContent += ` · ${when}`;
    const button = (word, act) => {
      const made = document.createElement(typeof act === "string" ? "a" : "button");
      made.className = "ox-btn ox-btn--xl";
      made.textContent = word;
      if (typeof act === "string") made.href = act;
      else {
        made.type = "button";
        made.addEventListener("click", act);
      }
      return made;
    };
    const away = async () => {
      if (window.confirm(words.sureDiscard)) await discard(item.key);
    };
    const deeds = document.createElement("div");
    deeds.className = "ox-row";
    deeds.append(button(words.correct, correct), button(words.discard, away));
    row.append(said, deeds);
    return row;
  };

  window.ordoluxTablet = {
    put, discard, draft, mine, keptPages, keepPages, send, tell, words,
    keptAt: Number(document.body.dataset.kept) || 0,
    onChange: (listener) => listeners.push(listener),
    lasts: async () => {
      await opened;
      return isLasting;
    },
    state: () => state,
  };

  const keepAll = document.querySelector("[data-keep]");
  if (keepAll && "serviceWorker" in navigator) {
    keepAll.closest("[data-keeping]").hidden = false;
    keepAll.addEventListener("click", async () => {
      keepAll.setAttribute("aria-busy", "true");
      const pages = [...document.querySelectorAll("[data-keepable] a")].map((link) => link.getAttribute("href"));
      const kept = await keepPages([...pages, data.tablet]);
      keepAll.removeAttribute("aria-busy");
      document.querySelector("[data-keep-said]").textContent = kept ? words.keptPages.replace("{count}", Math.min(kept, pages.length)) : words.cannot;
    });
  }

  window.addEventListener("load", async () => {
    if (document.body.dataset.kept) return;
    /* the worker keeps a page when it passes it; the first time there was no worker, and another person's were forgotten */
    const has = "caches" in window ? await caches.open("ordolux-tablet-pages") : null;
    const missing = [];
    for (const path of data.keeps ? [location.pathname, data.tablet] : [data.tablet]) if (has && !(await has.match(path))) missing.push(path);
    keepPages(missing);
  });
  window.addEventListener("online", send);
  setInterval(async () => {
    if (document.body.dataset.kept || (await mine()).some((item) => !item.problem)) send();
  }, 5000);
  /* a kept copy gives way to the page of the server as soon as nothing waits and nothing is being typed */
  listeners.push((own) => {
    if (!document.body.dataset.kept || state || own.some((item) => !item.problem)) return;
    if (document.querySelector("[data-kept-typing]")) return;
    location.reload();
  });
  document.addEventListener("DOMContentLoaded", () => send());
})();
