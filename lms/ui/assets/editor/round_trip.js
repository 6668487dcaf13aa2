// For the tests: a text read and written again, as if every block of it had been touched.
import { read, sources } from "./reading.js";
import { blocks, line } from "./schema.js";
import { write } from "./writing.js";

export function roundTrip(markdown, kind = "blocks") {
  const doc = read(kind === "inline" ? line : blocks, markdown);
  const kept = write(doc);
  doc.forEach((node) => sources.delete(node));
  return { kept, rewritten: write(doc) };
}
