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
    const row = (file) => {
      const made = document.querySelector("[data-photo-row]").content.cloneNode(true).firstElementChild;
      made.querySelector("[data-photo-unit]").name = `unit-${code}`;
      made.querySelector("[data-photo-words]").name = `caption-${code}`;
      made.querySelector("[data-photo-name]").textContent = file.name;
      made.querySelector("[data-photo-off]").addEventListener("click", () => {
        files = files.filter((each) => each !== file);
        made.remove();
        hand();
        input.focus();
      });
      draw(made.querySelector("canvas"), file);
      return made;
    };
    input.addEventListener("change", () => {
      const fresh = [...input.files].filter((file) => !files.some((each) => same(each, file))).slice(0, MOST - files.length);
      files = [...files, ...fresh];
      list.append(...fresh.map(row));
      hand();
      const last = list.querySelector("li:last-child [data-photo-unit]");
      if (fresh.length && last) last.focus();
    });
  }
  add();
})();
