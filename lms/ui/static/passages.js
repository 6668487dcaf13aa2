// Words to comment on (fieldset[data-passages]): without scripts one chooses a sentence. Here the sentences stand as running
// text; pulling over any words marks them, and Shift with an arrow takes further sentences in.
const MOST = 1000;

class Passages {
  constructor(box) {
    this.box = box;
    this.text = box.querySelector(".passages");
    this.radios = [...this.text.querySelectorAll("input[type=radio]")];
    this.marked = box.querySelector("#passage-marked");
    this.bar = box.querySelector("[data-passage-bar]");
    this.status = box.querySelector("[data-passage-status]");
    this.from = this.to = -1;
    box.classList.add("running");
    box.querySelector("[data-without-script]").hidden = true;
    box.querySelector("[data-with-script]").hidden = false;
    this.text.addEventListener("click", (event) => { if (this.selected()) event.preventDefault(); });
    this.text.addEventListener("keydown", (event) => this.pressed(event));
    box.addEventListener("change", () => this.chose());
    document.addEventListener("selectionchange", () => this.dragged());
    box.querySelector("[data-passage-go]").addEventListener("click", () => this.go());
    if (this.radios.some((radio) => radio.checked)) this.chose();
  }

  // The words somebody pulled over, as far as they stand in the text.
  selected() {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return "";
    const range = selection.getRangeAt(0).cloneRange();
    if (!range.intersectsNode(this.text)) return "";
    if (!this.text.contains(range.startContainer)) range.setStart(this.text, 0);
    if (!this.text.contains(range.endContainer)) range.setEnd(this.text, this.text.childNodes.length);
    const piece = range.cloneContents();
    for (const link of piece.querySelectorAll(".said-here")) link.remove();
    for (const label of piece.querySelectorAll("label")) label.append(" ");
    return piece.textContent.replace(/\s+/g, " ").trim().slice(0, MOST);
  }

  dragged() {
    const words = this.selected();
    if (!words) return;
    clearTimeout(this.settling);
    this.settling = setTimeout(() => this.mark(words), 150);
  }

  mark(words) {
    this.marked.disabled = false;
    this.marked.value = words;
    this.marked.checked = true;
    this.marked.closest("[data-marked]").hidden = false;
    this.box.querySelector("[data-marked-words]").textContent = words;
    this.bar.hidden = false;
    this.status.textContent = this.status.dataset.chosen.replace("{words}", words);
  }

  chose() {
    const at = this.radios.findIndex((radio) => radio.checked);
    this.from = this.to = at;
    this.show();
    this.bar.hidden = this.box.querySelector("input[type=radio]:checked")?.value === "";
  }

  // Several sentences: what is shown as chosen is the span from the first to the last.
  pressed(event) {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    const at = this.radios.indexOf(event.target);
    if (!event.shiftKey || !step || at < 0) return;
    event.preventDefault();
    if (this.from < 0) this.from = this.to = at;
    this.to = Math.min(Math.max(this.to + step, 0), this.radios.length - 1);
    const [first, last] = [this.from, this.to].sort((one, other) => one - other);
    this.mark(this.radios.slice(first, last + 1).map((radio) => radio.value).join(" ").slice(0, MOST));
    this.show();
  }

  show() {
    const [first, last] = [this.from, this.to].sort((one, other) => one - other);
    this.radios.forEach((radio, at) => radio.closest(".tick").classList.toggle("chosen", first >= 0 && at >= first && at <= last));
  }

  go() {
    getSelection().removeAllRanges();
    const field = this.box.form.querySelector("textarea");
    field.focus();
    field.scrollIntoView({ block: "center" });
  }
}

for (const box of document.querySelectorAll("[data-passages]")) new Passages(box);
