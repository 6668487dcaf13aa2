// Frameworks side by side: which of them to see, and which one first. The choice is the same everywhere and stays on this device.
const KEPT = "lms-comparison";

for (const comparison of document.querySelectorAll("[data-comparison]")) setUp(comparison);

function setUp(comparison) {
  const choice = comparison.querySelector(".choice");
  const boxes = [...choice.querySelectorAll("[data-shown]")];
  const own = choice.querySelector("[data-own]");
  const kept = read();
  const known = boxes.filter((box) => kept.shown?.includes(box.value));
  if (known.length > 1) for (const box of boxes) box.checked = known.includes(box);
  if (boxes.some((box) => box.value === kept.own)) own.value = kept.own;
  choice.hidden = false;
  choice.addEventListener("change", (event) => {
    const line = choice.querySelector("[role=status]");
    line.textContent = "";
    if (event.target === own) boxes.find((box) => box.value === own.value).checked = true;
    if (boxes.filter((box) => box.checked).length < 2) {
      event.target.checked = true;
      line.textContent = comparison.dataset.least;
    }
    show(comparison, boxes, own.value);
    keep({ shown: boxes.filter((box) => box.checked).map((box) => box.value), own: own.value });
  });
  show(comparison, boxes, own.value);
  addEventListener("beforeprint", () => { for (const part of comparison.querySelectorAll("[data-column]")) part.hidden = false; });
  addEventListener("afterprint", () => show(comparison, boxes, own.value));
}

function show(comparison, boxes, own) {
  const shown = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
  const order = [own, ...boxes.map((box) => box.value).filter((value) => value !== own)];
  const rows = [...comparison.querySelectorAll("tr"), comparison.querySelector(".columns")];
  for (const row of rows) {
    const parts = new Map([...row.children].filter((part) => part.dataset.column).map((part) => [part.dataset.column, part]));
    for (const value of order) {
      const part = parts.get(value);
      part.hidden = !shown.has(value);
      row.append(part);
      if (value === own && "open" in part) part.open = true;
    }
  }
}

function read() {
  try { return JSON.parse(localStorage.getItem(KEPT)) ?? {}; } catch { return {}; }
}

function keep(choice) {
  try { localStorage.setItem(KEPT, JSON.stringify(choice)); } catch { /* a browser that keeps nothing */ }
}
