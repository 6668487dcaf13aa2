// Keeps unsent text in this browser, encrypted, for the account that wrote it, and offers it to that account again.
// A field takes part by data-draft="<an id that stays the same>"; a page says data-draft-saved="<id>" once it is saved.
// A field that stands for several (worksheet.js) says in `draftWords` how its text is shown and in `putBack` how it returns.
import { drop, dropSent, end, keep, kept, noteSent, slots } from "./draft_store.js";

const KEEP_AFTER = 250; // milliseconds after the last key
const words = document.getElementById("draft-words");
const known = new WeakMap(); // field → what is known of its text
let leaving = false;

const drafted = (within) => [...within.querySelectorAll("[data-draft]")];
const knowledge = (field) => known.get(field);

// What is in the field, and is it safe? Saved: the server has it. Kept: this device has it.
export const isSaved = (field) => !knowledge(field) || field.value === knowledge(field).saved;
export const isKept = (field) => isSaved(field) || field.value === knowledge(field)?.kept;
export const draftsIn = (form) => drafted(form).filter((field) => known.has(field));

// The server has acknowledged this text of the field.
export function acknowledge(field, text) {
  const about = knowledge(field);
  about.saved = text;
  if (field.value !== text) return;
  clearTimeout(about.timer);
  about.kept = null;
  drop(about.id);
}

async function store(field) {
  const about = knowledge(field);
  clearTimeout(about.timer);
  const text = field.value;
  if (text === about.saved) {
    about.kept = null;
    drop(about.id);
  } else if (await keep(about.id, text, about.sent)) {
    about.kept = text;
    if (isSaved(field)) store(field); // acknowledged while it was being sealed
  }
}

function onInput(field) {
  const about = knowledge(field);
  about.sent = false;
  clearTimeout(about.timer);
  about.timer = setTimeout(store, KEEP_AFTER, field);
}

function offer(field, id, text) {
  const notice = words.content.querySelector("[data-draft-offer]").cloneNode(true);
  const shown = notice.querySelector("blockquote p");
  (field.draftWords?.(text) ?? text).split("\n").forEach((line, index) => shown.append(...(index ? [document.createElement("br")] : []), line));
  const close = () => { notice.remove(); field.focus(); };
  notice.querySelector("[data-restore]").addEventListener("click", () => {
    const untouched = field.value === field.defaultValue || !field.value.trim();
    if (field.putBack) field.putBack(text);
    else field.value = untouched ? text : `${field.value.trimEnd()}\n\n${text}`;
    close();
    field.dispatchEvent(new Event("input", { bubbles: true }));
    store(field).then(() => drop(id));
  });
  notice.querySelector("[data-discard]").addEventListener("click", () => { drop(id); close(); });
  (field.closest(".field") || field).before(notice);
}

// What is written beside an open offer goes into a slot of its own, so that it doesn't overwrite what is offered.
async function recall(field) {
  const about = knowledge(field);
  for (const id of slots(about.id)) {
    const text = await kept(id);
    if (text === null) continue;
    if (text === about.saved || !text.trim()) {
      drop(id);
    } else if (text === field.value) {
      Object.assign(about, { id, kept: text });
    } else {
      offer(field, id, text);
      about.id = `${field.dataset.draft}~${Date.now()}`;
    }
  }
}

function take(field) {
  if (known.has(field) || !words) return;
  // A form that was refused shows again what was sent, and the server has not kept it.
  const saved = "unsaved" in field.dataset ? "" : field.defaultValue;
  known.set(field, { id: field.dataset.draft, saved, kept: null, sent: false, timer: 0 });
  field.addEventListener("input", () => onInput(field));
  recall(field).then(() => { if (!isKept(field)) store(field); });
}

function attend(within) {
  for (const notice of within.querySelectorAll("[data-draft-saved]")) dropSent(notice.dataset.draftSaved);
  drafted(within).forEach(take);
}

document.addEventListener("submit", (event) => {
  if (event.defaultPrevented) return;
  if (event.target.matches("[data-sign-out]")) end();
  leaving = true;
  setTimeout(() => { leaving = false; }, 8000);
  for (const field of draftsIn(event.target)) {
    knowledge(field).sent = true;
    noteSent(knowledge(field).id);
  }
});

document.addEventListener("visibilitychange", () => {
  if (document.visibilityState !== "hidden") return;
  for (const field of draftsIn(document)) if (!isKept(field)) store(field);
});

addEventListener("beforeunload", (event) => {
  if (!leaving && draftsIn(document).some((field) => !isKept(field))) event.preventDefault();
});

addEventListener("pageshow", () => { leaving = false; });
document.addEventListener("htmx:load", (event) => attend(event.detail.elt));
attend(document);
