// What a word of the glossary means, beside the word: on hover, focus and tap. Without this the word is a link to the glossary.
const list = document.querySelector("[data-terms]");
const OPEN_AFTER = 250; // milliseconds: a pointer that only passes by opens nothing
const CLOSE_AFTER = 300; // time to reach the note itself
const GAP = 6;

let note = null;
let link = null;
let waiting = 0;

if (list && "popover" in HTMLElement.prototype) {
  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const term = event.target.closest?.("a.term");
    if (term) soon(() => show(term), OPEN_AFTER);
    else if (link && note.contains(event.target)) clearTimeout(waiting);
    else if (link && !link.matches(":focus-visible")) soon(hide, CLOSE_AFTER);
    else clearTimeout(waiting);
  });
  document.addEventListener("focusin", (event) => {
    const term = event.target.closest?.("a.term");
    if (term?.matches(":focus-visible")) show(term);
    else if (link && !note.contains(event.target)) hide();
  });
  document.addEventListener("click", (event) => {
    const term = event.target.closest?.("a.term");
    if (event.pointerType === "touch" && term && term !== link && show(term, true)) event.preventDefault();
  });
  document.addEventListener("pointerdown", (event) => {
    if (link && event.target.closest?.("a.term") !== link && !note.contains(event.target)) hide();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && link) hide();
  });
}

function soon(act, after) {
  clearTimeout(waiting);
  waiting = setTimeout(act, after);
}

function show(term, touched = false) {
  clearTimeout(waiting);
  const entry = document.getElementById(`term-${term.dataset.term}`);
  if (term === link || !entry) return Boolean(entry);
  hide();
  note ??= made();
  fill(entry, term, touched);
  term.after(note);
  term.setAttribute("aria-describedby", note.id);
  link = term;
  note.showPopover();
  place();
  return true;
}

function hide() {
  clearTimeout(waiting);
  if (!link) return;
  link.removeAttribute("aria-describedby");
  link = null;
  note.remove();
}

function made() {
  const box = document.createElement("span");
  box.id = "term-note";
  box.className = "term-note";
  box.popover = "manual";
  return box;
}

// The name and what the other language calls it; the meaning; for a finger also the way on.
function fill(entry, term, touched) {
  const name = document.createElement("strong");
  name.textContent = entry.querySelector("dt a").textContent;
  const other = entry.querySelector("dt .meta").cloneNode(true);
  const head = part(name, " ", other);
  const meaning = part(...[...entry.querySelector("dd").childNodes].map((node) => node.cloneNode(true)));
  note.replaceChildren(head, meaning);
  if (!touched) return;
  const more = document.createElement("a");
  more.href = term.href;
  more.textContent = list.dataset.more;
  note.append(part(more));
}

function part(...nodes) {
  const line = document.createElement("span");
  line.className = "part";
  line.append(...nodes);
  return line;
}

// Below the word, or above where there is no room; on the page, so that it scrolls along.
function place() {
  const word = link.getClientRects()[0];
  const box = note.getBoundingClientRect();
  const room = document.documentElement.clientWidth - box.width - GAP;
  const fits = word.bottom + GAP + box.height <= innerHeight || word.top < box.height + GAP;
  const top = fits ? word.bottom + GAP : word.top - GAP - box.height;
  note.style.left = `${Math.max(GAP, Math.min(word.left, room)) + scrollX}px`;
  note.style.top = `${top + scrollY}px`;
}
