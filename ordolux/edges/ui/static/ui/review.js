/* Review of an inquiry by keys: Tab next doubtful, Enter accept, E edit, X clear, 1-3 candidate, M mark to field,
   Shift+A accept all sure, U undo; Q and W are buttons of the page. Everything works without this file too. */
(() => {
  "use strict";
  const review = document.querySelector("[data-review]");
  const form = document.getElementById("confirm-form");
  if (!review || !form) return;
  const isOff = () => {
    try {
      return localStorage.getItem("ordolux-keys-off") === "1";
    } catch {
      return false;
    }
  };
  const said = form.querySelector("[data-review-said]");
  const fields = () => [...form.querySelectorAll("[data-field]")].filter((each) => each.getClientRects().length);
  const input = (field) => field.querySelector(".ox-fx__i");
  const doubtful = (field) => field.dataset.look === "check" || field.dataset.look === "missing";
  const done = [];
  let current = null;

  for (const hidden of form.querySelectorAll("[data-candidates], [data-remove-line], [data-add-line], [data-review-keys]")) {
    hidden.hidden = false;
  }

  const count = () => {
    const tally = { sure: 0, check: 0, missing: 0 };
    for (const field of form.querySelectorAll("[data-field]")) {
      if (field.dataset.field.startsWith("asked-")) continue;
      tally[field.dataset.look === "accepted" ? "sure" : field.dataset.look] += 1;
    }
    for (const [look, number] of Object.entries(tally)) {
      const place = document.querySelector(`[data-tally="${look}"]`);
      if (place) place.textContent = String(number);
    }
  };

  /* the words of a field: in the text, and as boxes on the page of a fax */
  const mail = document.querySelector(".ox-mail");
  const marksOf = (field) => {
    const raw = field.querySelector("a.ox-fx__raw");
    const name = raw && raw.getAttribute("href").slice(1);
    return name && mail ? [...mail.querySelectorAll(`[data-mark="${CSS.escape(name)}"]`)] : [];
  };
  const choose = (field) => {
    if (current) current.classList.remove("is-on");
    for (const mark of mail?.querySelectorAll(".is-on") || []) mark.classList.remove("is-on");
    current = field;
    if (!field) return;
    field.classList.add("is-on");
    const found = marksOf(field);
    for (const mark of found) mark.classList.add("is-on");
    const shown = found.find((mark) => mark.getClientRects().length);
    if (shown) shown.scrollIntoView({ block: "nearest" });
  };
  /* whoever points at a value sees its words, and the other way round */
  let lit = [];
  const light = (nodes) => {
    for (const node of lit) node.classList.remove("is-lit");
    lit = nodes;
    for (const node of lit) node.classList.add("is-lit");
  };
  review.addEventListener("pointerover", (event) => {
    const mark = event.target.closest("[data-mark]");
    const field = event.target.closest("[data-field]");
    if (mark) {
      const link = mark.closest("a") || mark.querySelector("a");
      const its = link && document.getElementById(link.getAttribute("href").slice(1));
      light([mark, its].filter(Boolean));
    } else light(field ? [field, ...marksOf(field)] : []);
  });
  review.addEventListener("pointerleave", () => light([]));
  review.addEventListener("focusin", (event) => {
    const link = event.target.closest(".ox-mail a");
    const its = link && document.getElementById(link.getAttribute("href").slice(1));
    if (its) light([its]);
  });
  const goTo = (field) => {
    choose(field);
    field.focus({ preventScroll: true });
    field.scrollIntoView({ block: "nearest" });
  };

  /* what a field is, so that U can bring it back */
  const photograph = (field) => {
    const box = input(field);
    return { field, look: field.dataset.look, value: box ? box.value : null };
  };
  const show = (field, look) => {
    field.dataset.look = look;
    field.classList.remove("ox-fx--sure", "ox-fx--check", "ox-fx--missing");
    field.classList.add(look === "accepted" ? "ox-fx--sure" : `ox-fx--${look}`);
    let note = field.querySelector('input[name="reviewed"]');
    if (look === "accepted" && !note) {
      note = document.createElement("input");
      note.type = "hidden";
      note.name = "reviewed";
      note.value = field.dataset.field;
      field.append(note);
    }
    if (look !== "accepted" && note) note.remove();
    const sign = field.querySelector(".ox-fx__s");
    const kinds = { accepted: "tick", sure: "tick", check: "dot", missing: "gap" };
    if (sign) {
      const shape = signs[kinds[look]];
      if (shape) sign.replaceChildren(...shape.map((node) => node.cloneNode(true)));
    }
    count();
  };
  /* the signs of the page itself are the pattern of those that a key brings */
  const signs = {};
  for (const [kind, look] of [["tick", "sure"], ["tick", "accepted"], ["dot", "check"], ["gap", "missing"]]) {
    const found = form.querySelector(`[data-look="${look}"] .ox-fx__s`);
    if (found && !signs[kind]) signs[kind] = [...found.childNodes].map((node) => node.cloneNode(true));
  }
  const remember = (...shots) => done.push(shots);
  const undo = () => {
    for (const shot of done.pop() || []) {
      const box = input(shot.field);
      if (box && shot.value !== null) box.value = shot.value;
      show(shot.field, shot.look);
      goTo(shot.field);
    }
  };
  const isWhole = (field) => {
    const box = input(field);
    return !box || box.value.trim() !== "" || Boolean(field.querySelector('[name="product_other"]')?.value.trim());
  };
  const accept = (field) => {
    if (!isWhole(field)) {
      edit(field);
      return;
    }
    remember(photograph(field));
    show(field, "accepted");
  };
  const edit = (field) => {
    const box = input(field);
    if (!box) return;
    box.focus();
    if (box.select) box.select();
  };
  const set = (field, value) => {
    const box = input(field);
    if (!box) return;
    remember(photograph(field));
    if (box.tagName === "SELECT" && ![...box.options].some((option) => option.value === value)) return;
    box.value = value;
    show(field, "accepted");
  };
  const next = () => {
    const all = fields();
    const from = current ? all.indexOf(current) + 1 : 0;
    const found = [...all.slice(from), ...all.slice(0, from)].find((field) => doubtful(field) && field !== current);
    if (found) goTo(found);
    return Boolean(found);
  };

  form.addEventListener("focusin", (event) => {
    const field = event.target.closest("[data-field]");
    if (field && field !== current) choose(field);
  });
  form.addEventListener("change", (event) => {
    const field = event.target.closest("[data-field]");
    if (field && event.target.matches(".ox-fx__i") && isWhole(field)) show(field, "accepted");
  });
  form.addEventListener("click", (event) => {
    const candidate = event.target.closest("[data-candidate]");
    if (candidate) {
      const field = candidate.closest("[data-field]");
      set(field, candidate.dataset.candidate);
      goTo(field);
      return;
    }
    const remove = event.target.closest("[data-remove-line]");
    if (remove) {
      const line = remove.closest("[data-line]");
      for (const box of line.querySelectorAll('[name="product"], [name="product_other"]')) box.value = "";
      line.hidden = true;
      if (current && line.contains(current)) choose(null);
      for (const field of line.querySelectorAll("[data-field]")) field.dataset.look = "sure";
      count();
      return;
    }
    if (event.target.closest("[data-add-line]")) {
      const row = form.querySelector("[data-new-line]");
      const copy = row.cloneNode(true);
      for (const box of copy.querySelectorAll('[name="product_other"], [name="pieces"]')) box.value = "";
      for (const button of row.querySelectorAll("[data-add-line]")) button.remove();
      row.after(copy);
      copy.querySelector('[name="product_other"]').focus();
    }
  });
  /* a mark in the message leads to its field */
  mail?.addEventListener("click", (event) => {
    const link = event.target.closest("mark a, .ox-fax a");
    const field = link && document.getElementById(link.getAttribute("href").slice(1));
    if (field) {
      event.preventDefault();
      const fold = field.closest("details");
      if (fold) fold.open = true;
      goTo(field);
    }
  });

  let asked = false;
  form.addEventListener("submit", (event) => {
    const isConfirmation = !event.submitter || !event.submitter.hasAttribute("formaction");
    const open = fields().filter((field) => doubtful(field) && !field.dataset.field.startsWith("asked-"));
    const needed = open.filter((field) => field.dataset.look === "check" || !isWhole(field));
    if (!isConfirmation || asked || !needed.length || !said) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    asked = true;
    said.textContent = review.dataset.doubt;
    said.hidden = false;
    goTo(needed[0]);
  }, { capture: true });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isOff()) return;
    if (document.querySelector("dialog[open]")) return;
    const inside = event.target.closest("input, textarea, select, [contenteditable], button, a, summary");
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (typing) {
      const field = typing.closest("[data-field]");
      if (field && event.key === "Enter" && typing.tagName !== "SELECT") {
        event.preventDefault();
        if (isWhole(field)) accept(field);
        goTo(field);
      } else if (field && event.key === "Escape") {
        event.stopImmediatePropagation();
        goTo(field);
      }
      return;
    }
    let taken = true;
    if (event.key === "Tab" && !event.shiftKey && (event.target === document.body || event.target === current)) {
      taken = next();
    } else if (event.key === "Enter" && current && !inside) {
      accept(current);
    } else if (event.key === "A" && event.shiftKey) {
      const sure = fields().filter((field) => field.dataset.look === "sure" && !field.dataset.field.startsWith("asked-"));
      remember(...sure.map(photograph));
      for (const field of sure) show(field, "accepted");
    } else if (event.shiftKey) {
      taken = false;
    } else if (/^[1-5]$/.test(event.key) && current) {
      const candidate = current.querySelectorAll("[data-candidate]")[Number(event.key) - 1];
      if (candidate) candidate.click();
      else taken = false;
    } else if (event.key === "e" && current) {
      edit(current);
    } else if (event.key === "x" && current && input(current)) {
      remember(photograph(current));
      input(current).value = "";
      show(current, "missing");
    } else if (event.key === "m" && current && input(current)) {
      const words = String(window.getSelection()).trim();
      if (words) set(current, words.slice(0, 200));
      else taken = false;
    } else if (event.key === "u") {
      undo();
    } else {
      taken = false;
    }
    if (taken) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  }, { capture: true });
})();
