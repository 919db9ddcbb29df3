// Validates many files in one process: validate.mjs LIBRARY VERSION FILE... prints [{file, ...}, ...].
import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";

const [library, version, ...files] = process.argv.slice(2);
const { default: validate, getFileFormatFromName } = await import(pathToFileURL(library).href);

const errors = [];
for (const file of files) {
  const bytes = await readFile(file);
  const found = await validate(bytes, getFileFormatFromName(file) ?? "xlsx", version).catch(
    // The validator gives up on parts that it cannot load; that is a fault of the file as well.
    (error) => [{ id: "CannotValidate", description: String(error.message ?? error) }],
  );
  for (const error of found) {
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
process.stdout.write(JSON.stringify(errors), () => process.exit(0));
