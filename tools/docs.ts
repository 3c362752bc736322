import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { projectRoot } from "./architecture/source.ts";
import { generatedDocuments } from "./documents/generated.ts";

/** `npm run docs`: brings the tables of variables and packages up to date. */
const documents = generatedDocuments();
for (const [path, text] of documents) writeFileSync(join(projectRoot, path), text);

process.stdout.write(`${[...documents.keys()].join("\n")}\n`);
