// The buttons above a text: one stop for the tab key, arrows between them, each saying whether it is on.
import { lift, setBlockType, toggleMark, wrapIn } from "prosemirror-commands";
import { redo, redoDepth, undo, undoDepth } from "prosemirror-history";
import { liftListItem, sinkListItem, wrapInList } from "prosemirror-schema-list";
import { askForLink } from "./link_dialog.js";
import { askForPicture, hasPictures } from "./picture_dialog.js";

const words = () => document.getElementById("editor-words")?.dataset ?? {};

const named = (name) => name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase()); // as a dataset has it

function hasMark(state, type) {
  const { from, to, empty, $from } = state.selection;
  return empty ? Boolean(type.isInSet(state.storedMarks ?? $from.marks())) : state.doc.rangeHasMark(from, to, type);
}

// Returns the innermost of some kinds of node round the selection.
function holder(state, names) {
  const { $from, to } = state.selection;
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    const node = $from.node(depth);
    if (names.includes(node.type.name) && $from.end(depth) >= Math.min(to, $from.end(depth))) return node;
  }
  return null;
}

const LISTS = ["bullet_list", "ordered_list"];
const listAt = (state) => holder(state, LISTS)?.type.name;

// The other kind of list, or out of the list, or into one.
function toggleList(name) {
  return (state, dispatch, view) => {
    const { $from } = state.selection;
    const now = listAt(state);
    if (now === name) return liftListItem(state.schema.nodes.list_item)(state, dispatch);
    if (!now) return wrapInList(state.schema.nodes[name])(state, dispatch, view);
    for (let depth = $from.depth; depth > 0; depth -= 1) {
      if (!LISTS.includes($from.node(depth).type.name)) continue;
      if (dispatch) dispatch(state.tr.setNodeMarkup($from.before(depth), state.schema.nodes[name], { tight: $from.node(depth).attrs.tight }));
      return true;
    }
    return false;
  };
}

function toggleHeading(state, dispatch) {
  const { heading, paragraph } = state.schema.nodes;
  const on = state.selection.$from.parent.type === heading;
  return on ? setBlockType(paragraph)(state, dispatch) : setBlockType(heading, { level: 3 })(state, dispatch);
}

function toggleQuote(state, dispatch) {
  const on = holder(state, ["blockquote"]);
  return on ? lift(state, dispatch) : wrapIn(state.schema.nodes.blockquote)(state, dispatch);
}

const pictureAt = (state) => state.selection.node?.type === state.schema.nodes.picture;

// What a text of several paragraphs has beside marks. The tab key is left alone: it leads out of the text.
function partActions(schema, language) {
  const { heading, list_item: item } = schema.nodes;
  const deeper = sinkListItem(item);
  const shallower = liftListItem(item);
  const picture = {
    name: "picture-button", run: (state, dispatch, view) => { if (view) askForPicture(view, language); return true; },
    isOn: pictureAt, staysThere: true,
  };
  return [
    { name: "heading", run: toggleHeading, isOn: (state) => state.selection.$from.parent.type === heading },
    { name: "bullets", run: toggleList("bullet_list"), isOn: (state) => listAt(state) === "bullet_list" },
    { name: "numbers", run: toggleList("ordered_list"), isOn: (state) => listAt(state) === "ordered_list" },
    { name: "deeper", keys: "Control+]", run: deeper, isReady: (state) => deeper(state) },
    { name: "shallower", keys: "Control+[", run: shallower, isReady: (state) => shallower(state) },
    { name: "quote", run: toggleQuote, isOn: (state) => Boolean(holder(state, ["blockquote"])) },
    ...(hasPictures() ? [picture] : []),
  ];
}

function actions(schema, language) {
  const { strong, em, link } = schema.marks;
  const marks = [
    { name: "bold", keys: "Control+B", run: toggleMark(strong), isOn: (state) => hasMark(state, strong) },
    { name: "italics", keys: "Control+I", run: toggleMark(em), isOn: (state) => hasMark(state, em) },
  ];
  const parts = schema.nodes.heading ? partActions(schema, language) : [];
  return [
    ...marks,
    ...parts,
    { name: "link", keys: "Control+K", run: (state, dispatch, view) => { if (view) askForLink(view); return true; }, isOn: (state) => hasMark(state, link), staysThere: true },
    { name: "undo", keys: "Control+Z", run: undo, isReady: (state) => undoDepth(state) > 0 },
    { name: "redo", keys: "Control+Y", run: redo, isReady: (state) => redoDepth(state) > 0 },
  ];
}

function walk(event, all) {
  const buttons = all.filter((button) => button.offsetParent); // on a phone those that can't be used now are not shown
  const at = buttons.indexOf(document.activeElement);
  const to = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  for (const button of all) button.tabIndex = -1;
  const button = buttons[(to + buttons.length) % buttons.length];
  button.tabIndex = 0;
  button.focus();
}

// Returns the bar, and what brings its buttons up to date.
export function toolbar(schema, label, language) {
  const bar = document.createElement("div");
  bar.className = "toolbar";
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", [words().toolbar, label].filter(Boolean).join(": "));
  let view = null;
  const made = actions(schema, language).map((action, at) => {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", textContent: words()[named(action.name)] ?? action.name, tabIndex: at ? -1 : 0 });
    button.dataset.act = action.name;
    if (action.keys) button.setAttribute("aria-keyshortcuts", action.keys);
    button.addEventListener("mousedown", (event) => event.preventDefault()); // the text keeps its caret
    button.addEventListener("click", () => {
      if (!action.isReady || action.isReady(view.state)) action.run(view.state, view.dispatch, view);
      if (!action.staysThere && document.activeElement !== button) view.focus();
    });
    bar.append(button);
    return { action, button };
  });
  const buttons = made.map(({ button }) => button);
  bar.addEventListener("keydown", (event) => {
    if (event.key === "Escape") view.focus();
    else walk(event, buttons);
  });
  const update = (state) => {
    for (const { action, button } of made) {
      if (action.isOn) button.setAttribute("aria-pressed", String(action.isOn(state)));
      if (action.isReady) button.setAttribute("aria-disabled", String(!action.isReady(state)));
    }
  };
  return { bar, update, attach: (made_) => { view = made_; }, focus: () => (buttons.find((button) => button.tabIndex === 0 && button.offsetParent) ?? buttons[0]).focus() };
}
