// Extras on pages that work without them. Each module looks for what it improves and does nothing elsewhere.
import "./drafts.js";
import "./forms.js";
