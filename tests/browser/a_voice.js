// Stands in for the device's voice: writes down what it is told to say, and says a sentence's end when the test says so.
(() => {
  const voice = (name, lang) => ({ name, lang, localService: true, default: lang === "en-US" });
  const fake = new EventTarget();
  let now = null;
  Object.assign(fake, {
    said: [],
    voices: (window.name || "en-US da-DK").split(" ").map((lang) => voice(`Voice ${lang}`, lang)),
    getVoices: () => fake.voices,
    speaks: () => now !== null,
    speak(utterance) {
      now = utterance;
      fake.said.push({ text: utterance.text, lang: utterance.lang, rate: utterance.rate, voice: utterance.voice?.name });
    },
    cancel() {
      const was = now;
      now = null;
      if (was) sessionStorage.setItem("cancelled", was.text);
      was?.onerror?.({ error: "interrupted" });
    },
    end() {
      const was = now;
      now = null;
      was?.onend?.();
    },
    fail(error) {
      const was = now;
      now = null;
      was?.onerror?.({ error });
    },
  });
  Object.defineProperty(window, "speechSynthesis", { value: fake });
  Object.defineProperty(window, "SpeechSynthesisUtterance", { value: class { constructor(text) { this.text = text; } } });
})();
