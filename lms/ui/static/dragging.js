// Lets blocks be dragged to another place in their list ([data-drag-list] with [data-drag-item] in it), by mouse or finger.
// By keyboard the buttons of each block do the same. What a drop does is a plain form inside the item, form[data-drag-form],
// whose input `position` gets the new place (from 1).
const say = document.getElementById("editor-words")?.dataset ?? {};

function handle(list, item) {
  const made = document.createElement("span");
  made.className = "drag-handle";
  made.title = say.drag ?? "";
  made.setAttribute("aria-hidden", "true");
  made.addEventListener("pointerdown", (event) => start(event, list, item));
  item.prepend(made);
}

const items = (list) => [...list.querySelectorAll(":scope > [data-drag-item]")];

function start(event, list, item) {
  if (event.button) return;
  event.preventDefault();
  const before = items(list).indexOf(item);
  item.classList.add("dragged");
  const move = ({ clientY }) => {
    const others = items(list).filter((other) => other !== item);
    const next = others.find((other) => { const box = other.getBoundingClientRect(); return clientY < box.top + box.height / 2; });
    if (next) { if (item.nextElementSibling !== next) next.before(item); } else if (others.length && others.at(-1) !== item.previousElementSibling) others.at(-1).after(item);
    if (clientY < 60) scrollBy(0, -12); else if (clientY > innerHeight - 60) scrollBy(0, 12);
  };
  const end = ({ type }) => {
    removeEventListener("pointermove", move);
    for (const name of ["pointerup", "pointercancel"]) removeEventListener(name, end);
    item.classList.remove("dragged");
    const now = items(list).indexOf(item);
    const form = item.querySelector("form[data-drag-form]");
    if (type === "pointercancel" || !form) return back(list, item, before);
    if (now === before) return;
    form.elements.namedItem("position").value = now + 1;
    form.requestSubmit();
  };
  addEventListener("pointermove", move);
  for (const name of ["pointerup", "pointercancel"]) addEventListener(name, end);
}

function back(list, item, before) {
  item.remove();
  const next = items(list)[before];
  if (next) next.before(item); else list.append(item);
}

for (const list of document.querySelectorAll("[data-drag-list]")) for (const item of items(list)) if (item.querySelector("form[data-drag-form]")) handle(list, item);
