// Says honestly what has become of a text that saves itself (form[data-saves]): saving, saved, not saved yet. What could
// not be sent is sent again when the connection or the reader comes back.
import { acknowledge, draftsIn, isKept, isSaved } from "./drafts.js";

const AGAIN_AFTER = 15000; // milliseconds
const words = document.getElementById("draft-words")?.dataset ?? {};
const sending = new WeakMap(); // form → [field, text sent] pairs
const waiting = new Set(); // forms to send again
const renewed = new WeakSet(); // forms that were given a fresh token since they last got through

const saver = (event) => (event.detail.elt instanceof Element ? event.detail.elt.closest("form[data-saves]") : null);
const allKept = (form) => draftsIn(form).every(isKept);

// Replaces the words of the state but never the hidden version beside them. A passing state isn't read aloud.
function say(form, sentence, { passing = false, link = null } = {}) {
  const state = form.querySelector("[data-save-state]");
  if (!state) return;
  for (const node of [...state.childNodes]) if (!(node instanceof HTMLInputElement)) node.remove();
  const line = document.createElement("span");
  line.textContent = sentence;
  line.className = passing ? "hint" : "error";
  if (passing) line.setAttribute("aria-hidden", "true");
  state.append(line);
  if (link) state.append(" ", link);
}

function signInLink() {
  const link = document.createElement("a");
  link.href = words.signInAddress;
  link.target = "_blank";
  link.rel = "noopener";
  link.textContent = words.signIn;
  return link;
}

function later(form) {
  waiting.add(form);
  say(form, allKept(form) ? words.kept : words.unkept);
}

function refused(form) {
  waiting.delete(form);
  say(form, allKept(form) ? words.refused : words.unkeptRefused);
}

function arrived(form) {
  waiting.delete(form);
  renewed.delete(form);
  for (const [field, text] of sending.get(form) ?? []) acknowledge(field, text);
  if (!draftsIn(form).every(isSaved)) say(form, words.writing, { passing: true });
}

// The page is older than the sign-in: take the token of a fresh copy of it, if that is still the same account's.
async function renew(form) {
  if (renewed.has(form)) return refused(form);
  renewed.add(form);
  try {
    const answer = await fetch(location.href, { credentials: "same-origin", cache: "no-store" });
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    const token = fresh.querySelector("input[name=csrf_token]")?.value;
    if (!token || fresh.body.dataset.account !== document.body.dataset.account) return refused(form);
    for (const input of document.querySelectorAll("input[name=csrf_token]")) input.value = token;
    form.requestSubmit();
  } catch {
    later(form);
  }
}

function answered(form, status) {
  if (status >= 200 && status < 300) arrived(form);
  else if (status === 422) waiting.delete(form); // the answer itself says what is wrong
  else if (status === 400) renew(form);
  else if (status === 401) { waiting.add(form); say(form, words.signedOut, { link: signInLink() }); }
  else if (status === 0 || status === 408 || status === 429 || status >= 500) later(form);
  else refused(form);
}

function again() {
  for (const form of waiting) if (form.isConnected) form.requestSubmit(); else waiting.delete(form);
}

document.addEventListener("htmx:configRequest", (event) => {
  const form = saver(event);
  if (!form) return;
  const step = form.elements.namedItem("step");
  if (step) {
    step.value = Number(step.value) + 1;
    event.detail.parameters.step = step.value;
  }
  sending.set(form, draftsIn(form).map((field) => [field, field.value]));
  say(form, words.saving, { passing: true });
});

document.addEventListener("htmx:afterRequest", (event) => {
  const form = saver(event);
  if (form) answered(form, event.detail.xhr?.status ?? 0);
});

document.addEventListener("input", (event) => {
  const form = event.target.closest?.("form[data-saves]");
  if (form && event.target.matches("[data-draft]") && !waiting.has(form)) say(form, words.writing, { passing: true });
});

setInterval(again, AGAIN_AFTER);
addEventListener("online", again);
addEventListener("focus", again);
