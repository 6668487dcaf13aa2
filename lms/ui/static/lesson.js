// Extras on a lesson page: the place is kept while reading, a case opens step by step, an answer that could not be sent
// says so beside what was filled in.
import "./read_aloud.js";
import "./terms.js";

const lesson = document.querySelector(".lesson");

if (lesson?.dataset.keepPlace) keepPlace();
for (const steps of document.querySelectorAll("[data-steps]")) oneStepAtATime(steps);
document.body.addEventListener("htmx:responseError", notSaved);
document.body.addEventListener("htmx:sendError", notSaved);

function keepPlace() {
  let place = "";
  let kept = "";
  const inView = new Set();
  const seen = new IntersectionObserver((entries) => {
    for (const entry of entries) entry.isIntersecting ? inView.add(entry.target) : inView.delete(entry.target);
    const first = [...inView].sort((one, other) => one.offsetTop - other.offsetTop)[0];
    if (first) place = first.dataset.place;
  }, { rootMargin: "-20% 0px -60% 0px" });
  for (const block of lesson.querySelectorAll("[data-place]")) if (block.dataset.place) seen.observe(block);
  const start = lesson.querySelector("[data-place]")?.dataset.place;
  const send = () => {
    if (!place || place === kept || (place === start && !kept)) return;
    kept = place;
    const form = new FormData();
    form.set("csrf_token", lesson.dataset.token);
    form.set("revision", lesson.dataset.revision);
    form.set("block", place);
    navigator.sendBeacon(lesson.dataset.keepPlace, form);
  };
  setInterval(send, 15000);
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") send(); });
}

function oneStepAtATime(steps) {
  const hidden = [...steps.children].slice(1);
  if (!hidden.length || location.hash) return;
  for (const step of hidden) step.hidden = true;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "secondary";
  button.textContent = lesson.dataset.nextStep;
  button.addEventListener("click", () => {
    const step = hidden.shift();
    step.hidden = false;
    step.tabIndex = -1;
    step.focus();
    if (!hidden.length) button.remove();
  });
  steps.after(button);
  const whole = () => { for (const step of hidden.splice(0)) step.hidden = false; button.remove(); };
  addEventListener("beforeprint", whole);
  addEventListener("lesson-aloud", whole);
}

function notSaved(event) {
  const form = event.target.closest?.("form[data-answer]");
  if (!form) return;
  const signedOut = event.detail.xhr?.status === 401;
  let line = form.querySelector("[data-not-saved]");
  if (!line) {
    line = document.createElement("p");
    line.className = "notice wrong";
    line.setAttribute("role", "alert");
    line.dataset.notSaved = "";
    form.append(line);
  }
  line.textContent = signedOut ? lesson.dataset.signedOut : lesson.dataset.notSent;
}
