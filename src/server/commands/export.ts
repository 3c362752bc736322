import { listResponses } from "#feature/answers";
import { listRequestSchema, type Response } from "#feature/answers/contract";
import { findPublished } from "#feature/surveys";
import { csvLine, csvMark } from "#kit/csv";
import { Refusal } from "#kit/refusal";

import { typed, withInstallation, type CommandContext } from "./command-run.ts";

/** Options of `holos export`. */
export interface ExportOptions {
  readonly format: "jsonl" | "csv";
  readonly survey?: string;
  readonly from?: string;
  readonly to?: string;
}

/** `holos export`: every response on standard output, newest first, as JSON lines or CSV safe for spreadsheets. */
export async function runExportCommand(options: ExportOptions): Promise<void> {
  typed(listRequestSchema.pick({ from: true, to: true }), { from: options.from, to: options.to });
  await withInstallation(async (context) => {
    await requireSurvey(context, options.survey);
    if (options.format === "csv") await write(csvMark + csvLine(csvColumns));
    for await (const response of responses(context, options)) {
      context.signal.throwIfAborted();
      await write(options.format === "csv" ? csvLines(response) : `${JSON.stringify(response)}\n`);
    }
  });
}

async function requireSurvey({ stores }: CommandContext, survey: string | undefined): Promise<void> {
  if (survey === undefined) return;
  const found = await stores.postgres.read((tx) => findPublished(tx, survey));
  if (found === undefined) throw new Refusal("answers.unknown_survey");
}

async function* responses(context: CommandContext, { survey, from, to }: ExportOptions): AsyncGenerator<Response> {
  const where = survey === undefined ? {} : { where: { field: "survey", op: "eq" as const, value: survey } };
  const filter = { ...where, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }), limit: 200 };
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof listResponses>> = await listResponses(
      context,
      cursor === null ? filter : { ...filter, cursor },
    );
    yield* page.items;
    cursor = page.nextCursor;
  } while (cursor !== null);
}

const csvColumns = [
  "response",
  "survey",
  "version",
  "answered_at",
  "language",
  "source",
  "weight",
  "question",
  "kind",
  "value",
  "score",
];

/** One line for each answer, so that surveys of any shape fit one file. */
function csvLines(response: Response): string {
  const { id, surveyName, surveyVersion, answeredAt, language, source, weight } = response;
  const shared = [id, surveyName, surveyVersion, answeredAt, language, source, weight];
  return response.answers
    .map(({ question, kind, display, score }) => csvLine([...shared, question, kind, display, score]))
    .join("");
}

function write(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => (error ? reject(error) : resolve()));
  });
}
