// Text size and line spacing change at once and are kept in the same cookie the server reads (lms/ui/reading.py), so that the
// next page comes in the right size by itself.
const root = document.documentElement;
const USUAL = { size: "100", spacing: "normal" };
const KEPT_FOR = 365 * 86400; // seconds

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-reading] button[name]");
  if (!button) return;
  event.preventDefault();
  const before = button.getBoundingClientRect().top;
  hold(button.name, button.value);
  keep();
  tell();
  scrollBy({ top: button.getBoundingClientRect().top - before, behavior: "instant" }); // the button stays under the finger
});

// A page that comes back from the browser's memory may have another size than was chosen since.
addEventListener("pageshow", (event) => { if (event.persisted) recall(); });

function keep() {
  const secure = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `lms_reading=${held("size")}.${held("spacing")}; path=/; max-age=${KEPT_FOR}; samesite=lax${secure}`;
}

function recall() {
  const [size, spacing] = /(?:^|; )lms_reading=(\d+)\.(\w+)/.exec(document.cookie)?.slice(1) ?? Object.values(USUAL);
  hold("size", size);
  hold("spacing", spacing);
  tell();
}

function hold(name, value) {
  if (value === USUAL[name]) delete root.dataset[name];
  else root.dataset[name] = value;
}

function tell() {
  for (const button of document.querySelectorAll("[data-reading] button[name]")) {
    button.setAttribute("aria-pressed", String(button.value === held(button.name)));
  }
}

function held(name) {
  return root.dataset[name] ?? USUAL[name];
}

tell();
