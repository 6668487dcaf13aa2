// Says who else has this text open ([data-presence] holds the address to ask), and tells them about us. Nobody is locked out.
const EVERY = 20000; // milliseconds
const say = document.getElementById("editor-words")?.dataset ?? {};

function sentence(names) {
  if (names.length < 2) return names.length ? (say.hereOne ?? "").replace("{name}", names[0]) : "";
  const listed = `${names.slice(0, -1).join(", ")} ${say.and} ${names.at(-1)}`;
  return (say.hereMany ?? "").replace("{names}", listed);
}

async function ask(place) {
  if (document.visibilityState === "hidden") return;
  const body = new URLSearchParams({ csrf_token: document.querySelector("input[name=csrf_token]")?.value ?? "" });
  try {
    const answer = await fetch(place.dataset.presence, {
      method: "POST", body, credentials: "same-origin", redirect: "manual",
      headers: { "X-Requested-With": "autosave", Accept: "application/json" },
    });
    if (!answer.ok) return;
    const { others = [] } = await answer.json();
    const line = document.querySelector("[data-presence-line]");
    const said = sentence(others);
    for (const older of document.querySelectorAll("[data-presence-then]")) older.hidden = true; // true when the page was made
    if (line && line.textContent !== said) line.textContent = said;
  } catch { /* the next time will do */ }
}

for (const place of document.querySelectorAll("[data-presence]")) {
  if (!place.dataset.presence) continue;
  ask(place);
  setInterval(ask, EVERY, place);
  document.addEventListener("visibilitychange", () => ask(place));
}
