import { readFile, writeFile } from "node:fs/promises";

import { exportDefinition, importDefinition, listSurveys, publishSurvey } from "#feature/surveys";
import { exchangeFormats, type ExchangeFormat } from "#feature/surveys/contract";

import { exitCodes, print, withInstallation } from "./command-run.ts";

/** `holos survey list`: every survey that is not archived. */
export async function listSurveysCommand({ json }: { readonly json: boolean }): Promise<void> {
  await withInstallation(async (context) => {
    const { items } = await listSurveys(context, { limit: 200 });
    print(json, items, items.map(({ slug, state, name }) => `${slug}  ${state}  ${name}`).join("\n"));
  });
}

/** Options of `holos survey export`. */
export interface SurveyExportOptions {
  readonly output?: string;
  readonly format: ExchangeFormat;
}

/** `holos survey export SLUG`: the draft as a file, on standard output or into `-o`. */
export async function exportSurveyCommand(slug: string, { output, format }: SurveyExportOptions): Promise<void> {
  await withInstallation(async (context) => {
    const file = await exportDefinition(context, slug, { format });
    if (output === undefined) process.stdout.write(file.content);
    else await writeFile(output, file.content);
    for (const { where, what } of file.notCarried) process.stderr.write(`not carried: ${where}: ${what}\n`);
  });
}

/** Options of `holos survey import` and `holos survey check`. */
export interface SurveyImportOptions {
  readonly format?: ExchangeFormat;
  readonly publish?: boolean;
  readonly dryRun?: boolean;
  readonly json: boolean;
}

/** `holos survey import FILE`: makes or changes the survey the file names; the same file again changes nothing. */
export async function importSurveyCommand(path: string, options: SurveyImportOptions): Promise<void> {
  const content = await readFile(path, "utf8");
  const { format = formatOf(content), dryRun = false, publish = false, json } = options;
  await withInstallation(async (context) => {
    const done = await importDefinition(context, { format, content, into: "slug", dryRun });
    if (publish && done.survey !== null) await publishSurvey(context, done.survey.id);
    const lines = [
      `${done.name}: ${done.result}${done.survey === null ? "" : ` (${done.survey.slug})`}`,
      ...done.notCarried.map(({ where, what }) => `  not carried: ${where}: ${what}`),
      ...done.problems.map(({ field, code }) => `  ${field}: ${code}`),
    ];
    print(json, done, lines.join("\n"));
    if (dryRun && done.problems.length > 0) process.exitCode = exitCodes.refused;
  });
}

/** XML is LimeSurvey, JSON that does not call itself ours is SurveyJS, the rest is ours. */
function formatOf(content: string): ExchangeFormat {
  const [holos, surveyjs, limesurvey] = exchangeFormats;
  const text = content.replace(/^\uFEFF/, "").trimStart();
  if (text.startsWith("<")) return limesurvey;
  return text.startsWith("{") && !/^\{\s*"holos"\s*:\s*\d/.test(text) && !namesHolos(text) ? surveyjs : holos;
}

/** Whether this is JSON with our mark, wherever in the file it stands. */
function namesHolos(text: string): boolean {
  try {
    return Object.hasOwn(JSON.parse(text) as object, "holos");
  } catch {
    return false;
  }
}
