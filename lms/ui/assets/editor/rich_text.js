// A rich text in place of a text area that holds Markdown. The area stays the form's field and always says what is there.
import { baseKeymap, chainCommands, exitCode, toggleMark } from "prosemirror-commands";
import { history, redo, undo } from "prosemirror-history";
import { keymap } from "prosemirror-keymap";
import { Slice } from "prosemirror-model";
import { liftListItem, sinkListItem, splitListItem } from "prosemirror-schema-list";
import { EditorState, Plugin } from "prosemirror-state";
import { Mapping, canJoin } from "prosemirror-transform";
import { EditorView } from "prosemirror-view";
import { askForLink } from "./link_dialog.js";
import { MOST_TEXT, cleaned } from "./pasting.js";
import { read } from "./reading.js";
import { blocks, line } from "./schema.js";
import { toolbar } from "./toolbar.js";
import { write } from "./writing.js";

function keys(schema, bar) {
  const { hard_break: hardBreak, list_item: item } = schema.nodes;
  const { strong, em } = schema.marks;
  const bound = {
    "Mod-z": undo, "Mod-y": redo, "Mod-Shift-z": redo,
    "Mod-b": toggleMark(strong), "Mod-i": toggleMark(em),
    "Mod-k": (_state, _dispatch, view) => { askForLink(view); return true; },
    "Alt-F10": () => { bar.focus(); return true; },
  };
  if (!item) return { ...bound, Enter: () => true, "Shift-Enter": () => true };
  const newLine = chainCommands(exitCode, (state, dispatch) => {
    if (!hardBreak || !state.selection.$from.parent.type.contentMatch.matchType(hardBreak)) return true;
    dispatch?.(state.tr.replaceSelectionWith(hardBreak.create()).scrollIntoView());
    return true;
  });
  return { ...bound, "Shift-Enter": newLine, Enter: splitListItem(item), "Mod-[": liftListItem(item), "Mod-]": sinkListItem(item) };
}

// Two lists of one kind beside each other would be one list in Markdown: they become one.
const oneList = new Plugin({
  appendTransaction(transactions, _before, state) {
    if (!transactions.some((transaction) => transaction.docChanged)) return null;
    const { tr } = state;
    const places = [];
    state.doc.forEach((node, offset, at) => {
      const before = at && state.doc.child(at - 1);
      if (before && before.type === node.type && node.type.name.endsWith("_list")) places.push(offset);
    });
    for (const place of places.reverse()) if (canJoin(tr.doc, place)) tr.join(place);
    return tr.docChanged ? tr : null;
  },
});

const named = (id) => (id && document.getElementById(id) ? id : null);

function attributes(area) {
  const given = {
    role: "textbox", "aria-multiline": String(area.dataset.rich !== "inline"), class: "editor-text",
    id: `${area.id}-rich`, "aria-labelledby": named(`${area.id}-label`),
    "aria-describedby": area.getAttribute("aria-describedby"), "aria-invalid": area.getAttribute("aria-invalid"),
    lang: area.getAttribute("lang"), spellcheck: "true", translate: "no",
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value));
}

// Where the document was changed between two versions of it, as one range of the older and what stands there now.
function change(before, after) {
  const start = before.content.findDiffStart(after.content);
  if (start === null) return null;
  let { a, b } = before.content.findDiffEnd(after.content);
  const overlap = start - Math.min(a, b);
  if (overlap > 0) { a += overlap; b += overlap; }
  return { from: start, to: a, slice: after.slice(start, b) };
}

function isTouched(mapping, from, to) {
  let touched = false;
  mapping.maps.forEach((map, at) => map.forEach((start, end) => {
    const back = mapping.slice(0, at).invert();
    if (back.map(start, -1) <= to && back.map(end, 1) >= from) touched = true;
  }));
  return touched;
}

class RichText {
  constructor(area) {
    this.area = area;
    this.schema = area.dataset.rich === "inline" ? line : blocks;
    this.sent = null; // what was sent and waits for an answer, and what was written since
    this.dress();
  }

  dress() {
    const { area } = this;
    const { markdown } = area.dataset;
    area.name = area.dataset.name;
    area.removeAttribute("maxlength");
    area.value = markdown;
    area.defaultValue = markdown;
    area.value = markdown;
    area.hidden = true;
    const label = document.getElementById(`${area.id}-label`);
    this.bar = toolbar(this.schema, label?.textContent, area.dataset.language ?? "");
    this.note = document.createElement("p");
    this.note.className = "hint editor-note";
    this.note.setAttribute("role", "status");
    this.frame = document.createElement("div");
    this.frame.className = `editor ${area.dataset.rich}`;
    this.frame.append(this.bar.bar);
    area.before(this.frame);
    this.frame.after(this.note);
    this.view = new EditorView(this.frame, this.options(markdown));
    this.bar.attach(this.view);
    this.bar.update(this.view.state);
    label?.addEventListener("click", (event) => { event.preventDefault(); this.view.focus(); });
  }

  options(markdown) {
    this.read = read(this.schema, markdown);
    const plugins = [keymap(keys(this.schema, this.bar)), keymap(baseKeymap), history(), ...(this.schema === blocks ? [oneList] : [])];
    return {
      state: EditorState.create({ doc: this.read, plugins }),
      attributes: attributes(this.area),
      dispatchTransaction: (transaction) => this.changed(transaction),
      transformPastedHTML: (html) => this.taken(cleaned(html)),
      transformPastedText: (text) => this.taken({ html: text.slice(0, MOST_TEXT), isCut: text.length > MOST_TEXT }),
    };
  }

  taken({ html, isCut }) {
    this.note.textContent = isCut ? document.getElementById("editor-words")?.dataset.cut ?? "" : "";
    return html;
  }

  changed(transaction) {
    this.view.updateState(this.view.state.apply(transaction));
    this.bar.update(this.view.state);
    if (!transaction.docChanged) return;
    this.sent?.since.appendMapping(transaction.mapping);
    this.area.value = write(this.view.state.doc, this.read);
    if (!transaction.getMeta("fromServer")) this.area.dispatchEvent(new Event("input", { bubbles: true }));
  }

  get value() { return this.area.value; }

  focus() { this.view.focus(); }

  // Remembers what is sent now, so that what comes back can be put under what is written meanwhile.
  mark() { this.sent = { doc: this.view.state.doc, since: new Mapping() }; }

  // Takes in what the server made of what was sent. Tells whether it could: not where the same words were changed again.
  take(markdown) {
    const { doc, since } = this.sent ?? { doc: this.view.state.doc, since: new Mapping() };
    this.sent = null;
    const found = change(doc, read(this.schema, markdown));
    if (!found) return true;
    if (isTouched(since, found.from, found.to)) return false;
    const { tr } = this.view.state;
    tr.replace(since.map(found.from, -1), since.map(found.to, 1), new Slice(found.slice.content, found.slice.openStart, found.slice.openEnd));
    this.view.dispatch(tr.setMeta("addToHistory", false).setMeta("fromServer", true));
    return true;
  }

  // Puts another text in place, as a change that can be undone.
  replace(markdown) {
    const found = change(this.view.state.doc, read(this.schema, markdown));
    if (found) this.view.dispatch(this.view.state.tr.replace(found.from, found.to, found.slice));
  }

  complain(sentence) {
    const dom = this.view.dom;
    if (sentence) dom.setAttribute("aria-invalid", "true");
    else dom.removeAttribute("aria-invalid");
  }
}

const made = new WeakMap();

// Returns the rich text of an area (textarea[data-rich]), made on first asking.
export function richText(area) {
  if (!made.has(area)) made.set(area, new RichText(area));
  return made.get(area);
}
