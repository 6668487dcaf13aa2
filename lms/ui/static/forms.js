// Small helps on forms: focus on what needs attention, one submit per press, a question before what can't be undone.

const SENT_FOR = 8000; // milliseconds; a form that answers with a download never leaves the page

function attend(within) {
  const wanted = within.querySelector("[data-focus]");
  if (wanted) wanted.focus();
}

function ask(form, submitter) {
  const dialog = document.getElementById("confirm");
  if (!dialog || !dialog.showModal) return false;
  const yes = dialog.querySelector("[value=yes]");
  dialog.querySelector("p").textContent = submitter.dataset.confirm;
  yes.textContent = submitter.textContent;
  yes.className = submitter.className;
  dialog.returnValue = "";
  dialog.onclose = () => {
    if (dialog.returnValue !== "yes") return submitter.focus();
    submitter.dataset.confirmed = "";
    form.requestSubmit(submitter);
    delete submitter.dataset.confirmed;
  };
  dialog.showModal();
  return true;
}

function once(form, submitter) {
  form.dataset.sent = "";
  if (submitter) submitter.setAttribute("aria-disabled", "true");
  setTimeout(() => again(form), SENT_FOR);
}

function again(form) {
  delete form.dataset.sent;
  for (const button of form.querySelectorAll("[aria-disabled]")) button.removeAttribute("aria-disabled");
}

document.addEventListener("submit", (event) => {
  const { target: form, submitter } = event;
  if (form.getAttribute("method") !== "post") return;
  const asks = submitter && "confirm" in submitter.dataset && !("confirmed" in submitter.dataset);
  if ("sent" in form.dataset || (asks && ask(form, submitter))) {
    event.preventDefault();
    event.stopPropagation();
  }
}, true);

document.addEventListener("submit", (event) => {
  const { target: form, submitter } = event;
  if (form.getAttribute("method") === "post" && !event.defaultPrevented) once(form, submitter);
});

addEventListener("pageshow", () => document.querySelectorAll("[data-sent]").forEach(again));

// The account menu works by itself; this closes it as people expect.
const menu = document.querySelector("details.me");
if (menu) {
  document.addEventListener("click", (event) => { if (!menu.contains(event.target)) menu.open = false; });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
}

// What an answer adds above the button that was pressed must not push it out of sight.
function keepInSight(within) {
  const at = document.activeElement;
  if (at && at !== document.body && within.contains(at)) at.scrollIntoView({ block: "nearest" });
}

document.addEventListener("htmx:afterSwap", (event) => attend(event.detail.target));
document.addEventListener("htmx:afterSettle", (event) => keepInSight(event.detail.target));
attend(document);
