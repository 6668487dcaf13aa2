// Worksheets of practice tools: one draft for a whole sheet that saves itself (form[data-sheet]), sheets that stay on this
// device ([data-device]), sums, and printing one sheet alone. Must be loaded before drafts.js.
import { SHAPE } from "./cpr.js";
import { offer } from "./examples.js";
import { keptHere } from "./sheet_store.js";

const fieldsOf = (sheet) => [...sheet.querySelectorAll("[name^='f.']")];

// What is filled in, by name; what is ticked as a list.
function read(sheet) {
  const values = {};
  for (const field of fieldsOf(sheet)) {
    if (field.type === "checkbox") { if (field.checked) (values[field.name] ??= []).push(field.value); }
    else if (field.type === "radio") { if (field.checked && field.value) values[field.name] = field.value; }
    else if (field.value.trim()) values[field.name] = field.value;
  }
  return values;
}

function put(sheet, values) {
  for (const field of fieldsOf(sheet)) {
    const value = values[field.name] ?? (field.type === "checkbox" ? [] : "");
    if (field.type === "checkbox") field.checked = value.includes(field.value);
    else if (field.type === "radio") field.checked = field.value === value;
    else field.value = value;
  }
  add(sheet);
}

const label = (field) => {
  const group = field.closest("fieldset")?.querySelector("legend")?.textContent.trim();
  const own = field.labels?.[0]?.textContent.trim() ?? "";
  return field.type === "radio" || field.type === "checkbox" ? { before: group, value: own } : { before: own };
};

// Says in words what differs from what the sheet holds now.
function inWords(sheet, values) {
  const now = read(sheet);
  const lines = [];
  for (const field of fieldsOf(sheet)) {
    const value = values[field.name];
    if (!value || JSON.stringify(value) === JSON.stringify(now[field.name])) continue;
    const about = label(field);
    if (field.type === "radio" || field.type === "checkbox") { if (value.includes(field.value) && field.value) lines.push(`${about.before}: ${about.value}`); }
    else lines.push(`${about.before}: ${value}`);
  }
  return lines.join("\n");
}

// Adds up what a sum stands for, with the words that were there while nothing is filled in; counts lights; shades heat maps.
function add(sheet) {
  const values = read(sheet);
  for (const sum of sheet.querySelectorAll("[data-adds]")) {
    const numbers = sum.dataset.adds.split(" ").map((name) => values[`f.${name}`]).filter(Boolean).map(Number);
    sum.textContent = numbers.length ? numbers.reduce((one, other) => one + other) : "–";
  }
  for (const light of sheet.querySelectorAll("[data-counts]")) {
    const { counts, column, option } = light.dataset;
    light.textContent = Object.entries(values).filter(([name, value]) => name.startsWith(counts) && name.endsWith(column) && value === option).length;
  }
  for (const cell of sheet.querySelectorAll("[data-heat-of]")) {
    const { heatFrom, heatTo } = cell.closest("table").dataset;
    const value = values[cell.dataset.heatOf];
    const span = heatTo - heatFrom;
    cell.textContent = value ?? "–";
    if (value === undefined) delete cell.dataset.shade;
    else cell.dataset.shade = Math.floor((8 * (value - heatFrom) + span) / (2 * span)); // as Worksheet.shade has it
  }
}

// A hidden field stands for all of the sheet's, so that drafts.js and saving.js keep and send it as one text.
function mirror(form) {
  const whole = document.createElement("input");
  whole.type = "hidden";
  whole.dataset.draft = form.dataset.sheet;
  whole.dataset.warnsCpr = `${form.id}-cpr`;
  whole.value = JSON.stringify(read(form));
  whole.draftWords = (text) => { try { return inWords(form, JSON.parse(text)); } catch { return text; } };
  whole.putBack = (text) => { put(form, { ...read(form), ...JSON.parse(text) }); whole.value = JSON.stringify(read(form)); };
  form.prepend(whole);
  form.addEventListener("input", (event) => {
    if (event.target === whole) return;
    whole.value = JSON.stringify(read(form));
    whole.dispatchEvent(new Event("input", { bubbles: true }));
    add(form);
  });
}

// A sheet that is kept in this browser: at once for an account, for anybody else once they say so.
function onDevice(sheet) {
  const kept = keptHere(sheet.dataset.device);
  const state = sheet.querySelector("[data-device-state]");
  const keepButton = sheet.querySelector("[data-keep-here]");
  const dropButton = sheet.querySelector("[data-drop-here]");
  const notice = document.getElementById(`${sheet.id}-cpr`);
  let keeps = "keeps" in sheet.dataset;
  let changed = false;
  let timer = 0;

  const say = (words, wrong = false) => { state.textContent = words; state.className = wrong ? "save-state error no-print" : "save-state no-print"; };
  const store = async () => {
    clearTimeout(timer);
    const done = await kept.keep(JSON.stringify(read(sheet)));
    changed = !done;
    dropButton.hidden = !done;
    if (keepButton) keepButton.hidden = done;
    say(done ? sheet.dataset.kept : sheet.dataset.unkept, !done);
  };
  sheet.addEventListener("input", () => {
    changed = true;
    add(sheet);
    if (notice) notice.hidden = !SHAPE.test(JSON.stringify(read(sheet)));
    clearTimeout(timer);
    if (keeps) timer = setTimeout(store, 400);
  });
  if (keepButton) {
    keepButton.hidden = false;
    keepButton.addEventListener("click", () => { keeps = true; store(); dropButton.focus(); });
  }
  dropButton.addEventListener("click", () => {
    clearTimeout(timer);
    kept.drop();
    keeps = false;
    dropButton.hidden = true;
    if (keepButton) keepButton.hidden = false;
    say(sheet.dataset.dropped);
  });
  sheet.querySelector("form")?.addEventListener("submit", () => { changed = false; kept.dropOnceSaved(); });
  addEventListener("beforeunload", (event) => { if (changed && Object.keys(read(sheet)).length) event.preventDefault(); });
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden" && keeps && changed) store(); });
  kept.recall().then((text) => {
    if (text === null) return;
    try { put(sheet, JSON.parse(text)); } catch { return; }
    keeps = true;
    dropButton.hidden = false;
    if (keepButton) keepButton.hidden = true;
    say(sheet.dataset.kept);
  });
}

// Prints a sheet that holds something as it stands on the page; an empty one has a page of its own, with lines to write on.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("[data-print-sheet]");
  const sheet = link?.closest(".sheet");
  if (!sheet || !Object.keys(read(sheet)).length) return;
  event.preventDefault();
  const block = sheet.closest(".block");
  document.body.classList.add("prints-sheet");
  block?.classList.add("printed");
  for (const area of sheet.querySelectorAll("textarea")) area.rows = Math.max(area.rows, area.value.split("\n").length + 1);
  addEventListener("afterprint", () => { document.body.classList.remove("prints-sheet"); block?.classList.remove("printed"); }, { once: true });
  print();
});

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
for (const form of document.querySelectorAll("form[data-sheet]")) mirror(form);
for (const examples of document.querySelectorAll("[data-examples]")) offer(examples);
for (const sheet of document.querySelectorAll("[data-device]")) onDevice(sheet);
