// What is pasted from Word, Google Docs or a web page, as clean HTML of the few kinds a text may hold. Whatever else the
// markup says (fonts, colours, scripts, pictures, comments) is gone. Long markup is cut before it is looked at closely.

export const MOST_MARKUP = 200000; // characters of markup that are read
export const MOST_TEXT = 20000; // characters of text that are taken in

const SKIPPED = new Set(["SCRIPT", "STYLE", "HEAD", "TITLE", "META", "LINK", "TEMPLATE", "NOSCRIPT", "IFRAME", "OBJECT", "SVG", "MATH", "IMG", "PICTURE", "VIDEO", "AUDIO", "CANVAS", "BUTTON", "SELECT", "TEXTAREA", "INPUT", "FORM", "XML"]);
const BLOCKS = new Set(["P", "DIV", "SECTION", "ARTICLE", "MAIN", "HEADER", "FOOTER", "ASIDE", "TABLE", "TBODY", "THEAD", "TR", "TD", "TH", "PRE", "FIGURE", "FIGCAPTION", "DL", "DT", "DD", "ADDRESS", "CENTER", "FORM", "FIELDSET", "HR"]);
const KEPT = { UL: "ul", OL: "ol", LI: "li", BLOCKQUOTE: "blockquote", H1: "h3", H2: "h3", H3: "h3", H4: "h4", H5: "h5", H6: "h6" };
const SAFE = /^(https?:|mailto:|tel:|\/(?!\/))/i;
const WORD_ITEM = /mso-list:\s*l\d+\s+level(\d+)/i;

// Takes whole stretches (comments, styles, scripts) out of markup, in one go through it.
function without(html, open, close) {
  const lower = html.toLowerCase();
  let made = "";
  let at = 0;
  for (;;) {
    const start = lower.indexOf(open, at);
    if (start < 0) return made + html.slice(at);
    made += html.slice(at, start);
    const end = lower.indexOf(close, start + open.length);
    if (end < 0) return made;
    at = end + close.length;
  }
}

// Word puts its paragraphs between marks that are comments; only the stretches inside comments go.
function shortened(html) {
  let made = html;
  for (const name of ["script", "style", "svg", "xml"]) made = without(made, `<${name}`, `</${name}>`);
  made = without(made, "<!--", "-->").replace(/\s(style|on[a-z]+)\s*=/gi, " data-$1=");
  return made.length > MOST_MARKUP ? { html: made.slice(0, MOST_MARKUP), isCut: true } : { html: made, isCut: false };
}

// Returns clean HTML and whether something had to be left out for its length.
export function cleaned(html) {
  const short = shortened(html);
  const from = new DOMParser().parseFromString(short.html, "text/html");
  const into = document.implementation.createHTMLDocument("");
  const pen = { doc: into, left: MOST_TEXT, lists: [] };
  carry(from.body, into.body, pen);
  return { html: into.body.innerHTML, isCut: short.isCut || pen.left <= 0 };
}

function carry(from, into, pen) {
  for (const node of from.childNodes) {
    if (pen.left <= 0) return;
    if (node.nodeType === 3) addText(node.data, into, pen);
    else if (node.nodeType === 1 && !SKIPPED.has(node.nodeName.toUpperCase())) element(node, into, pen);
  }
}

function addText(data, into, pen) {
  const words = data.replace(/[ \t\r\n\u00a0]+/g, " ").slice(0, pen.left);
  pen.left -= words.length;
  into.append(words);
}

function element(node, into, pen) {
  const { nodeName: name } = node;
  const style = node.dataset?.style ?? "";
  if (/mso-list:\s*ignore|display:\s*none|visibility:\s*hidden/i.test(style)) return;
  const item = WORD_ITEM.exec(style);
  if (item && (name === "P" || name === "DIV")) return wordItem(node, into, pen, Number(item[1]));
  if (BLOCKS.has(name) || name in KEPT) pen.lists = [];
  if (name === "BR") into.append(pen.doc.createElement("br"));
  else if (name === "SPAN" && (node.dataset.cite || node.dataset.picture)) own(node, into, pen);
  else if (name in KEPT) carry(node, added(into, KEPT[name], pen, node), pen);
  else if (BLOCKS.has(name)) block(node, into, pen);
  else carry(node, marked(node, name, style, into, pen), pen);
}

function added(into, name, pen, from) {
  const made = into.appendChild(pen.doc.createElement(name));
  if (name === "ol" && Number(from?.getAttribute("start")) > 1) made.setAttribute("start", from.getAttribute("start"));
  return made;
}

// A piece of our own texts, copied from one field to another: a citation or a picture.
function own(node, into, pen) {
  const made = added(into, "span", pen);
  for (const key of ["cite", "section", "picture", "alt"]) if (key in node.dataset) made.dataset[key] = node.dataset[key];
}

// A paragraph, unless it only wraps others; a new line wherever a page had one.
function block(node, into, pen) {
  const wraps = [...node.children].some((child) => BLOCKS.has(child.nodeName) || child.nodeName in KEPT);
  carry(node, wraps ? into : added(into, "p", pen), pen);
}

// Word's lists are paragraphs with a level; their signs stand in a part of their own that is skipped.
function wordItem(node, into, pen, level) {
  const isNumbered = /^\s*(\d+|[a-z])[.)]/i.test(node.textContent);
  const name = isNumbered ? "ol" : "ul";
  pen.lists.length = Math.min(pen.lists.length, level);
  if (pen.lists.at(-1)?.nodeName.toLowerCase() !== name && pen.lists.length === level) pen.lists.pop();
  while (pen.lists.length < level) {
    const place = pen.lists.at(-1)?.lastElementChild ?? (pen.lists.at(-1) ? added(pen.lists.at(-1), "li", pen) : into);
    pen.lists.push(added(place, name, pen));
  }
  carry(node, added(added(pen.lists.at(-1), "li", pen), "p", pen), pen);
}

// Bold, italics and links, whether a tag or a style says so. Google Docs wraps everything in a <b> that isn't bold.
function marked(node, name, style, into, pen) {
  let place = into;
  const weight = /(?<![-\w])font-weight:\s*(\w+)/i.exec(style)?.[1];
  const isBold = weight ? weight === "bold" || Number(weight) >= 600 : name === "B" || name === "STRONG";
  const slant = /(?<![-\w])font-style:\s*(\w+)/i.exec(style)?.[1];
  const isItalic = slant ? slant === "italic" : name === "I" || name === "EM";
  const address = name === "A" ? (node.getAttribute("href") ?? "").trim() : "";
  if (SAFE.test(address)) {
    place = added(place, "a", pen);
    place.setAttribute("href", address);
  }
  if (isBold) place = added(place, "strong", pen);
  return isItalic ? added(place, "em", pen) : place;
}
