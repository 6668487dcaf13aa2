// Saves a form by itself (form[data-autosave]) and says honestly what has become of the text. What isn't saved is kept in
// this browser, sealed (draft_store.js), and offered again on the next visit. Nothing is sent twice at a time.
import { drop, keep, kept } from "./draft_store.js";
import { richText } from "./editor.js";
import { guard, guardUnsent } from "./leaving.js";

const PAUSE = 1500; // milliseconds after the last key; a form may say otherwise by data-pause
const LONGEST = 10000; // milliseconds of writing without a pause
const KEEP_AFTER = 250;
const BACK_OFF = [1000, 4000, 15000, 30000, 60000];
const words = document.getElementById("editor-words");
const say = words?.dataset ?? {};
const TROUBLE = new Set(["kept", "unkept", "refused", "wrong", "signedOut", "conflict"]);

class Autosave {
  constructor(form) {
    this.form = form;
    this.id = `studio:${new URL(form.action).pathname}`;
    this.version = Number(form.dataset.version ?? 0);
    this.rich = new Map([...form.querySelectorAll("textarea[data-rich]")].map((area) => [area.dataset.name, richText(area)]));
    this.saved = this.fields();
    this.pause = Number(form.dataset.pause ?? PAUSE);
    this.tries = 0;
    this.state = "";
    this.flight = null;
    this.ended = false;
    this.leaving = false;
    form.addEventListener("input", () => this.written());
    form.addEventListener("change", () => this.written());
    form.addEventListener("focusout", (event) => { if (!form.contains(event.relatedTarget) && !event.relatedTarget?.closest("dialog")) this.save(); });
    form.addEventListener("submit", () => this.submitted());
    this.recall();
  }

  // What the form holds, by name; a name that is there several times as a list.
  fields() {
    const all = {};
    for (const [name, value] of new FormData(this.form)) {
      if (typeof value !== "string" || name === "csrf_token" || name === "version") continue;
      (all[name] ??= []).push(value);
    }
    return all;
  }

  get isSaved() { return JSON.stringify(this.fields()) === JSON.stringify(this.saved); }

  part(name) { return this.form.querySelector(`[data-${name}]`); }

  tell(state, { link = null } = {}) {
    const line = this.part("save-words");
    const status = this.part("save-status");
    const sentence = say[state] ?? "";
    this.form.dataset.state = state;
    if (line) {
      line.textContent = sentence;
      line.className = TROUBLE.has(state) ? "error" : state === "saved" || state === "merged" ? "saved" : "hint";
      if (link) line.append(" ", link);
    }
    if (status && state !== "saving" && state !== "writing" && this.state !== state) status.textContent = sentence;
    if (state !== "saving" && state !== "writing") this.state = state;
  }

  written() {
    if (this.ended) return this.store();
    if (this.isSaved) return;
    clearTimeout(this.keeping);
    this.keeping = setTimeout(() => this.store(), KEEP_AFTER);
    if (!TROUBLE.has(this.state) || this.state === "wrong") this.tell("writing");
    if (this.tries) return; // a try is on its way already
    this.since ??= Date.now();
    this.later(Math.max(0, Math.min(this.pause, this.since + LONGEST - Date.now())));
  }

  later(after) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), after);
  }

  async store() {
    clearTimeout(this.keeping);
    if (this.isSaved) { this.isKept = false; return drop(this.id); }
    const fields = this.fields();
    this.isKept = await keep(this.id, JSON.stringify({ version: this.version, fields }), this.leaving);
    if (this.isSaved) drop(this.id); // acknowledged while it was being sealed
    return this.isKept;
  }

  // Sends what is not saved yet; returns when the answer is there. One at a time.
  save({ hidden = false } = {}) {
    clearTimeout(this.timer);
    if (this.flight) return this.flight;
    if (this.ended || this.isSaved || this.leaving) return Promise.resolve();
    this.since = null;
    this.flight = this.send(hidden).finally(() => {
      this.flight = null;
      if (!this.ended && !this.isSaved && !this.tries && this.state !== "wrong") this.later(this.pause);
    });
    return this.flight;
  }

  async send(hidden) {
    const fields = this.fields();
    const data = new URLSearchParams(Object.entries(fields).flatMap(([name, values]) => values.map((value) => [name, value])));
    data.set("csrf_token", this.form.elements.namedItem("csrf_token")?.value ?? "");
    data.set("version", this.version);
    for (const text of this.rich.values()) text.mark();
    this.tell("saving");
    const size = data.toString().length;
    let answer;
    try {
      answer = await fetch(this.form.action, {
        method: "POST",
        body: data,
        headers: { "X-Requested-With": "autosave", Accept: "application/json" },
        credentials: "same-origin",
        redirect: "manual",
        keepalive: hidden && size < 60000,
      });
    } catch {
      return this.again();
    }
    return this.answered(answer, fields);
  }

  async answered(answer, fields) {
    const { status } = answer;
    if (answer.type === "opaqueredirect" || status === 401) return this.signedOut();
    if (status === 0 || status === 408 || status === 429 || status >= 500) return this.again();
    if (status === 400 && !this.renewed) return this.renew();
    const said = await answer.json().catch(() => null);
    if (status === 409 && said) return this.conflict(said);
    if (status === 422 && said) return this.wrong(said.errors ?? {});
    if (status === 200 && said) return this.arrived(said, fields);
    return this.refused();
  }

  async arrived(said, fields) {
    this.tries = 0;
    this.renewed = false;
    this.errors({});
    const took = said.merged ? this.take(said.fields ?? {}, fields) : true;
    if (took) {
      this.version = said.version;
      const hidden = this.form.elements.namedItem("version");
      if (hidden) hidden.value = said.version;
      this.form.dataset.version = said.version;
    }
    this.saved = took ? { ...fields, ...(said.merged ? this.texts(said.fields ?? {}, fields) : {}) } : fields;
    if (this.isSaved) { clearTimeout(this.keeping); drop(this.id); } else this.store();
    this.tell(said.merged && took ? "merged" : this.isSaved ? "saved" : "writing");
  }

  texts(given, sent) {
    return Object.fromEntries(Object.entries(given).filter(([name]) => name in sent).map(([name, value]) => [name, [value]]));
  }

  // Puts the merged texts under what has been written since. Where that isn't possible, the next save still speaks from the
  // older version, and the server puts both together.
  take(given, sent) {
    let took = true;
    for (const [name, value] of Object.entries(given)) {
      const text = this.rich.get(name);
      const input = this.form.elements.namedItem(name);
      if (text) took = text.take(value) && took;
      else if (input && "value" in input && sent[name]?.length === 1) {
        if (input.value === sent[name][0]) input.value = value;
        else took = took && value === sent[name][0];
      }
    }
    return took;
  }

  async again() {
    const isKept = await this.store();
    this.tell(isKept ? "kept" : "unkept");
    const after = BACK_OFF[Math.min(this.tries, BACK_OFF.length - 1)];
    this.tries += 1;
    this.later(after);
  }

  async signedOut() {
    await this.store();
    const link = document.createElement("a");
    Object.assign(link, { href: say.signInAddress, target: "_blank", rel: "noopener", textContent: say.signIn });
    this.tell("signedOut", { link });
    this.tries += 1;
    this.later(BACK_OFF.at(-1));
  }

  // The page is older than the sign-in: take the token of a fresh copy of it, if that is still the same account's.
  async renew() {
    this.renewed = true;
    try {
      const fresh = await fetch(location.href, { credentials: "same-origin", cache: "no-store" });
      const page = new DOMParser().parseFromString(await fresh.text(), "text/html");
      const token = page.querySelector("input[name=csrf_token]")?.value;
      if (!token || page.body.dataset.account !== document.body.dataset.account) return this.refused();
      for (const input of document.querySelectorAll("input[name=csrf_token]")) input.value = token;
    } catch {
      return this.again();
    }
    return this.send(false);
  }

  async refused() {
    this.ended = true;
    await this.store();
    this.tell("refused");
  }

  async wrong(errors) {
    this.tries = 0;
    await this.store();
    this.errors(errors);
    this.tell("wrong");
  }

  errors(errors) {
    for (const line of this.form.querySelectorAll("[data-error-for]")) {
      const sentence = errors[line.dataset.errorFor] ?? "";
      line.textContent = sentence;
      line.hidden = !sentence;
      this.rich.get(line.dataset.errorFor)?.complain(sentence);
    }
    const others = Object.entries(errors).filter(([name]) => !this.form.querySelector(`[data-error-for="${CSS.escape(name)}"]`));
    const status = this.part("save-status");
    if (status && others.length) status.textContent = others.map(([, sentence]) => sentence).join(" ");
    this.others(others.map(([, sentence]) => sentence).join(" "));
  }

  others(sentence) {
    let line = this.form.querySelector("[data-other-errors]");
    if (!line && sentence) {
      line = document.createElement("p");
      line.className = "error";
      line.dataset.otherErrors = "";
      this.part("save-line")?.after(line);
    }
    if (line) line.textContent = sentence;
  }

  // Somebody changed the same words. The server keeps both; a person chooses on a page of its own.
  conflict({ conflict_url: address }) {
    this.ended = true;
    this.saved = this.fields();
    drop(this.id);
    const notice = this.part("conflict");
    if (notice) {
      notice.querySelector("[data-conflict-link]").href = address;
      notice.hidden = false;
    }
    this.tell("conflict");
    if (this.form.contains(document.activeElement)) notice?.focus();
  }

  submitted() {
    this.leaving = true;
    clearTimeout(this.timer);
    this.store();
    try { sessionStorage.setItem("lms-sent", this.id); } catch { /* then it is offered again */ }
    setTimeout(() => { this.leaving = false; }, 8000);
  }

  // What an earlier visit could not save is offered, never put in by itself.
  async recall() {
    const text = await kept(this.id);
    if (text === null) return;
    let record;
    try { record = JSON.parse(text); } catch { return drop(this.id); }
    if (JSON.stringify(record.fields) === JSON.stringify(this.fields())) return drop(this.id);
    const notice = words.content.querySelector("[data-recall]").cloneNode(true);
    const shown = notice.querySelector("[data-recall-words]");
    for (const [name, [value]] of Object.entries(record.fields)) {
      if (value === this.saved[name]?.[0] || !value) continue;
      for (const part of value.split(/\n{2,}/)) shown.append(Object.assign(document.createElement("p"), { textContent: part }));
    }
    notice.querySelector("[data-restore]").addEventListener("click", () => { notice.remove(); this.restore(record); });
    notice.querySelector("[data-discard]").addEventListener("click", () => { notice.remove(); drop(this.id); });
    this.form.before(notice);
  }

  restore({ version, fields }) {
    this.version = version; // from which it was written, so that the server can put it together with what came since
    for (const [name, values] of Object.entries(fields)) {
      const input = this.form.elements.namedItem(name);
      if (this.rich.has(name)) this.rich.get(name).replace(values[0]);
      else if (input && "value" in input && values.length === 1 && input.type !== "hidden") input.value = values[0];
    }
    this.written();
    [...this.rich.values()][0]?.focus();
  }
}

const areas = [...document.querySelectorAll("textarea[data-rich]")];
areas.forEach(richText);
const all = [...document.querySelectorAll("form[data-autosave]")].map((form) => new Autosave(form));
guard(all);
guardUnsent(areas.filter((area) => !area.closest("form[data-autosave]")));
