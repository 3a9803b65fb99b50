/* The plan: choose a bar (J, K, click), move it (Alt and arrows, or drag), read the effect, save it (Enter).
   The server works out every effect; without this script each bar leads to a page that does the same. */
(() => {
  "use strict";
  const plan = document.querySelector("[data-plan]");
  const gantt = plan && plan.querySelector("[data-gantt]");
  const panel = document.getElementById("plan-panel");
  if (!gantt || !panel) return;
  const bars = [...gantt.querySelectorAll("a[data-bar]")];
  const days = Number(plan.dataset.days);
  const back = plan.dataset.back;
  let asked = 0;
  let chosen = null;
  let preview = null;

  const addressOf = (bar) => {
    const url = new URL(bar.getAttribute("href"), location.href);
    url.searchParams.set("panel", "1");
    url.searchParams.set("back", back);
    return url;
  };
  const show = async (url, bar) => {
    const mine = ++asked;
    panel.setAttribute("aria-busy", "true");
    let text = "";
    try {
      const answer = await fetch(url, { headers: { "X-Requested-With": "fetch" } });
      if (answer.redirected || !(answer.ok || answer.status === 422)) throw new Error(String(answer.status));
      text = await answer.text();
    } catch {
      location.assign(bar.getAttribute("href"));
      return;
    }
    if (mine !== asked) return;
    panel.innerHTML = text;
    panel.hidden = false;
    panel.removeAttribute("aria-busy");
    panel.dataset.bar = bar.dataset.bar;
    preview = panel.querySelector("form[data-save]");
    /* the bar stays in sight above the panel */
    const picture = plan.querySelector(".ox-plan__picture");
    if (picture.getBoundingClientRect().bottom > panel.getBoundingClientRect().top) picture.scrollIntoView({ block: "start" });
  };
  const choose = (bar) => {
    if (chosen) chosen.classList.remove("is-chosen");
    chosen = bar;
    if (bar) bar.classList.add("is-chosen");
  };
  const open = (bar) => {
    choose(bar);
    show(addressOf(bar), bar);
  };
  /* where the preview has brought the bar so far: the next arrow goes on from there */
  const reached = (bar) => {
    if (preview && panel.dataset.bar === bar.dataset.bar && !panel.hidden) {
      return { line: preview.elements.line.value, start: preview.elements.start.value };
    }
    return { line: bar.dataset.line, start: bar.dataset.start };
  };
  const nudge = (bar, said) => {
    const url = addressOf(bar);
    const now = reached(bar);
    url.searchParams.set("line", now.line);
    url.searchParams.set("start", now.start);
    for (const [name, value] of Object.entries(said)) url.searchParams.set(name, value);
    choose(bar);
    show(url, bar);
  };
  const close = () => {
    panel.hidden = true;
    panel.replaceChildren();
    preview = null;
    asked += 1;
    const bar = chosen;
    choose(null);
    if (bar) bar.focus();
  };

  gantt.addEventListener("click", (event) => {
    const bar = event.target.closest("a[data-bar]");
    if (!bar || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (!dragged) open(bar);
  });
  for (const link of plan.querySelectorAll("[data-bar-link]")) {
    link.addEventListener("click", (event) => {
      const bar = bars.find((each) => each.dataset.bar === link.dataset.barLink);
      if (!bar || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      open(bar);
      bar.focus();
    });
  }
  const ARROWS = {
    ArrowLeft: { days: "-1" },
    ArrowRight: { days: "1" },
    ArrowUp: { step: "-1" },
    ArrowDown: { step: "1" },
  };
  document.addEventListener("keydown", (event) => {
    if (event.target.closest("input, textarea, select") || document.querySelector("dialog[open]")) return;
    const at = document.activeElement && document.activeElement.closest("a[data-bar]");
    if (event.altKey && at && ARROWS[event.key]) {
      event.preventDefault();
      nudge(at, ARROWS[event.key]);
    } else if (event.key === "Enter" && at && preview && !panel.hidden && panel.dataset.bar === at.dataset.bar) {
      event.preventDefault();
      preview.requestSubmit();
    } else if (event.key === "Escape" && !panel.hidden) {
      event.preventDefault();
      close();
    } else if (!event.altKey && !event.ctrlKey && !event.metaKey && /^[jk]$/i.test(event.key) && bars.length) {
      const place = bars.indexOf(at);
      const next = event.key.toLowerCase() === "j" ? place + 1 : place < 0 ? bars.length - 1 : place - 1;
      const bar = bars[(next + bars.length) % bars.length];
      bar.focus();
      bar.scrollIntoView({ block: "nearest", inline: "nearest" });
      event.preventDefault();
    }
  });
  panel.addEventListener("click", (event) => {
    if (event.target.closest("[data-close]")) close();
  });
  panel.addEventListener("submit", (event) => {
    const form = event.target;
    if (!("preview" in form.dataset)) return;
    event.preventDefault();
    const bar = bars.find((each) => each.dataset.bar === panel.dataset.bar);
    const url = addressOf(bar);
    url.searchParams.set("line", form.elements.line.value);
    url.searchParams.set("start", form.elements.start.value);
    show(url, bar);
  });

  /* drag: the bar follows the pointer; where it is let go is asked for as any other place */
  let held = null;
  let dragged = false;
  const scale = () => Number(gantt.getAttribute("width")) / gantt.getBoundingClientRect().width;
  gantt.addEventListener("pointerdown", (event) => {
    const bar = event.target.closest("a[data-bar]");
    dragged = false;
    if (!bar || event.button !== 0) return;
    held = { bar, x: event.clientX, y: event.clientY, id: event.pointerId };
  });
  gantt.addEventListener("dragstart", (event) => event.preventDefault());
  gantt.addEventListener("pointermove", (event) => {
    if (!held) return;
    const [dx, dy] = [event.clientX - held.x, event.clientY - held.y];
    if (!dragged && Math.hypot(dx, dy) < 5) return;
    if (!dragged) gantt.setPointerCapture(held.id);
    dragged = true;
    const by = scale();
    held.bar.setAttribute("transform", `translate(${(dx * by).toFixed(1)} ${(dy * by).toFixed(1)})`);
  });
  const drop = (event) => {
    if (!held) return;
    const { bar, x } = held;
    held = null;
    if (!dragged) return;
    bar.removeAttribute("transform");
    if (event.type === "pointercancel") return;
    const by = scale();
    const dayWidth = Number(gantt.getAttribute("width")) / days;
    const moved = Math.round(((event.clientX - x) * by * 24) / dayWidth) * 3600000;
    const start = new Date(new Date(bar.dataset.start).getTime() + moved).toISOString();
    const y = (event.clientY - gantt.getBoundingClientRect().top) * by;
    let line = bar.dataset.line;
    if (plan.dataset.rows === "lines") {
      for (const row of gantt.querySelectorAll("[data-row]")) {
        if (Number(row.dataset.y) <= y) line = row.dataset.row;
      }
    }
    const url = addressOf(bar);
    url.searchParams.set("line", line);
    url.searchParams.set("start", start);
    choose(bar);
    show(url, bar);
    bar.focus();
  };
  gantt.addEventListener("pointerup", drop);
  gantt.addEventListener("pointercancel", drop);
})();
