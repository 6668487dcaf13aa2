// Extras on pages that work without them. Each module looks for what it improves and does nothing elsewhere.
import "./worksheet.js"; // first: it makes the field by which drafts.js keeps a sheet
import "./comparison.js";
import "./cpr.js";
import "./deck.js";
import "./drafts.js";
import "./forms.js";
import "./reading.js";
import "./saving.js";
