// The studio's pages: text without syntax, saving by itself, who else is here, moving by dragging, recording.
// Each part looks for what it improves; a page without any of it loads nothing more.
const parts = [
  ["form[data-autosave], textarea[data-rich]", "./autosave.js"],
  ["[data-presence]", "./presence.js"],
  ["[data-drag-list]", "./dragging.js"],
  ["[data-recorder]", "./recorder.js"],
  ["[data-passages]", "./passages.js"],
];

for (const [wanted, module] of parts) if (document.querySelector(wanted)) import(module);

// A text sent by its form's own button has arrived when the next page says so; what was kept of it here can go.
const SENT = "lms-sent"; // as autosave.js writes it
const sent = sessionStorage.getItem(SENT);
if (sent) {
  sessionStorage.removeItem(SENT);
  if (document.querySelector("main > .notice.good")) import("./draft_store.js").then(({ dropSent }) => dropSent(sent));
}

// A picture that is broader than its frame shows its middle first, where the scenario begins.
const centre = (frame) => { frame.scrollLeft = (frame.scrollWidth - frame.clientWidth) / 2; };
for (const frame of document.querySelectorAll(".tree-frame")) {
  centre(frame);
  frame.closest("details")?.addEventListener("toggle", () => centre(frame), { once: true });
}
