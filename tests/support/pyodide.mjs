// node pyodide.mjs FOLDER SOURCES CALLS: the functions in Pyodide, without a network.
// FOLDER is what .ci/pyodide/install made, SOURCES a zip of the package and of lite.py,
// CALLS a JSON file; prints what lite.answers returns.
import { readFileSync, readdirSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [folder, sources, calls] = process.argv.slice(2);
globalThis.fetch = () => {
  throw new Error("no network in this test");
};
const { loadPyodide } = await import(pathToFileURL(`${folder}/node_modules/pyodide/pyodide.mjs`));
const python = await loadPyodide({ indexURL: `${folder}/node_modules/pyodide/` });

const unpack = (file, format) => {
  const bytes = readFileSync(file);
  // pyodide knows no Buffer, and a Buffer shares its memory with others
  python.unpackArchive(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength), format);
};
for (const wheel of readdirSync(`${folder}/wheels`)) unpack(`${folder}/wheels/${wheel}`, "whl");
unpack(sources, "zip");

python.globals.set("calls", readFileSync(calls, "utf8"));
const asked = `
import importlib.util
import json
import sys
import lite

json.dumps({
    "platform": sys.platform,
    "pandas": importlib.util.find_spec("pandas") is not None,
    "answers": json.loads(lite.answers(calls)),
    "imported": sorted({"numpy", "pandas"} & set(sys.modules)),
})
`;
try {
  process.stdout.write(python.runPython(asked));
} catch (error) {
  console.error(error.message); // of an uncaught one, node shows a whole line: a megabyte here
  process.exitCode = 1;
}
