/* One sample per screen: the pad and marks beside the fields. What is taken goes through the queue of desk/tablet.js, which
   keeps it on this device until the server has it. */
(() => {
  "use strict";
  const page = document.querySelector("[data-measuring]");
  const told = document.getElementById("qc-data");
  const tablet = window.ordoluxTablet;
  if (!page || !told || !tablet) return;
  const data = JSON.parse(told.textContent);
  const words = data.words;
  const form = page.querySelector("[data-reading]");
  const inputs = data.fields.map((name) => form.elements[name]);
  const dialog = page.querySelector("[data-fail]");
  const one = (name) => page.querySelector(`[data-${name}]`);
  let done = data.done; /* what the server has, and what waits here */
  let failed = new Set(data.failed);
  let unit = data.unit;
  let minute = data.minute;
  let current = inputs[0];
  let photo = null;

  /* ── what waits on this tablet counts as done here; what was refused does not ── */
  const merge = (own) => {
    done = {};
    for (const [each, minutes] of Object.entries(data.done)) done[each] = { ...minutes };
    failed = new Set(data.failed);
    for (const item of own) {
      if (item.problem) continue;
      const said = Object.fromEntries(item.said);
      if (item.url === data.url) done[said.unit] = { ...done[said.unit], [said.minute]: said };
      else if (item.url === page.dataset.failing) failed.add(Number(said.unit));
    }
  };
  const correct = async (item) => {
    const said = Object.fromEntries(item.said);
    await tablet.discard(item.key);
    complain(item.problem || "");
    if (item.url === data.url) {
      go(Number(said.unit), Number(said.minute));
      for (const input of inputs) input.value = said[input.name] || "";
      mark();
      save();
      return;
    }
    go(Number(said.unit), data.minutes[0]);
    photo = said.photo || null;
    one("photo-name").textContent = photo ? photo.name || "" : "";
    dialog.showModal();
  };
  const here = (item) => item.url === data.url || item.url === page.dataset.failing;
  tablet.onChange((own) => {
    merge(own);
    one("refused").replaceChildren(...own.filter((item) => item.problem && here(item)).map((item) => window.ordoluxEntry(item, () => correct(item))));
    show();
  });
  const put = async (item) => {
    const { outcome } = await tablet.put({ page: location.pathname, ...item });
    const found = await outcome;
    if (found.outcome !== "sent") return;
    const said = Object.fromEntries(item.said);
    if (item.url === data.url) {
      data.done[said.unit] = { ...data.done[said.unit], [said.minute]: said };
      refresh();
    } else data.failed.push(Number(said.unit));
    merge(await tablet.mine());
    show();
  };
  /* values that are not taken yet are a draft: they are still here after the page was closed */
  const save = () => {
    const values = inputs.map((input) => [input.name, input.value.trim()]).filter(([, text]) => text);
    const known = (done[unit] && done[unit][minute]) || {};
    const isNew = values.some(([name, text]) => text !== (known[name] || ""));
    form.toggleAttribute("data-kept-typing", isNew);
    if (isNew) tablet.draft.save(location.pathname, { unit, minute, values });
    else tablet.draft.drop(location.pathname);
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
    form.removeAttribute("data-kept-typing");
    tablet.draft.drop(location.pathname);
    put({ url: data.url, said: Object.entries(said), label: `${data.label} ${unit}, ${minute} min` });
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
    input.addEventListener("input", () => {
      mark();
      save();
    });
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
    save();
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
    const said = [["unit", String(unit)], ["reason", reason]];
    if (photo) said.push(["photo", photo]);
    put({
      url: page.dataset.failing,
      said,
      label: `${data.label} ${unit}: ${event.submitter.textContent.trim()}`,
    });
    failed.add(unit);
    photo = null;
    one("photo").value = "";
    const after = following();
    if (after) go(...after);
    else show();
  });

  /* where the browser keeps nothing, leaving the page would lose what waits */
  window.addEventListener("beforeunload", (event) => {
    if (one("queue").textContent !== "0" && !isLasting) event.preventDefault();
  });
  let isLasting = true;
  const asked = new URLSearchParams(location.search);
  const start = async () => {
    isLasting = await tablet.lasts();
    const own = await tablet.mine();
    merge(own);
    const wanted = own.find((item) => item.key === asked.get("correct") && here(item));
    const draft = await tablet.draft.load(location.pathname);
    if (wanted) {
      history.replaceState(null, "", location.pathname);
      await correct(wanted);
      return;
    }
    if (draft && data.units.includes(draft.unit)) {
      go(draft.unit, draft.minute);
      for (const [name, text] of draft.values) if (form.elements[name]) form.elements[name].value = text;
      save();
    } else if (tablet.keptAt) {
      /* a kept copy may be older than what was entered since */
      const named = Number(asked.get("unit"));
      const next = data.units.includes(named) ? [named, data.minutes.find((m) => !(done[named] && done[named][m])) || data.minutes[0]] : following();
      if (next) go(...next);
    }
    show();
    choose(inputs.find((input) => !input.value) || inputs[0]);
  };
  show();
  choose(inputs.find((input) => !input.value) || inputs[0]);
  start();
})();
