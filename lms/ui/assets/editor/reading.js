// Markdown to a document, by the same rules as the server's parser (lms/core/markdown.py, lms/curriculum/citations.py).
// Each top-level block remembers the Markdown it came from, so that what nobody touches is written back to the letter.
import { parseLinkDestination, parseLinkLabel, parseLinkTitle } from "markdown-it/lib/helpers/index.mjs";
import ParserBlock from "markdown-it/lib/parser_block.mjs";
import ParserInline from "markdown-it/lib/parser_inline.mjs";

const CITATION = /\[@([A-Z][A-Z0-9]{0,11})(?: ([^[\]\n]{1,80}))?\]/y;
const FORBIDDEN = /^(vbscript|javascript|file|data):/;

export const sources = new WeakMap(); // top-level node → its Markdown

function cite(state, silent) {
  CITATION.lastIndex = state.pos;
  const found = CITATION.exec(state.src);
  if (!found || CITATION.lastIndex > state.posMax) return false;
  if (!silent) state.push("citation", "", 0).meta = { code: found[1], section: (found[2] ?? "").trim() };
  state.pos = CITATION.lastIndex;
  return true;
}

const block = new ParserBlock();
block.ruler.enableOnly(["blockquote", "list", "heading", "paragraph"]);
const inline = new ParserInline();
inline.ruler.enableOnly(["text", "newline", "escape", "emphasis", "link", "image"]);
inline.ruler.before("link", "cite", cite);
inline.ruler2.enableOnly(["balance_pairs", "emphasis", "fragments_join"]);

const parser = {
  options: { maxNesting: 20, html: false, breaks: false, linkify: false },
  block,
  inline,
  helpers: { parseLinkDestination, parseLinkLabel, parseLinkTitle },
  normalizeLink: (address) => address,
  normalizeLinkText: (words) => words,
  validateLink: (address) => !FORBIDDEN.test(address.trim().toLowerCase()),
};

const clean = (text) => text.replace(/\r\n?/g, "\n").replace(/\0/g, "\uFFFD");

function inlineTokens(text) {
  const tokens = [];
  inline.parse(text, parser, {}, tokens);
  return tokens;
}

// Returns the inline nodes of a line of Markdown.
export function lineNodes(schema, text) {
  const made = [];
  let marks = [];
  const add = (words) => {
    if (words) made.push(schema.text(words, marks));
  };
  for (const token of inlineTokens(clean(text))) {
    if (token.type === "strong_open" || token.type === "em_open") {
      marks = schema.marks[token.type.slice(0, -5)].create().addToSet(marks);
    } else if (token.type === "link_open") {
      marks = schema.marks.link.create({ href: token.attrGet("href") }).addToSet(marks);
    } else if (token.nesting === -1) {
      marks = schema.marks[token.type.slice(0, -6)].removeFromSet(marks);
    } else if (token.type === "citation") {
      made.push(schema.nodes.citation.create(token.meta, null, marks));
    } else if (token.type === "image" && schema.nodes.picture) {
      made.push(schema.nodes.picture.create({ src: token.attrGet("src"), alt: token.content }, null, marks));
    } else if (token.type === "hardbreak" && schema.nodes.hard_break) {
      made.push(schema.nodes.hard_break.create(null, null, marks));
    } else {
      add(token.type === "softbreak" || token.type === "hardbreak" ? " " : token.content);
    }
  }
  return merged(schema, made);
}

function merged(schema, nodes) {
  const made = [];
  for (const node of nodes) {
    const last = made.at(-1);
    if (last?.isText && node.isText && last.sameMarkup(node)) made[made.length - 1] = last.withText(last.text + node.text);
    else made.push(node);
  }
  return made;
}

const TYPES = { paragraph: "paragraph", heading: "heading", blockquote: "blockquote", bullet_list: "bullet_list", ordered_list: "ordered_list", list_item: "list_item" };

function attributes(token, tokens, at) {
  if (token.type === "heading_open") return { level: Math.max(token.markup.length, 3) };
  if (token.type === "bullet_list_open") return { tight: isTight(tokens, at) };
  if (token.type === "ordered_list_open") return { tight: isTight(tokens, at), order: Number(token.attrGet("start") ?? 1) };
  return null;
}

function isTight(tokens, at) {
  const level = tokens[at].level + 2;
  for (let next = at + 1; next < tokens.length && tokens[next].level >= tokens[at].level + 1; next += 1) {
    if (tokens[next].type === "paragraph_open" && tokens[next].level === level) return tokens[next].hidden;
  }
  return true;
}

// Returns the document that a text in Markdown says.
export function read(schema, markdown) {
  const source = clean(markdown);
  if (!schema.nodes.heading) {
    return schema.nodes.doc.create(null, schema.nodes.paragraph.create(null, lineNodes(schema, source.replace(/\s+/g, " ").trim())));
  }
  const tokens = [];
  block.parse(source, parser, {}, tokens);
  const lines = source.split("\n");
  const stack = [{ content: [] }];
  tokens.forEach((token, at) => {
    if (token.nesting === 1) {
      stack.push({ type: TYPES[token.type.slice(0, -5)], attrs: attributes(token, tokens, at), content: [], map: token.map });
    } else if (token.nesting === -1) {
      close(schema, stack, lines);
    } else if (token.type === "inline") {
      const nodes = lineNodes(schema, token.content);
      const flat = stack.at(-1).type === "heading" ? nodes.filter((node) => node.type.name !== "hard_break") : nodes;
      stack.at(-1).content.push(...flat);
    }
  });
  return schema.nodes.doc.createAndFill(null, stack[0].content);
}

function close(schema, stack, lines) {
  const { type, attrs, content, map } = stack.pop();
  const node = schema.nodes[type].createAndFill(attrs, content);
  if (stack.length === 1 && map) sources.set(node, lines.slice(...map).join("\n").replace(/^\n+|\s+$/g, ""));
  stack.at(-1).content.push(node);
}
