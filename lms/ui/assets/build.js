// Builds lms/ui/static/editor.js from editor/, and notes in editor.built.json from which sources it was made. With --check
// it writes nothing and says whether the files are as they should be.
// Markdown rules that the platform's texts don't have (tables, code, HTML …) are left out of the bundle.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = fileURLToPath(new URL(".", import.meta.url));
const target = fileURLToPath(new URL("../static/", import.meta.url));
const WITHOUT = /rules_(block\/(table|code|fence|hr|reference|lheading|html_block)|inline\/(linkify|backticks|strikethrough|autolink|html_inline|entity))\.mjs$/;

const lean = {
  name: "lean",
  setup(making) {
    making.onResolve({ filter: WITHOUT }, () => ({ path: "no-rule", namespace: "lean" }));
    making.onResolve({ filter: /^mdurl$/ }, () => ({ path: "no-rule", namespace: "lean" }));
    making.onResolve({ filter: /^entities$/ }, () => ({ path: `${here}editor/entities.js` }));
    making.onResolve({ filter: /^uc\.micro$/ }, () => ({ path: `${here}editor/characters.js` }));
    making.onLoad({ filter: /.*/, namespace: "lean" }, () => ({
      contents: "const no = () => false; export default Object.assign(no, { tokenize: no, postProcess: no });",
    }));
  },
};

const digest = (bytes) => createHash("sha256").update(bytes).digest("hex");
const sources = ["package.json", "package-lock.json", "build.js", ...readdirSync(`${here}editor`).sort().map((name) => `editor/${name}`)];

const made = await build({
  entryPoints: [`${here}editor/editor.js`],
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  legalComments: "none",
  drop: ["console"],
  outfile: `${target}editor.js`,
  plugins: [lean],
  write: false,
});
const [bundle] = made.outputFiles;
const record = { bundle: digest(bundle.contents), sources: Object.fromEntries(sources.map((name) => [name, digest(readFileSync(here + name))])) };
const recorded = `${JSON.stringify(record, null, 2)}\n`;

if (process.argv.includes("--check")) {
  const same = readFileSync(bundle.path).equals(bundle.contents) && readFileSync(`${here}editor.built.json`, "utf8") === recorded;
  if (!same) {
    console.error("lms/ui/static/editor.js is not what its sources make. Run: make editor");
    process.exit(1);
  }
} else {
  writeFileSync(bundle.path, bundle.contents);
  writeFileSync(`${here}editor.built.json`, recorded);
}
console.log(`lms/ui/static/editor.js: ${Math.round(bundle.contents.length / 1024)} KB`);
