// What a text may hold: the Markdown subset of lms/core/markdown.py, citations and pictures as one piece each.
import { Schema } from "prosemirror-model";
import { addressOf } from "./picture_dialog.js";

const words = () => document.getElementById("editor-words")?.dataset ?? {};
const filled = (sentence, values) => (sentence ?? "").replace(/\{(\w+)\}/g, (_, name) => values[name]);

const paragraph = { content: "inline*", group: "block", parseDOM: [{ tag: "p" }], toDOM: () => ["p", 0] };

const heading = {
  attrs: { level: { default: 3 } },
  content: "(text | citation | picture)*",
  group: "block",
  defining: true,
  parseDOM: [1, 2, 3, 4, 5, 6].map((level) => ({ tag: `h${level}`, attrs: { level: Math.max(level, 3) } })),
  // On the page of a form it follows the h1; on a reader's page the block's own heading stands between.
  toDOM: (node) => [`h${node.attrs.level}`, { "aria-level": node.attrs.level - 1 }, 0],
};

const blockquote = { content: "block+", group: "block", defining: true, parseDOM: [{ tag: "blockquote" }], toDOM: () => ["blockquote", 0] };

const bulletList = {
  attrs: { tight: { default: true } },
  content: "list_item+",
  group: "block",
  parseDOM: [{ tag: "ul" }],
  toDOM: () => ["ul", 0],
};

const orderedList = {
  attrs: { tight: { default: true }, order: { default: 1 } },
  content: "list_item+",
  group: "block",
  parseDOM: [{ tag: "ol", getAttrs: (dom) => ({ order: dom.hasAttribute("start") ? Number(dom.getAttribute("start")) || 1 : 1 }) }],
  toDOM: (node) => (node.attrs.order === 1 ? ["ol", 0] : ["ol", { start: node.attrs.order }, 0]),
};

const listItem = { content: "block+", defining: true, parseDOM: [{ tag: "li" }], toDOM: () => ["li", 0] };

const citation = {
  attrs: { code: {}, section: { default: "" } },
  inline: true,
  group: "inline",
  parseDOM: [{ tag: "span[data-cite]", getAttrs: (dom) => ({ code: dom.dataset.cite, section: dom.dataset.section ?? "" }) }],
  leafText: (node) => `[${node.attrs.code}]`,
  toDOM: (node) => {
    const { code, section } = node.attrs;
    const source = [code, section].filter(Boolean).join(" ");
    const shown = filled(words().citation ?? "{source}", { source });
    return ["span", { class: "citation", "data-cite": code, "data-section": section, contenteditable: "false" }, shown];
  },
};

const picture = {
  attrs: { src: {}, alt: { default: "" } },
  inline: true,
  group: "inline",
  parseDOM: [{ tag: "span[data-picture]", getAttrs: (dom) => ({ src: dom.dataset.picture, alt: dom.dataset.alt ?? "" }) }],
  leafText: (node) => node.attrs.alt,
  toDOM: (node) => {
    const shown = filled(words().picture ?? "{words}", { words: node.attrs.alt });
    const address = addressOf(node.attrs.src);
    const given = { class: "picture", "data-picture": node.attrs.src, "data-alt": node.attrs.alt, contenteditable: "false" };
    return ["span", given, ...(address ? [["img", { src: address, alt: "" }]] : []), shown];
  },
};

const hardBreak = { inline: true, group: "inline", selectable: false, linebreakReplacement: true, parseDOM: [{ tag: "br" }], toDOM: () => ["br"] };

const marks = {
  link: {
    attrs: { href: {} },
    inclusive: false,
    parseDOM: [{ tag: "a[href]", getAttrs: (dom) => ({ href: dom.getAttribute("href") }) }],
    toDOM: (mark) => ["a", { href: mark.attrs.href, rel: "noopener" }, 0],
  },
  strong: { parseDOM: [{ tag: "strong" }, { tag: "b" }], toDOM: () => ["strong", 0] },
  em: { parseDOM: [{ tag: "em" }, { tag: "i" }], toDOM: () => ["em", 0] },
};

const text = { group: "inline" };

export const blocks = new Schema({
  nodes: {
    doc: { content: "block+" }, paragraph, heading, blockquote,
    bullet_list: bulletList, ordered_list: orderedList, list_item: listItem,
    text, citation, picture, hard_break: hardBreak,
  },
  marks,
});

export const line = new Schema({
  nodes: { doc: { content: "paragraph" }, paragraph: { ...paragraph, content: "(text | citation)*" }, text, citation },
  marks,
});
