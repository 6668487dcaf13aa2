// Marks a sentence on the page: by the highlights of CSS, which leave the page alone, or else by <mark> round its pieces of text,
// taken away again so that every text node is the one that was there before.
const NAME = "aloud";
const highlights = globalThis.Highlight && globalThis.CSS?.highlights;
let wrapped = [];

export function mark({ parts }) {
  unmark();
  if (highlights) highlights.set(NAME, new Highlight(...parts.map(range)));
  else wrapped = parts.filter(({ from, to }) => from < to).map(wrap);
}

export function unmark() {
  highlights?.delete(NAME);
  for (const { node, made } of wrapped.splice(0)) {
    if (made[0].isConnected) made[0].before(node);
    for (const each of made) each.remove();
  }
}

// Where the sentence stands in the window.
export function placeOf({ parts }) {
  const all = document.createRange();
  const last = parts.at(-1);
  const made = (part) => wrapped.find(({ node }) => node === part.node)?.made;
  if (made(parts[0])) {
    all.setStartBefore(made(parts[0]).find((each) => each.localName === "mark"));
    all.setEndAfter(made(last).find((each) => each.localName === "mark"));
  } else {
    all.setStart(parts[0].node, parts[0].from);
    all.setEnd(last.node, last.to);
  }
  return all.getBoundingClientRect();
}

function range({ node, from, to }) {
  const one = document.createRange();
  one.setStart(node, from);
  one.setEnd(node, to);
  return one;
}

function wrap({ node, from, to }) {
  const words = document.createElement("mark");
  words.className = NAME;
  words.textContent = node.data.slice(from, to);
  const made = [node.data.slice(0, from), words, node.data.slice(to)].filter(Boolean)
    .map((each) => (typeof each === "string" ? document.createTextNode(each) : each));
  node.replaceWith(...made);
  return { node, made };
}
