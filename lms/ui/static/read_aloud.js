// Reads a lesson aloud with the device's own voice, a sentence at a time. The list of sentences is made anew at each step, so
// that what somebody opens or folds meanwhile is read or left out. Where the browser has no speech nothing of this is shown.
import { mark, placeOf, unmark } from "./marking.js";
import { isAfter, sentencesOf } from "./sentences.js";

const KEPT_SPEED = "lms-aloud-speed";
const VOICES_COME_WITHIN = 1500; // milliseconds; some browsers look for their voices only when asked
const TAGS = { da: "da-DK", en: "en-GB" };
const STOPPED_BY_US = new Set(["canceled", "interrupted"]);

const lesson = document.querySelector(".lesson");
const start = document.querySelector("[data-aloud-start]");
const bar = document.querySelector("[data-aloud-bar]");
const speech = globalThis.speechSynthesis;

function setUp() {
  const reader = new Reader();
  const buttons = { start: () => reader.begin(), toggle: () => reader.toggle(), next: () => reader.step(1), previous: () => reader.step(-1), stop: () => reader.stop() };
  for (const button of document.querySelectorAll("[data-aloud]")) button.addEventListener("click", buttons[button.dataset.aloud]);
  bar.addEventListener("keydown", (event) => { if (event.key === "Escape") reader.stop(); });
  addEventListener("pagehide", () => reader.stop());
  for (const moved of ["wheel", "touchmove"]) addEventListener(moved, () => { reader.follows = false; }, { passive: true });
  speech.cancel(); // what a page before this one may have left behind
  speech.addEventListener?.("voiceschanged", sayWhetherVoice);
  setTimeout(sayWhetherVoice, VOICES_COME_WITHIN);
  sayWhetherVoice();
  start.hidden = false;
}

// The lesson's language has no voice here: that is said, and there is nothing to press. Without any list of voices we can't know.
function sayWhetherVoice() {
  const none = speech.getVoices().length > 0 && !voiceFor(languageOf(lesson));
  const notice = start.querySelector("[data-aloud-none]");
  notice.hidden = !none;
  notice.textContent = none ? notice.dataset.none : "";
  start.querySelector("[data-aloud=start]").hidden = none;
}

function languageOf(element) {
  return element.querySelector("h1[lang]")?.lang ?? document.documentElement.lang;
}

// A voice of the device before one from the net, its own choice before others.
function voiceFor(lang) {
  const fitting = speech.getVoices().filter((voice) => voice.lang.toLowerCase().split(/[-_]/)[0] === lang.slice(0, 2));
  const worth = (voice) => 2 * voice.localService + voice.default;
  return fitting.sort((one, other) => worth(other) - worth(one))[0];
}

class Reader {
  constructor() {
    this.toggleButton = bar.querySelector("[data-aloud=toggle]");
    this.speed = bar.querySelector("[data-aloud-speed]");
    this.says = bar.querySelector("[data-aloud-says]");
    this.sentence = null;
    this.plays = false;
    this.follows = true;
    this.turn = 0; // what a cancelled sentence still reports is not heard
    this.recallSpeed();
    this.speed.addEventListener("change", () => { this.keepSpeed(); if (this.plays) this.speak(this.sentence); });
  }

  begin() {
    unmark();
    dispatchEvent(new Event("lesson-aloud")); // a case is whole for whoever listens
    for (const told of lesson.querySelectorAll("details.told")) told.open = true; // a picture is heard in its words
    const all = sentencesOf(lesson);
    const first = selected(all) ?? all[0];
    if (!first) return;
    bar.hidden = false;
    this.toggleButton.focus();
    this.follows = true;
    this.speak(first);
  }

  toggle() {
    if (this.plays) return this.pause();
    this.follows = true;
    return this.speak(this.sentence ?? sentencesOf(lesson)[0]);
  }

  // A sentence is taken up again from its beginning: browsers don't agree on how to go on in the middle.
  pause() {
    this.turn += 1;
    this.plays = false;
    speech.cancel();
    this.show();
  }

  stop() {
    this.pause();
    unmark();
    this.sentence = null;
    this.says.textContent = "";
    if (bar.hidden) return;
    const had = bar.contains(document.activeElement);
    bar.hidden = true;
    const back = start.querySelector("[data-aloud=start]");
    if (had) (back.checkVisibility?.() ?? true ? back : document.querySelector("#lesson-reading > summary")).focus();
  }

  step(by) {
    const to = this.beside(by);
    if (!to) return;
    this.follows = true;
    if (this.plays) this.speak(to);
    else this.stand(to);
  }

  beside(by) {
    unmark();
    const all = sentencesOf(lesson);
    if (!this.sentence) return all[0];
    const here = this.sentence.parts[0];
    if (by > 0) return all.find((each) => isAfter(each, here));
    return all.findLast((each) => isAfter(this.sentence, each.parts[0]));
  }

  stand(sentence) {
    this.sentence = sentence;
    mark(sentence);
    this.follow();
  }

  speak(sentence) {
    unmark();
    speech.cancel();
    const turn = ++this.turn;
    const voice = voiceFor(sentence.lang);
    this.plays = true;
    this.says.textContent = "";
    this.stand(sentence);
    this.show();
    this.utterance = new SpeechSynthesisUtterance(sentence.words); // held here, or some browsers lose it and its end
    Object.assign(this.utterance, { lang: voice?.lang ?? TAGS[sentence.lang] ?? sentence.lang, rate: Number(this.speed.value) });
    if (voice) this.utterance.voice = voice;
    this.utterance.onend = () => { if (turn === this.turn) this.goOn(); };
    this.utterance.onerror = ({ error }) => { if (turn === this.turn && !STOPPED_BY_US.has(error)) this.trouble(error); };
    speech.speak(this.utterance);
  }

  goOn() {
    const next = this.beside(1);
    if (next) return this.speak(next);
    this.sentence = null;
    this.pause();
    this.says.textContent = bar.dataset.end;
    return undefined;
  }

  trouble(error) {
    this.pause();
    this.says.textContent = error.includes("unavailable") ? bar.dataset.noVoice : bar.dataset.trouble;
  }

  // The page goes along, gently; whoever scrolls away is left in peace until the sentence is in sight again.
  follow() {
    const place = placeOf(this.sentence);
    const room = innerHeight - bar.offsetHeight;
    const inSight = place.top >= 0 && place.bottom <= room;
    if (inSight) this.follows = true;
    if (!this.follows || (place.top >= room * 0.1 && place.bottom <= room * 0.8)) return;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    scrollBy({ top: place.top - room * 0.25, behavior: still ? "instant" : "smooth" });
  }

  show() {
    const name = this.plays ? "pause" : "play";
    this.toggleButton.querySelector("span").textContent = bar.dataset[name];
    for (const shape of this.toggleButton.querySelectorAll("[data-shows]")) shape.toggleAttribute("hidden", shape.dataset.shows !== name);
  }

  recallSpeed() {
    try {
      const kept = localStorage.getItem(KEPT_SPEED);
      if ([...this.speed.options].some((option) => option.value === kept)) this.speed.value = kept;
    } catch { /* a browser that keeps nothing */ }
  }

  keepSpeed() {
    try { localStorage.setItem(KEPT_SPEED, this.speed.value); } catch { /* then it holds on this page */ }
  }
}

// The sentence in which the marked words begin.
function selected(all) {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return undefined;
  const range = selection.getRangeAt(0);
  return all.find(({ parts }) => parts.some(({ node, from, to }) => range.comparePoint(node, from) >= 0 || range.isPointInRange(node, to)));
}

if (lesson && start && bar && speech && globalThis.SpeechSynthesisUtterance) setUp();
