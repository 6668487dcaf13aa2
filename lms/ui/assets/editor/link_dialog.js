// Asks where a link should lead, in a dialog of the page (template#editor-words), and puts it in.
import { TextSelection } from "prosemirror-state";

const ADDRESS = /^(https?:\/\/[^\s]+\.[^\s]+|https?:\/\/localhost\S*|mailto:\S+@\S+|tel:[+\d\s]+|\/[^\s/]\S*|\/)$/i;

// Returns an address as it should be written, or "" when it is none.
export function address(typed) {
  let made = typed.trim();
  if (/^[^\s@/:]+@[^\s@]+\.[^\s@]+$/.test(made)) made = `mailto:${made}`;
  else if (/^(www\.)?[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+(\/\S*)?$/u.test(made)) made = `https://${made}`;
  return ADDRESS.test(made) ? made : "";
}

// Returns the range of the link at the caret, or the selection.
function rangeOf(state) {
  const { link } = state.schema.marks;
  const { from, to, empty, $from } = state.selection;
  const at = $from.parent.childAfter($from.parentOffset);
  const before = $from.parent.childBefore($from.parentOffset);
  const found = [at, before].find((piece) => piece.node && link.isInSet(piece.node.marks));
  if (!empty || !found) return { from, to, mark: found && link.isInSet(found.node.marks) };
  const mark = link.isInSet(found.node.marks);
  let start = found.offset;
  let end = found.offset + found.node.nodeSize;
  $from.parent.forEach((node, offset) => {
    if (!mark.isInSet(node.marks)) return;
    if (offset + node.nodeSize === start) start = offset;
    if (offset === end) end = offset + node.nodeSize;
  });
  return { from: $from.start() + start, to: $from.start() + end, mark };
}

function put(view, { from, to }, href, words) {
  const { link } = view.state.schema.marks;
  const { tr, schema } = view.state;
  tr.removeMark(from, to, link);
  if (from === to) {
    tr.insert(from, schema.text(words, [link.create({ href })]));
    tr.setSelection(TextSelection.create(tr.doc, from + words.length)).removeStoredMark(link);
  } else {
    tr.addMark(from, to, link.create({ href }));
  }
  view.dispatch(tr.scrollIntoView());
}

export function askForLink(view) {
  const template = document.getElementById("editor-words");
  const dialog = template.content.querySelector("[data-link-dialog]").cloneNode(true);
  const [where, words] = dialog.querySelectorAll("input");
  const error = dialog.querySelector("[role=alert]");
  const range = rangeOf(view.state);
  const unlink = dialog.querySelector("[data-unlink]");
  where.value = range.mark?.attrs.href ?? "";
  dialog.querySelector("[data-link-words]").hidden = range.from !== range.to;
  unlink.hidden = !range.mark;
  dialog.querySelector("[data-cancel]").addEventListener("click", () => dialog.close());
  unlink.addEventListener("click", () => {
    view.dispatch(view.state.tr.removeMark(range.from, range.to, view.state.schema.marks.link));
    dialog.close();
  });
  dialog.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopPropagation();
    const href = address(where.value);
    const said = words.value.trim() || where.value.trim();
    error.textContent = href ? "" : error.dataset.sentence;
    if (!href) {
      where.setAttribute("aria-invalid", "true");
      return where.focus();
    }
    put(view, range, href, said);
    dialog.close();
  });
  dialog.addEventListener("close", () => { dialog.remove(); view.focus(); });
  document.body.append(dialog);
  dialog.showModal();
}
