// A document to canonical Markdown (lms/curriculum/writing.py): one way to write each thing, no trailing spaces, a blank
// line between blocks. What was read and not touched is written as it was.
import { lineNodes, sources } from "./reading.js";

const ORDER = ["link", "strong", "em"]; // outermost first

// `before`: the document as it was read, so that what was changed and changed back is as it was.
export function write(doc, before = null) {
  if (!doc.type.schema.nodes.heading) return inlineText(doc.firstChild);
  const parts = [];
  doc.forEach((node) => parts.push(sources.get(node) ?? sources.get(twin(before, node)) ?? blockText(node)));
  return parts.filter(Boolean).join("\n\n");
}

function twin(before, node) {
  let found = node;
  before?.forEach((old) => { if (old.eq(node)) found = old; });
  return found;
}

function blockText(node) {
  if (node.type.name === "paragraph") return paragraphText(node);
  if (node.type.name === "heading") return headingText(node);
  if (node.type.name === "blockquote") return prefixed(children(node).join("\n\n"), "> ", "> ");
  return listText(node);
}

function children(node) {
  const parts = [];
  node.forEach((child) => parts.push(blockText(child)));
  return parts.filter(Boolean);
}

const prefixed = (text, first, rest) =>
  text && text.split("\n").map((line, at) => `${at ? rest : first}${line}`.trimEnd()).join("\n");

const paragraphText = (node) => inlineText(node).split("\n").map(startEscaped).join("\n");

function headingText(node) {
  const text = inlineText(node).replaceAll(/\s*\n\s*/g, " ").replace(/#+$/, "\\$&");
  return text && `${"#".repeat(node.attrs.level)} ${text}`;
}

function listText(node) {
  const items = [];
  let number = node.attrs.order ?? 1;
  let tight = node.attrs.tight;
  node.forEach((item) => {
    const parts = children(item);
    if (!parts.length) return;
    const sign = node.type.name === "bullet_list" ? "- " : `${number}. `;
    number += 1;
    const isTight = tight && onlyLists(item);
    tight = isTight;
    items.push(prefixed(parts.join(isTight ? "\n" : "\n\n"), sign, " ".repeat(sign.length)));
  });
  return items.join(tight ? "\n" : "\n\n");
}

// A tight list's item holds one paragraph, and perhaps lists below it.
function onlyLists(item) {
  let fits = true;
  item.forEach((child, _, at) => { if (at && !child.type.name.endsWith("_list")) fits = false; });
  return fits;
}

// The same signs as lms/studio/runs.py: only what would mean something else is escaped.
function escaped(text) {
  return text
    .replace(/[\t\r\n]/g, " ")
    .replace(/\\(?=[!-/:-@[-`{-~]|$)/g, "\\\\")
    .replace(/[*[\]]/g, "\\$&")
    .replace(/(?<![\p{L}\p{N}_])_|_(?![\p{L}\p{N}_])/gu, "\\_")
    .replaceAll("\\[@", "\\[\\@")
    .replace(/<(?=\/?[A-Za-z]|!--)/g, "\\<");
}

function startEscaped(line) {
  const number = /^\d{1,9}(?=[.)](?:\s|$))/.exec(line);
  if (number) return `${number[0]}\\${line.slice(number[0].length)}`;
  return /^(?:(?:#{1,6}|[-+*])(?:\s|$)|>|::|(?:-+|=+)\s*$)/.test(line) ? `\\${line}` : line;
}

function inlineText(node) {
  const runs = spacesOutside(flat(node));
  const text = markup(runs).trim();
  return isSame(node.type.schema, text, runs) ? text : markup(runs.map((run) => ({ ...run, marks: [] }))).trim();
}

// Marks that Markdown can't write where they stand (half a word beside a sign) are dropped rather than shown as stars.
function isSame(schema, text, runs) {
  const again = [];
  for (const node of lineNodes(schema, text)) again.push(...flat({ forEach: (visit) => visit(node) }));
  const said = (list) => JSON.stringify(joined(list).map((run) => [run.text ?? run.source, run.marks]));
  return said(again) === said(trimmed(runs));
}

function trimmed(runs) {
  const made = runs.map((run) => ({ ...run }));
  if (made[0]?.text) made[0].text = made[0].text.trimStart();
  const last = made.at(-1);
  if (last?.text) last.text = last.text.trimEnd();
  return made.filter((run) => run.text !== "");
}

function flat(node) {
  const runs = [];
  node.forEach((child) => {
    const marks = child.marks.map(markName).sort(byOrder);
    if (child.isText) runs.push({ text: child.text.replace(/[\t\r\n]/g, " "), marks });
    else if (child.type.name === "hard_break") runs.push({ text: "\n", marks, isBreak: true });
    else runs.push({ source: pieceText(child), marks });
  });
  return runs;
}

const markName = (mark) => (mark.type.name === "link" ? `link ${mark.attrs.href}` : mark.type.name);
const rank = (mark) => ORDER.indexOf(mark.split(" ")[0]);
const byOrder = (one, other) => rank(one) - rank(other);

function pieceText({ type, attrs }) {
  if (type.name === "citation") return attrs.section ? `[@${attrs.code} ${attrs.section}]` : `[@${attrs.code}]`;
  return `![${escaped(attrs.alt)}](${destination(attrs.src)})`;
}

// No mark begins or ends with a space or a line's end.
function spacesOutside(runs) {
  const pieces = runs.flatMap((run) => {
    if (run.source || run.isBreak) return [run];
    const [, before, middle, after] = /^(\s*)([^]*?)(\s*)$/.exec(run.text);
    return [before, middle, after].filter(Boolean).map((text) => ({ text, marks: run.marks }));
  });
  return joined(pieces.map((run, at) => {
    if (run.source || run.text.trim()) return run;
    const around = (other) => other?.marks ?? [];
    const kept = run.marks.filter((mark) => around(pieces[at - 1]).includes(mark) && around(pieces[at + 1]).includes(mark));
    return { ...run, marks: kept };
  }));
}

function joined(runs) {
  const made = [];
  for (const run of runs) {
    const last = made.at(-1);
    const alike = last && !last.source && !run.source && !last.isBreak === !run.isBreak && `${last.marks}` === `${run.marks}`;
    if (alike && !run.isBreak) made[made.length - 1] = { ...last, text: last.text + run.text };
    else made.push(run);
  }
  return made;
}

function markup(runs) {
  let text = "";
  let open = [];
  runs.forEach((run, at) => {
    text += turn(open, run.marks);
    open = run.marks;
    text += run.source ?? (run.isBreak ? "\\\n" : escaped(run.text));
    const next = runs[at + 1];
    const toLink = next?.marks.find((mark) => mark.startsWith("link ") && !run.marks.includes(mark));
    if (toLink && !run.source && text.endsWith("!")) text = `${text.slice(0, -1)}\\!`;
  });
  return (text + turn(open, [])).replace(/ +(\\?\n) */g, "$1").replace(/(\\\n) +/g, "$1");
}

function turn(open, wanted) {
  let same = 0;
  while (same < open.length && same < wanted.length && open[same] === wanted[same]) same += 1;
  const closing = open.slice(same).reverse().map((mark) => sign(mark, true));
  return [...closing, ...wanted.slice(same).map((mark) => sign(mark, false))].join("");
}

function sign(mark, closes) {
  if (mark.startsWith("link ")) return closes ? `](${destination(mark.slice(5))})` : "[";
  return mark === "strong" ? "**" : "*";
}

const destination = (address) => (/[\s()<>]/.test(address) ? `<${address.replace(/[<>\n]/g, encodeURIComponent)}>` : address);
