/* One sample per screen: the pad, marks beside the fields, and a queue that keeps what is typed until the server has it.
   Each reading carries a key of its own, so that nothing is stored twice however often it is sent. */
(() => {
  "use strict";
  const page = document.querySelector("[data-measuring]");
  const told = document.getElementById("qc-data");
  if (!page || !told) return;
  const data = JSON.parse(told.textContent);
  const words = data.words;
  const form = page.querySelector("[data-reading]");
  const inputs = data.fields.map((name) => form.elements[name]);
  const dialog = page.querySelector("[data-fail]");
  const one = (name) => page.querySelector(`[data-${name}]`);
  const done = data.done;
  const failed = new Set(data.failed);
  let unit = data.unit;
  let minute = data.minute;
  let current = inputs[0];
  let photo = null;

  const fresh = () => {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  };

  /* ── the queue: kept on this device until the server has answered ── */
  const STORE = "queue";
  const opened = new Promise((resolve) => {
    let asked;
    try {
      asked = indexedDB.open("ordolux-measuring", 1);
    } catch {
      resolve(null);
      return;
    }
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: "key" });
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => resolve(null);
  });
  const memory = new Map(); // where a browser has no store of its own
  const inStore = async (mode, act) => {
    const store = await opened;
    if (!store) return act(null);
    return new Promise((resolve, reject) => {
      const asked = act(store.transaction(STORE, mode).objectStore(STORE));
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    });
  };
  const keep = (item) => inStore("readwrite", (s) => (s ? s.put(item) : memory.set(item.key, item)));
  const forget = (key) => inStore("readwrite", (s) => (s ? s.delete(key) : memory.delete(key)));
  const waiting = async () => {
    const all = await inStore("readonly", (s) => (s ? s.getAll() : [...memory.values()]));
    return all.sort((a, b) => a.at - b.at);
  };
  const count = async () => {
    const all = await waiting();
    const open = all.filter((item) => !item.problem);
    one("queue").textContent = open.length;
    one("net-word").textContent = open.length ? words.offline : words.saved;
    one("net").classList.toggle("is-ok", !open.length);
    const list = one("refused");
    list.replaceChildren();
    for (const item of all.filter((each) => each.problem)) {
      const row = document.createElement("li");
      row.className = "ox-told ox-told--bad";
      row.textContent = `${words.refused}: ${item.label}. ${item.problem} `;
      const drop = document.createElement("button");
      drop.type = "button";
      drop.className = "ox-btn ox-btn--xl";
      drop.textContent = words.discard;
      drop.addEventListener("click", async () => {
        await forget(item.key);
        count();
      });
      row.append(drop);
      list.append(row);
    }
  };
  let sending = false;
  const send = async () => {
    if (sending) return;
    sending = true;
    try {
      for (const item of await waiting()) {
        if (item.problem) continue;
        const body = new FormData();
        for (const [name, value] of Object.entries(item.said)) body.append(name, value);
        body.append("key", item.key);
        body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
        if (item.photo) body.append("photo", item.photo, item.photoName || "photo.jpg");
        let answer;
        try {
          answer = await fetch(item.url, { method: "POST", body, headers: { "X-Requested-With": "fetch" }, redirect: "error" });
        } catch {
          break; /* no network, or signed out: it waits */
        }
        if (answer.ok) {
          await forget(item.key);
          if (item.url === data.url) refresh();
        } else if (answer.status === 422 || answer.status === 404) {
          const said = await answer.json().catch(() => ({}));
          await keep({ ...item, problem: said.problem || String(answer.status) });
        } else {
          break;
        }
      }
    } finally {
      sending = false;
      count();
    }
  };
  const put = async (item) => {
    await keep({ key: fresh(), at: Date.now(), ...item });
    await count();
    send();
  };
  const refresh = async () => {
    try {
      const answer = await fetch(`${data.url}?picture=1`, { redirect: "error" });
      if (answer.ok) one("picture").innerHTML = await answer.text();
    } catch {
      /* the picture follows with the next reading */
    }
  };

  /* ── marks beside the fields ── */
  const uv = (x, y) => {
    const d = -2 * x + 12 * y + 3;
    return [(4 * x) / d, (9 * y) / d];
  };
  const inside = (x, y, corners) => {
    let is = false;
    for (let i = 0, j = corners.length - 1; i < corners.length; j = i++) {
      const [xi, yi] = corners[i];
      const [xj, yj] = corners[j];
      if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) is = !is;
    }
    return is;
  };
  const value = (input) => {
    const text = input.value.trim().replace(",", ".");
    return /^-?\d*\.?\d+\.?$|^\d+\.$/.test(text) ? Number(text) : NaN;
  };
  const judged = (name) => {
    const limits = data.limits;
    if (name === "x" || name === "y") {
      const [x, y] = [value(form.elements.x), value(form.elements.y)];
      if (Number.isNaN(x) || Number.isNaN(y)) return null;
      const [[u, v], [cu, cv]] = [uv(x, y), uv(...limits.centre)];
      const steps = Math.hypot(u - cu, v - cv) / 0.0011;
      const is = inside(x, y, limits.box);
      if (name === "x") return { is, words: is ? words.in : words.outside };
      return { is: steps <= limits.steps, words: words.steps.replace("{steps}", steps.toFixed(1)) };
    }
    const limit = limits[name];
    const found = value(form.elements[name]);
    if (!limit || Number.isNaN(found)) return null;
    return { is: found >= limit[0] && found <= limit[1] };
  };
  const mark = () => {
    for (const input of inputs) {
      const card = input.closest("[data-field]");
      const verdict = judged(input.name);
      const typing = input === current;
      card.classList.toggle("is-on", typing);
      card.classList.toggle("ox-qv--ok", Boolean(verdict && verdict.is));
      card.classList.toggle("ox-qv--bad", Boolean(verdict && !verdict.is && !typing));
      const sign = verdict ? (verdict.is ? "✓ " : typing ? "" : "✗ ") : "";
      const said = verdict ? verdict.words || (verdict.is ? (typing ? words.soFar : words.in) : typing ? "" : words.out) : "";
      card.querySelector("[data-mark]").textContent = sign + said;
    }
  };
  const isComplete = (each) => failed.has(each) || data.minutes.every((m) => done[each] && done[each][m]);
  const show = () => {
    for (const place of page.querySelectorAll("[data-unit]")) place.textContent = unit;
    one("place").textContent = data.units.indexOf(unit) + 1;
    form.elements.unit.value = unit;
    dialog.querySelector("[name=unit]").value = unit;
    for (const radio of form.querySelectorAll("[name=minute]")) radio.checked = Number(radio.value) === minute;
    for (const sign of page.querySelectorAll("[data-minute-done]")) {
      const has = done[unit] && done[unit][sign.dataset.minuteDone];
      sign.textContent = has ? "✓" : "";
    }
    const ready = data.units.filter(isComplete).length;
    one("complete").textContent = ready;
    one("left").textContent = data.units.length - ready;
    const dots = one("dots");
    dots.replaceChildren(
      ...data.units.slice(0, 400).map((each) => {
        const dot = document.createElement("i");
        dot.className = failed.has(each) ? "is-bad" : isComplete(each) ? "is-ok" : each === unit ? "is-on" : "";
        return dot;
      }),
    );
    mark();
  };
  const go = (nextUnit, nextMinute) => {
    unit = nextUnit;
    minute = nextMinute;
    const known = (done[unit] && done[unit][minute]) || {};
    for (const input of inputs) input.value = known[input.name] || "";
    choose(inputs[0]);
    show();
  };
  const choose = (input) => {
    current = input;
    if (document.activeElement !== input) input.focus({ preventScroll: true });
    mark();
  };
  const following = () => {
    const left = data.minutes.filter((m) => !(done[unit] && done[unit][m]));
    if (left.length && !failed.has(unit)) return [unit, left[0]];
    const next = data.units.find((each) => !isComplete(each));
    if (next === undefined) return null;
    return [next, data.minutes.find((m) => !(done[next] && done[next][m])) || data.minutes[0]];
  };
  const complain = (text) => {
    const place = one("problem");
    place.textContent = text;
    place.hidden = !text;
  };
  const take = () => {
    const empty = inputs.find((input) => Number.isNaN(value(input)));
    if (empty) {
      complain(words.notNumber);
      choose(empty);
      return;
    }
    if (!form.elements.instrument.value) {
      complain(words.choose);
      form.elements.instrument.focus();
      return;
    }
    complain("");
    const said = { unit: String(unit), minute: String(minute), instrument: form.elements.instrument.value };
    for (const input of inputs) said[input.name] = String(value(input));
    done[unit] = { ...done[unit], [minute]: said };
    put({ url: data.url, said, label: `${data.label} ${unit}, ${minute} min` });
    const next = following();
    if (next) go(...next);
    else {
      show();
      complain(words.allDone);
      page.querySelector(".ox-qc__f a.ox-btn:last-child").focus();
    }
  };
  const next = () => {
    const place = inputs.indexOf(current);
    if (Number.isNaN(value(current))) {
      complain(words.notNumber);
      choose(current);
      return;
    }
    complain("");
    const open = inputs.slice(place + 1).find((input) => Number.isNaN(value(input)) || !input.value) || null;
    if (place < inputs.length - 1) choose(open && place + 1 <= inputs.indexOf(open) ? open : inputs[place + 1]);
    else take();
  };

  one("pad").hidden = false;
  one("photo-label").hidden = false;
  one("plain").hidden = true;
  for (const input of inputs) {
    input.inputMode = "none"; /* our own pad, not the tablet's */
    input.addEventListener("focus", () => {
      current = input;
      mark();
    });
    input.addEventListener("input", mark);
    input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      next();
    });
  }
  one("pad").addEventListener("pointerdown", (event) => event.preventDefault()); /* the field keeps the focus */
  one("pad").addEventListener("click", (event) => {
    const key = event.target.closest("button");
    if (!key) return;
    if (key.dataset.digit && current.value.length < 12) {
      if (key.dataset.digit !== "." || !current.value.includes(".")) current.value += key.dataset.digit;
    } else if ("erase" in key.dataset) current.value = current.value.slice(0, -1);
    else if ("clear" in key.dataset) current.value = "";
    else if ("next" in key.dataset) {
      next();
      return;
    }
    choose(current);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    next();
  });
  form.elements.unit.addEventListener("change", () => {
    const chosen = Number(form.elements.unit.value);
    go(chosen, data.minutes.find((m) => !(done[chosen] && done[chosen][m])) || data.minutes[0]);
  });
  for (const radio of form.querySelectorAll("[name=minute]")) {
    radio.addEventListener("change", () => go(unit, Number(radio.value)));
  }
  const INSTRUMENT = "ordolux-instrument";
  try {
    const kept = localStorage.getItem(INSTRUMENT);
    const option = kept && [...form.elements.instrument.options].find((each) => each.value === kept && !each.disabled);
    if (option) form.elements.instrument.value = kept;
    form.elements.instrument.addEventListener("change", () => localStorage.setItem(INSTRUMENT, form.elements.instrument.value));
  } catch {
    /* the first one is chosen */
  }

  one("photo").addEventListener("change", (event) => {
    photo = event.target.files[0] || null;
    one("photo-name").textContent = photo ? photo.name : "";
    if (photo) dialog.showModal();
  });
  one("cancel").addEventListener("click", () => dialog.close());
  dialog.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    const reason = event.submitter && event.submitter.value;
    if (!reason) return;
    dialog.close();
    put({
      url: page.dataset.failing,
      said: { unit: String(unit), reason },
      photo,
      photoName: photo ? photo.name : "",
      label: `${data.label} ${unit}: ${event.submitter.textContent.trim()}`,
    });
    failed.add(unit);
    photo = null;
    one("photo").value = "";
    const after = following();
    if (after) go(...after);
    else show();
  });

  window.addEventListener("online", send);
  setInterval(send, 5000);
  window.addEventListener("beforeunload", (event) => {
    if (one("queue").textContent !== "0") event.preventDefault();
  });
  show();
  choose(inputs.find((input) => !input.value) || inputs[0]);
  count().then(send);
})();
