import { readFile } from "node:fs/promises";

import { createProjector } from "#feature/facts";
import { importFile, previewFile, readProfileYaml } from "#feature/imports";
import type { Import, Preview, Profile } from "#feature/imports/contract";

import { exitCodes, print, withInstallation, type CommandContext } from "./command-run.ts";
import { progressBar } from "./progress-bar.ts";

/** Options of `holos import`. */
export interface ImportOptions {
  readonly profile: string;
  readonly dryRun: boolean;
  readonly json: boolean;
}

/** `holos import FILE --profile P`: brings a file in, or with `--dry-run` says what that would do. */
export async function runImportCommand(path: string, options: ImportOptions): Promise<void> {
  const profile = readProfileYaml(await readFile(options.profile, "utf8"));
  await withInstallation(async (context) => {
    if (options.dryRun) return showPreview(await previewFile(context, path, profile), options.json);
    await importOne(context, { path, profile, json: options.json });
  });
}

async function importOne(
  context: CommandContext,
  { path, profile, json }: { path: string; profile: Profile; json: boolean },
): Promise<void> {
  const bar = progressBar("Importing", json);
  let [rows, done] = [0, 0];
  const result = await importFile(context, path, profile, {
    signal: context.signal,
    onStart: (total) => {
      rows = total;
      bar.update(0, rows);
    },
    onBatch: (batch) => {
      done += batch.rowsDone;
      bar.update(done, rows);
    },
  });
  bar.finish();
  await createProjector(context.stores).drain();
  print(json, result, resultText(result));
  if (result.state !== "done") process.exitCode = exitCodes.refused;
}

function resultText(result: Import): string {
  const number = (value: number) => value.toLocaleString("en");
  const lines = [
    `${result.fileName}: ${result.state}`,
    `  ${number(result.created)} responses recorded`,
    `  ${number(result.unchanged)} were here already`,
    `  ${number(result.skipped)} rows without an answer`,
    `  ${number(result.refused)} rows refused${result.refused > 0 ? `; see the import's file of errors in the web app` : ""}`,
  ];
  if (result.problem) lines.push(`  ${result.problem.code}: ${result.problem.message}`);
  return lines.join("\n");
}

function showPreview(preview: Preview, json: boolean): void {
  const lines = [
    `${preview.rows} rows: ${preview.willCreate} would be recorded, ${preview.unchanged} are here already, ${preview.willSkip} hold no answer, ${preview.refused} would be refused.`,
    ...preview.errorsByCode.map(({ rows, column, message }) => `  ${rows} × ${column}: ${message}`),
    ...preview.measures.map(({ key, kind, n }) => `  ${key} (${kind}): n ${n}`),
    ...(preview.period ? [`  from ${preview.period.from} to ${preview.period.to}`] : []),
    ...preview.unresolved.slice(0, 20).map(({ field, code, rows }) => `  unknown ${field} «${code}»: ${rows} rows`),
  ];
  print(json, preview, lines.join("\n"));
}
