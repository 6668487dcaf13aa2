// Where worksheets lie that stay on this device: in this browser's storage. Those of an account are sealed under its key and
// opened only while it is signed in; nobody's are plain. They stay until somebody deletes them.
import { canSeal, seal, unseal } from "./draft_store.js";

const PREFIX = "lms-sheet:";
const account = document.body.dataset.account ?? "";

// Returns how one sheet is kept, recalled and dropped. `id`: module/lesson/block.
export function keptHere(id) {
  const place = `${PREFIX}${account}:${id}`;
  return {
    async keep(text) {
      try {
        const record = account ? (canSeal ? await seal(place, text) : null) : { text };
        if (!record) return false;
        localStorage.setItem(place, JSON.stringify(record));
        return true;
      } catch { return false; }
    },
    async recall() {
      try {
        const record = JSON.parse(localStorage.getItem(place));
        if (!record) return null;
        return account ? await unseal(place, record) : record.text;
      } catch { return null; }
    },
    drop() {
      try { localStorage.removeItem(place); } catch { /* then there was nothing */ }
    },
    // The page after a plain form's answer decides: where the sheet is kept with the account, this copy goes.
    dropOnceSaved() {
      try { sessionStorage.setItem("lms-sheet-sent", place); } catch { /* then it stays here as well */ }
    },
  };
}

// What was sent to the account and stands there now (no device sheet of that block is left on the page).
try {
  const place = sessionStorage.getItem("lms-sheet-sent");
  const block = place?.split("/").pop();
  if (place && document.getElementById(`t-${block}`)?.matches("form[data-sheet]")) {
    localStorage.removeItem(place);
    sessionStorage.removeItem("lms-sheet-sent");
  }
} catch { /* no storage: nothing was kept */ }
