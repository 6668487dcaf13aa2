// Records a voice in the page: microphone → one channel, 16 bit WAV → the form's file field. Nothing leaves the page before
// the form is sent. [data-recorder] is the form or a part of it; data-seconds (or data-max-seconds) is the longest recording.
const words = document.getElementById("recorder-words");
const RATES = [16000, 8000]; // the finer one if it fits
const HEADER = 44; // bytes

const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;

// Returns a WAV file of samples between -1 and 1.
export function wav(samples, rate) {
  const file = new DataView(new ArrayBuffer(HEADER + samples.length * 2));
  const text = (at, letters) => [...letters].forEach((letter, place) => file.setUint8(at + place, letter.charCodeAt(0)));
  text(0, "RIFF");
  file.setUint32(4, HEADER - 8 + samples.length * 2, true);
  text(8, "WAVEfmt ");
  file.setUint32(16, 16, true);
  file.setUint16(20, 1, true);
  file.setUint16(22, 1, true);
  file.setUint32(24, rate, true);
  file.setUint32(28, rate * 2, true);
  file.setUint16(32, 2, true);
  file.setUint16(34, 16, true);
  text(36, "data");
  file.setUint32(40, samples.length * 2, true);
  samples.forEach((sample, at) => file.setInt16(HEADER + at * 2, Math.max(-1, Math.min(1, sample)) * 0x7fff, true));
  return new Blob([file.buffer], { type: "audio/wav" });
}

class Recorder {
  constructor(root) {
    this.root = root;
    this.most = Number(root.dataset.maxSeconds ?? root.dataset.seconds ?? 600);
    this.mostBytes = Number(root.dataset.maxBytes ?? 11500000);
    this.field = root.querySelector("input[type=file]") ?? this.ownField();
    this.board = words.content.querySelector("[data-recorder-board]").cloneNode(true);
    (this.field.closest(".field") ?? this.field).before(this.board);
    this.parts = Object.fromEntries([...this.board.querySelectorAll("[data-part]")].map((part) => [part.dataset.part, part]));
    for (const act of ["start", "stop", "listen", "again"]) this.parts[act].addEventListener("click", () => this[act]());
    this.parts.longest.textContent = clock(this.most);
    this.show("ready");
  }

  ownField() {
    const field = Object.assign(document.createElement("input"), { type: "file", name: this.root.dataset.name ?? "sound", accept: "audio/wav", hidden: true });
    this.root.append(field);
    return field;
  }

  // What can be pressed now, and where the focus goes when its button has just gone.
  show(state, sentence = "") {
    const visible = { ready: ["start"], recording: ["stop"], done: ["listen", "again"], playing: ["listen", "again"] }[state];
    const { activeElement: active } = document;
    this.state = state;
    this.board.dataset.state = state;
    for (const act of ["start", "stop", "listen", "again"]) this.parts[act].hidden = !visible.includes(act);
    this.parts.level.hidden = state !== "recording";
    this.parts.listen.textContent = this.parts.listen.dataset[state === "playing" ? "pause" : "play"];
    this.parts.status.textContent = sentence;
    if (this.board.contains(active) && active.hidden) this.parts[visible[0]].focus();
  }

  async start() {
    try {
      this.stream = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1, echoCancellation: true, noiseSuppression: true } });
    } catch (error) {
      return this.fail(error);
    }
    this.context = new AudioContext();
    try {
      await this.context.audioWorklet.addModule(new URL("./recorder_worklet.js", import.meta.url));
    } catch (error) {
      this.release();
      return this.fail(error);
    }
    this.pieces = [];
    this.length = 0;
    const node = new AudioWorkletNode(this.context, "recorder");
    node.port.onmessage = ({ data }) => this.heard(data);
    this.context.createMediaStreamSource(this.stream).connect(node);
    this.stream.getAudioTracks()[0].addEventListener("ended", () => this.stop());
    this.show("recording", words.dataset.recording);
    return null;
  }

  fail(error) {
    const refused = error?.name === "NotAllowedError" || error?.name === "SecurityError";
    const missing = error?.name === "NotFoundError" || error?.name === "NotReadableError";
    this.show("ready", words.dataset[refused ? "refused" : missing ? "missing" : "failed"]);
  }

  heard(samples) {
    if (this.state !== "recording") return;
    this.pieces.push(samples);
    this.length += samples.length;
    const loudest = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
    this.parts.meter.value = Math.min(1, loudest * 1.4);
    const seconds = this.length / this.context.sampleRate;
    if (this.parts.time.textContent !== clock(seconds)) this.parts.time.textContent = clock(seconds);
    if (seconds >= this.most) this.stop(words.dataset.full);
  }

  async stop(sentence) {
    if (this.state !== "recording") return;
    this.state = "stopping";
    const { sampleRate } = this.context;
    this.release();
    if (!this.length) return this.show("ready", words.dataset.nothing);
    const rate = RATES.find((one) => (this.length / sampleRate) * one * 2 + HEADER <= this.mostBytes) ?? RATES.at(-1);
    this.sound = await this.resampled(sampleRate, rate);
    this.pieces = [];
    const files = new DataTransfer();
    files.items.add(new File([wav(this.sound.getChannelData(0), rate)], "recording.wav", { type: "audio/wav" }));
    this.field.files = files.files;
    this.field.dispatchEvent(new Event("change", { bubbles: true }));
    this.parts.time.textContent = clock(this.sound.duration);
    this.show("done", typeof sentence === "string" ? sentence : words.dataset.done);
  }

  async resampled(from, to) {
    const offline = new OfflineAudioContext(1, Math.max(1, Math.round((this.length * to) / from)), to);
    const whole = offline.createBuffer(1, this.length, from);
    let at = 0;
    for (const piece of this.pieces) { whole.copyToChannel(piece, 0, at); at += piece.length; }
    const source = new AudioBufferSourceNode(offline, { buffer: whole });
    source.connect(offline.destination);
    source.start();
    return offline.startRendering();
  }

  async listen() {
    if (this.playing) return this.hush();
    const context = new AudioContext();
    const source = new AudioBufferSourceNode(context, { buffer: this.sound });
    source.connect(context.destination);
    source.onended = () => this.hush();
    this.playing = { context, source };
    this.show("playing");
    source.start();
    return null;
  }

  hush() {
    const playing = this.playing;
    this.playing = null;
    if (!playing) return;
    playing.source.onended = null;
    playing.context.close();
    this.show("done");
  }

  again() {
    this.hush();
    this.sound = null;
    this.field.value = "";
    this.parts.time.textContent = clock(0);
    this.show("ready", words.dataset.thrown);
    this.parts.start.focus();
  }

  release() {
    for (const track of this.stream?.getTracks() ?? []) track.stop();
    this.context?.close();
    this.stream = null;
  }
}

const canRecord = Boolean(navigator.mediaDevices?.getUserMedia && globalThis.AudioWorkletNode);
if (words && canRecord) for (const root of document.querySelectorAll("[data-recorder]")) new Recorder(root);
