// Validates workbooks: validate.mjs LIBRARY reads [[version, file], ...] from each line that it is
// given and answers with a line [{file, ...}, ...].
import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const { default: validate, getFileFormatFromName } = await import(pathToFileURL(process.argv[2]).href);

for await (const line of createInterface({ input: process.stdin })) {
  const errors = [];
  for (const [version, file] of JSON.parse(line)) {
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
  process.stdout.write(JSON.stringify(errors) + "\n");
}
process.exit(0);
