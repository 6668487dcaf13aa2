// What of a lesson is text to be read aloud, cut into sentences. Nothing on the page is changed by this.

// Not text: what is pressed or filled in, pictures, labels of kinds, citations (the sources stand at the lesson's end).
const SKIP = "nav, button, select, input, textarea, svg, audio, video, dialog, script, style, template, summary, meter, output, "
  + "[hidden], [aria-hidden='true'], [data-unread], .kind, .cite, .sheet, .choice, .row, .saved, .error, .who, .term-note, .status-line";
const IN_FORMS = ".prose, legend, .option > span, .pair > label, .feedback"; // what is told and asked, not what is filled in
const ROOTS = ".lesson > header > h1, .lesson > header > h1 ~ .meta:not(.no-print), .lesson > .block, .lesson > .team-task";
const HOLDS = "p, li, h1, h2, h3, h4, h5, h6, dt, dd, td, th, caption, figcaption, blockquote, legend, label, div, section";
// After these a full stop ends no sentence.
const SHORT = /(?:^|[\s(])(?:f\.eks|bl\.a|dvs|m\.m|mv|m\.fl|pga|ca|nr|stk|kap|jf|evt|fx|hhv|inkl|osv|mht|e\.g|i\.e|etc|cf|no|art|vs|Mr|Mrs|Ms|Dr|St|[A-ZÆØÅ])\.\s*$/;

// A sentence: its words, their language, and the pieces of text nodes it stands on.
export function sentencesOf(page) {
  return [...page.querySelectorAll(ROOTS)].flatMap((root) => paragraphs(root).flatMap(cut));
}

// Tells whether a sentence stands after a place on the page.
export function isAfter(sentence, { node, from }) {
  const start = sentence.parts[0];
  if (start.node === node) return start.from > from;
  return Boolean(node.compareDocumentPosition(start.node) & Node.DOCUMENT_POSITION_FOLLOWING);
}

function paragraphs(root) {
  const found = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, accept);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.nodeType === Node.ELEMENT_NODE && node.dataset.aloudInstead === undefined) {
      if (node.localName === "br") found.at(-1)?.gap();
      continue;
    }
    if (node.nodeType === Node.ELEMENT_NODE) {
      found.push(new Instead(node));
    } else {
      const holder = node.parentElement.closest(HOLDS) ?? root;
      if (found.at(-1)?.holder !== holder) found.push(new Paragraph(holder));
      found.at(-1).add(node);
    }
  }
  return found.filter((each) => /[\p{L}\p{N}]/u.test(each.text));
}

function accept(node) {
  if (node.nodeType === Node.TEXT_NODE) return node.parentElement.closest("[data-aloud-instead]") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT;
  return isText(node) ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_REJECT;
}

// A folded part is text only once it is open; of a form only its question, its options and what is told in it.
function isText(element) {
  if (element.matches(SKIP) || element.matches("details:not([open])")) return false;
  if (element.matches("form *") && !element.closest(IN_FORMS) && !element.querySelector(IN_FORMS)) return false;
  return element.checkVisibility?.() ?? true;
}

class Paragraph {
  constructor(holder) {
    this.holder = holder;
    this.text = "";
    this.pieces = [];
    this.lang = holder.closest("[lang]").lang;
    this.before = column(holder);
  }

  add(node) {
    this.pieces.push({ node, at: this.text.length });
    this.text += node.data;
  }

  gap() {
    this.text += " ";
  }

  // The parts of the text nodes between two places of the text.
  parts(from, to) {
    const parts = [];
    for (const { node, at } of this.pieces) {
      const part = { node, from: Math.max(from - at, 0), to: Math.min(to - at, node.data.length) };
      if (part.from < part.to) parts.push(part);
    }
    return parts;
  }
}

// Stands for text that is not read aloud, and says so, in one piece.
class Instead {
  whole = true;

  constructor(element) {
    this.text = element.dataset.aloudInstead;
    this.lang = document.documentElement.lang;
    this.before = "";
    this.node = document.createTreeWalker(element, NodeFilter.SHOW_TEXT).nextNode() ?? element;
  }

  gap() { /* nothing to part */ }

  parts() {
    return [{ node: this.node, from: 0, to: 0 }];
  }
}

// A cell of a table is told with the head of its column.
function column(holder) {
  const name = holder.closest("td[data-column]")?.dataset.column;
  const head = name && [...holder.closest("table").querySelectorAll("thead [data-column]")].find((each) => each.dataset.column === name);
  return head && !holder.previousElementSibling ? `${head.textContent.trim()}: ` : "";
}

function cut(paragraph) {
  const sentences = [];
  let from = 0;
  for (const end of paragraph.whole ? [paragraph.text.length] : ends(paragraph.text, paragraph.lang)) {
    const raw = paragraph.text.slice(from, end);
    const words = spoken(raw);
    if (/[\p{L}\p{N}]/u.test(words)) {
      const start = from + raw.length - raw.trimStart().length;
      const parts = paragraph.parts(start, from + raw.trimEnd().length);
      sentences.push({ words: (sentences.length ? "" : paragraph.before) + words, lang: paragraph.lang, parts });
    }
    from = end;
  }
  return sentences.filter((sentence) => sentence.parts.length);
}

// Where the sentences of a text end.
function ends(text, lang) {
  const found = [];
  const segments = "Segmenter" in Intl
    ? [...new Intl.Segmenter(lang || "en", { granularity: "sentence" }).segment(text)].map(({ segment }) => segment)
    : text.match(/[^.!?…]*[.!?…]+["'”’»)\]]*\s*|[^.!?…]+$/g) ?? [text];
  let at = 0;
  for (const [number, segment] of segments.entries()) {
    at += segment.length;
    if (number === segments.length - 1 || !SHORT.test(segment)) found.push(at);
  }
  return found;
}

// As it is said: one space, no empty brackets where a citation stood, a pause for a dot between facts.
function spoken(raw) {
  return raw.replace(/\s+/g, " ").replace(/[([]\s*[;,.]?\s*[)\]]/g, "").replace(/\s*·\s*/g, ", ").replace(/(?:[,;]\s*)+$/, "")
    .replace(/\s*\/\s*/g, " / ").replace(/ +([.,;:!?])/g, "$1").replace(/✓/g, "").trim();
}
