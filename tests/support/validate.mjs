// Validates many files in one process: validate.mjs LIBRARY FILE... prints [{file, version, ...}, ...].
import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";

const [library, ...files] = process.argv.slice(2);
const { default: validate, getFileFormatFromName } = await import(pathToFileURL(library).href);

const errors = [];
for (const file of files) {
  const bytes = await readFile(file);
  for (const version of ["Office2016", "Microsoft365"]) {
    for (const error of await validate(bytes, getFileFormatFromName(file) ?? "xlsx", version)) {
      errors.push({
        file,
        version,
        id: error.id,
        part: error.path?.partUri ?? "",
        xpath: error.path?.xpath ?? "",
        description: error.description,
      });
    }
  }
}
process.stdout.write(JSON.stringify(errors), () => process.exit(0));
