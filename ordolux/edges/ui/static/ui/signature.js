/* Drawn signature: ink is kept as lines in shares of the field, so that turning the phone loses nothing.
   The hidden input holds a PNG; where no canvas is to be had the field stays hidden and the typed name counts. */
(() => {
  "use strict";
  const start = (field) => {
    const canvas = field.querySelector("canvas");
    const input = field.querySelector("input[type=hidden]");
    const pen = canvas.getContext && canvas.getContext("2d");
    if (!pen) return;
    field.hidden = false;
    const lines = [];
    let line = null;
    const draw = () => {
      pen.clearRect(0, 0, canvas.width, canvas.height);
      pen.lineWidth = canvas.width / 130;
      pen.lineCap = pen.lineJoin = "round";
      pen.strokeStyle = getComputedStyle(canvas).color;
      for (const points of lines) {
        pen.beginPath();
        points.forEach(([x, y], place) => {
          if (place === 0) pen.moveTo(x * canvas.width, y * canvas.height);
          else pen.lineTo(x * canvas.width, y * canvas.height);
        });
        if (points.length === 1) pen.lineTo(points[0][0] * canvas.width + 0.1, points[0][1] * canvas.height);
        pen.stroke();
      }
    };
    /* the saved picture is always dark ink without ground, whatever the theme on the screen */
    const save = () => {
      if (!lines.length) {
        input.value = "";
      } else {
        const ink = pen.getImageData(0, 0, canvas.width, canvas.height);
        for (let place = 0; place < ink.data.length; place += 4) ink.data.fill(0, place, place + 3);
        const paper = document.createElement("canvas");
        paper.width = canvas.width;
        paper.height = canvas.height;
        paper.getContext("2d").putImageData(ink, 0, 0);
        input.value = paper.toDataURL("image/png");
      }
      input.dispatchEvent(new Event("change", { bubbles: true }));
    };
    const spot = (event) => {
      const box = canvas.getBoundingClientRect();
      return [(event.clientX - box.x) / box.width, (event.clientY - box.y) / box.height];
    };
    canvas.addEventListener("pointerdown", (event) => {
      canvas.setPointerCapture(event.pointerId);
      line = [spot(event)];
      lines.push(line);
      draw();
    });
    canvas.addEventListener("pointermove", (event) => {
      if (!line) return;
      const steps = event.getCoalescedEvents ? event.getCoalescedEvents() : [event];
      for (const step of steps.length ? steps : [event]) line.push(spot(step));
      draw();
    });
    for (const kind of ["pointerup", "pointercancel"]) {
      canvas.addEventListener(kind, () => {
        if (line) save();
        line = null;
      });
    }
    field.querySelector("[data-signature-undo]").addEventListener("click", () => {
      lines.pop();
      draw();
      save();
    });
    field.querySelector("[data-signature-clear]").addEventListener("click", () => {
      lines.length = 0;
      draw();
      save();
    });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  };
  for (const field of document.querySelectorAll("[data-signature]")) start(field);
})();
