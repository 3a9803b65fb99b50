/* The look at every piece: steps for fingers, and counts that add up while one counts. Without it one types the numbers. */
(() => {
  "use strict";
  const form = document.querySelector("[data-look]");
  if (!form) return;
  const open = Number(form.dataset.open);
  const good = form.elements.good;
  const shown = form.querySelector("[data-good]");
  const number = (input) => Math.max(0, parseInt(input.value, 10) || 0);
  const add = () => {
    const sums = { rework: 0, scrap: 0, good: 0 };
    for (const input of form.querySelectorAll("[data-kind]")) sums[input.dataset.kind] += number(input);
    for (const input of form.querySelectorAll("[data-several]")) {
      sums[form.elements[`becomes-${input.dataset.several}`].value] += number(input);
    }
    const left = open - sums.rework - sums.scrap;
    form.querySelector("[data-rework]").textContent = sums.rework;
    form.querySelector("[data-scrap]").textContent = sums.scrap;
    good.value = Math.max(0, left);
    shown.textContent = left;
    shown.classList.toggle("ox-c-bad", left < 0);
  };
  good.hidden = true;
  good.required = false;
  shown.hidden = false;
  for (const button of form.querySelectorAll("[data-step]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const input = button.parentElement.querySelector("input");
      input.value = Math.max(0, number(input) + Number(button.dataset.step)) || "";
      add();
    });
  }
  form.addEventListener("input", add);

  /* photos: a camera gives one at a time, so each choice is added to those before; each has its piece and words */
  const MOST = 5;
  const restores = [];
  const same = (one, other) => one.name === other.name && one.size === other.size && one.lastModified === other.lastModified;
  const draw = async (canvas, file) => {
    try {
      const picture = await createImageBitmap(file); /* upright, as its camera said */
      const scale = Math.min(canvas.width / picture.width, canvas.height / picture.height);
      const [width, height] = [picture.width * scale, picture.height * scale];
      canvas.getContext("2d").drawImage(picture, (canvas.width - width) / 2, (canvas.height - height) / 2, width, height);
    } catch {
      canvas.hidden = true; /* its name stands beside it */
    }
  };
  for (const input of form.querySelectorAll("[data-photo-of]")) {
    const code = input.dataset.photoOf;
    const list = input.closest(".ox-look__r").querySelector("[data-photo-list]");
    const word = input.parentElement.querySelector("[data-photos]");
    const plain = word.textContent;
    let files = [];
    const hand = () => {
      const handed = new DataTransfer();
      for (const file of files) handed.items.add(file);
      input.files = handed.files;
      list.hidden = !files.length;
      word.textContent = files.length ? `${plain} ${files.length}` : plain;
    };
    const row = (file, unit = "", caption = "") => {
      const made = document.querySelector("[data-photo-row]").content.cloneNode(true).firstElementChild;
      made.querySelector("[data-photo-unit]").name = `unit-${code}`;
      made.querySelector("[data-photo-words]").name = `caption-${code}`;
      made.querySelector("[data-photo-unit]").value = unit;
      made.querySelector("[data-photo-words]").value = caption;
      made.querySelector("[data-photo-name]").textContent = file.name;
      made.querySelector("[data-photo-off]").addEventListener("click", () => {
        files = files.filter((each) => each !== file);
        made.remove();
        hand();
        input.focus();
        changed();
      });
      draw(made.querySelector("canvas"), file);
      return made;
    };
    restores.push((said) => {
      const told = (name) => said.filter(([each]) => each === `${name}-${code}`).map(([, value]) => value);
      const [units, captions] = [told("unit"), told("caption")];
      files = told("photo").filter((file) => file instanceof File);
      list.replaceChildren(...files.map((file, place) => row(file, units[place], captions[place])));
      hand();
    });
    input.addEventListener("change", () => {
      const fresh = [...input.files].filter((file) => !files.some((each) => same(each, file))).slice(0, MOST - files.length);
      files = [...files, ...fresh];
      list.append(...fresh.map((file) => row(file)));
      hand();
      const last = list.querySelector("li:last-child [data-photo-unit]");
      if (fresh.length && last) last.focus();
    });
  }
  add();

  /* ── without a network: the whole look is an entry of the queue, and what is typed before that a draft ── */
  const tablet = window.ordoluxTablet;
  if (!tablet) return;
  const one = (name) => document.querySelector(`[data-${name}]`);
  const button = form.querySelector("button.ox-btn--primary");
  const page = location.pathname;
  let later = 0;
  let wait = ""; /* where to go when the entry that waits is sent */
  delete form.dataset.once;
  const said = () =>
    [...new FormData(form)].filter(([name, value]) => !["csrfmiddlewaretoken", "key"].includes(name) && (!(value instanceof File) || value.size));
  const restore = (entries) => {
    for (const [name, value] of entries) {
      const field = form.elements[name];
      if (typeof value === "string" && field && "value" in field && !["seen", "good"].includes(name)) field.value = value;
    }
    for (const each of restores) each(entries);
    add();
  };
  function changed() {
    if (!tablet) return;
    form.setAttribute("data-kept-typing", "");
    clearTimeout(later);
    later = setTimeout(() => tablet.draft.save(page, said()), 300);
  }
  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  form.addEventListener("click", (event) => {
    if (event.target.closest("[data-step]")) changed();
  });
  const forget = () => {
    clearTimeout(later);
    form.removeAttribute("data-kept-typing");
    return tablet.draft.drop(page);
  };
  const complain = (words) => {
    one("look-problem").textContent = words;
    one("look-problem").hidden = !words;
    if (words) one("look-problem").focus();
  };
  const correct = async (item) => {
    await tablet.discard(item.key);
    form.hidden = false;
    one("look-kept").hidden = true;
    restore(item.said);
    changed();
    complain(item.problem || "");
  };
  tablet.onChange((own) => {
    const here = own.filter((item) => item.url === page);
    one("refused").replaceChildren(...here.map((item) => window.ordoluxEntry(item, () => correct(item))));
    form.hidden = here.length > 0;
    one("look-kept").hidden = !here.some((item) => !item.problem);
    one("look-kept").textContent = tablet.words.kept;
    /* it was sent while this page stood open */
    if (wait && !here.length && !form.hasAttribute("data-kept-typing")) location.assign(wait);
    wait = here.some((item) => !item.problem) ? form.dataset.after : "";
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (button.getAttribute("aria-busy")) return;
    button.setAttribute("aria-busy", "true");
    complain("");
    const entries = said();
    const { outcome } = await tablet.put({ url: page, page, said: entries, label: `${form.dataset.number}: ${document.querySelector("h1").textContent}` });
    await forget();
    const found = await outcome;
    button.removeAttribute("aria-busy");
    if (found.outcome === "sent") location.assign(found.answer.go || form.dataset.after);
    else if (found.outcome === "refused") {
      const item = (await tablet.mine()).find((each) => each.key === found.key);
      if (item) correct(item);
    }
  });
  (async () => {
    const wanted = new URLSearchParams(location.search).get("correct");
    const own = await tablet.mine();
    const item = own.find((each) => each.key === wanted && each.url === page);
    if (item) {
      history.replaceState(null, "", page);
      await correct(item);
      return;
    }
    const draft = await tablet.draft.load(page);
    if (!draft) return;
    restore(draft);
    form.setAttribute("data-kept-typing", "");
  })();
})();
