// The studio's pages: text without syntax, saving by itself, who else is here, moving by dragging, recording.
// Each part looks for what it improves; a page without any of it loads nothing more.
const parts = [
  ["form[data-autosave], textarea[data-rich]", "./autosave.js"],
  ["[data-presence]", "./presence.js"],
  ["[data-drag-list]", "./dragging.js"],
  ["[data-recorder]", "./recorder.js"],
];

for (const [wanted, module] of parts) if (document.querySelector(wanted)) import(module);
