// Asks which picture should stand at the caret and what can be seen in it, in a dialog of the page (template#editor-pictures).
// A new one is sent from here; the server checks it and answers with its name, or with what is wrong.

const template = () => document.getElementById("editor-pictures");

// Tells whether the page has pictures to put in.
export const hasPictures = () => Boolean(template());

// Returns the address of a picture's bytes, as far as the page knows it.
export function addressOf(place) {
  const known = template()?.content.querySelectorAll("input[type=radio]") ?? [];
  return [...known].find((one) => one.value === place)?.dataset.address ?? "";
}

const chosen = (dialog) => dialog.querySelector("input[type=radio]:checked");

// The words in the language of the text; those that were sent with the picture, until somebody writes others.
function wordsOf(radio, language) {
  return (radio && JSON.parse(radio.dataset.words)[language]) ?? "";
}

function put(view, src, alt) {
  const { tr, schema } = view.state;
  view.dispatch(tr.replaceSelectionWith(schema.nodes.picture.create({ src, alt })).scrollIntoView());
}

// Adds a picture to the list, here and for the next time the dialog is opened.
function listed(dialog, { name, address, words, label }) {
  const made = template().content.querySelector("[data-picture-line]").content.firstElementChild.cloneNode(true);
  const radio = made.querySelector("input");
  Object.assign(radio, { value: `media/${name}`, id: `picture-${name}` });
  Object.assign(radio.dataset, { address, words: JSON.stringify(words) });
  made.querySelector("label").htmlFor = radio.id;
  made.querySelector("[data-picture-words]").textContent = label;
  made.querySelector("img").src = address;
  template().content.querySelector("[data-picture-list]").append(made.cloneNode(true));
  dialog.querySelector("[data-picture-list]").append(made);
  dialog.querySelector("[data-picture-choice]").hidden = false;
  radio.checked = true;
  return radio;
}

function complain(form, errors) {
  let first = null;
  for (const place of form.querySelectorAll("[data-error-for]")) {
    const sentence = errors[place.dataset.errorFor] ?? "";
    const field = form.elements[place.dataset.errorFor];
    place.textContent = sentence;
    place.hidden = !sentence;
    if (sentence) field?.setAttribute("aria-invalid", "true");
    else field?.removeAttribute("aria-invalid");
    if (sentence) first ??= field;
  }
  first?.focus();
}

async function send(form) {
  const { sending, unsent } = form.dataset;
  const state = form.querySelector("[role=status]");
  state.textContent = sending;
  try {
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { "X-Requested-With": "picture" } });
    const told = await answer.json();
    state.textContent = "";
    complain(form, told.errors ?? {});
    return answer.ok ? told : null;
  } catch {
    state.textContent = unsent;
    return null;
  }
}

export function askForPicture(view, language) {
  const dialog = template().content.querySelector("[data-picture-dialog]").cloneNode(true);
  const choice = dialog.querySelector("[data-picture-choice]");
  const sending = dialog.querySelector("[data-picture-form]");
  const words = choice.querySelector("[name=alt]");
  const missing = choice.querySelector("[data-missing]");
  const there = view.state.selection.node?.type.name === "picture" ? view.state.selection.node.attrs : null;
  for (const radio of dialog.querySelectorAll("input[type=radio]")) radio.checked = radio.value === there?.src;
  words.value = there?.alt ?? "";
  words.lang = language;
  choice.hidden = !dialog.querySelector("input[type=radio]");
  dialog.querySelector("details").open = choice.hidden;
  choice.addEventListener("change", (event) => {
    if (event.target.type === "radio") words.value = wordsOf(event.target, language);
  });
  choice.addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopPropagation();
    const picked = chosen(dialog);
    const alt = words.value.replace(/\s+/g, " ").replaceAll("[", "(").replaceAll("]", ")").trim();
    missing.hidden = Boolean(picked && alt);
    if (!picked || !alt) return (picked ? words : dialog.querySelector("input[type=radio]")).focus();
    dialog.close();
    put(view, picked.value, alt);
  });
  sending.addEventListener("submit", async (event) => {
    event.preventDefault();
    event.stopPropagation();
    const told = await send(sending);
    if (!told) return;
    sending.reset();
    const radio = listed(dialog, told);
    words.value = wordsOf(radio, language);
    dialog.querySelector("details").open = false;
    words.focus();
  });
  for (const button of dialog.querySelectorAll("[data-cancel]")) button.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => { dialog.remove(); view.focus(); });
  document.body.append(dialog);
  dialog.showModal();
}
