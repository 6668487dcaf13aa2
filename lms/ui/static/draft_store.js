// Where unsent texts lie: in this browser, sealed with AES-GCM under a key the page gets only while its account is signed
// in. The key itself is never stored. They go at sign-out, at another account's sign-in, and after seven days.

const PREFIX = "lms-draft:";
const OWNER = "lms-draft-owner"; // whose texts may lie here now; empty after sign-out
const KEPT_FOR = 7 * 24 * 60 * 60 * 1000; // milliseconds

const { account = "", draftKey = "" } = document.body.dataset;
const sealing = account && globalThis.crypto?.subtle ? importKey(draftKey) : null;
export const canSeal = Boolean(sealing);
let ended = !sealing;

function importKey(hexadecimal) {
  const bytes = Uint8Array.from(hexadecimal.match(/../g), (pair) => parseInt(pair, 16));
  return crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
}

const place = (id) => `${PREFIX}${account}:${id}`;
const bound = (id, iv) => ({ name: "AES-GCM", iv, additionalData: new TextEncoder().encode(id) });
const toText = (bytes) => btoa(Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join(""));
const toBytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

function stored(id) {
  try { return JSON.parse(localStorage.getItem(place(id))); } catch { return null; }
}

function write(id, record) {
  try { localStorage.setItem(place(id), JSON.stringify(record)); return true; } catch { return false; }
}

// Keeps a text; tells whether it is kept. Sent: a plain form is sending it, and its answer will say whether it arrived.
export async function keep(id, text, sent) {
  if (ended) return false;
  const sealed = await seal(id, text);
  return !ended && write(id, { at: Date.now(), ...sealed, sent });
}

// Seals a text under the account's key; only a page of the same account opens it again.
export async function seal(id, text) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const sealed = await crypto.subtle.encrypt(bound(id, iv), await sealing, new TextEncoder().encode(text));
  return { iv: toText(iv), sealed: toText(sealed) };
}

// Returns the text that was sealed. Fails when it was sealed for another account.
export async function unseal(id, { iv, sealed }) {
  const opened = await crypto.subtle.decrypt(bound(id, toBytes(iv)), await sealing, toBytes(sealed));
  return new TextDecoder().decode(opened);
}

// Returns the text kept under an id, or null. What can't be opened is dropped.
export async function kept(id) {
  const record = ended ? null : stored(id);
  if (!record) return null;
  try {
    return await unseal(id, record);
  } catch {
    drop(id);
    return null;
  }
}

export function drop(id) {
  localStorage.removeItem(place(id));
}

// Returns the ids under which texts of one field lie: its own, and those written beside an open offer.
export function slots(id) {
  const ours = ended ? [] : names().filter((name) => name === place(id) || name.startsWith(place(`${id}~`)));
  return ours.map((name) => name.slice(place("").length)).sort();
}

export function noteSent(id) {
  const record = ended ? null : stored(id);
  if (record) write(id, { ...record, sent: true });
}

// Drops what a plain form sent and the server has acknowledged; what was written after sending stays.
export function dropSent(id) {
  for (const slot of slots(id)) if (stored(slot)?.sent) drop(slot);
}

const names = () => Object.keys(localStorage).filter((name) => name.startsWith(PREFIX));

function sweep(goes) {
  for (const name of names()) if (goes(name)) localStorage.removeItem(name);
}

function isOld(name) {
  try { return Date.now() - JSON.parse(localStorage.getItem(name)).at > KEPT_FOR; } catch { return true; }
}

// Drops every account's texts: somebody signs out.
export function end() {
  ended = true;
  sweep(() => true);
  localStorage.setItem(OWNER, "");
}

function begin() {
  sweep((name) => isOld(name) || (account && !name.startsWith(place(""))));
  if (account) localStorage.setItem(OWNER, account);
}

// Another tab signed out, or in: this page may keep texts only while its own account is the one signed in.
addEventListener("storage", (event) => {
  if (event.key === OWNER) ended = !sealing || event.newValue !== account;
});

try { begin(); } catch { ended = true; }
