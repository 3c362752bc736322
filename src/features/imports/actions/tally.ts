import { textIn } from "#kit/language";

import type { Preview } from "../contract.ts";
import type { MappedRow } from "../mapping/map-row.ts";
import { explainRowError } from "../wording/rows.ts";
import type { Plan } from "./plan.ts";

/** Counts what mapped rows would become. */
export interface Tally {
  add(row: MappedRow): void;
  /** Codes per context field, with how many rows have each. */
  codes(): readonly { field: string; code: string; rows: number }[];
  sample(count: number): Record<string, string>[];
  result(language: string): Pick<
    Preview,
    "rows" | "willSkip" | "refused" | "errorsByCode" | "measures" | "period" | "languages"
  > & {
    responses: number;
  };
}

type Response = Extract<MappedRow, { kind: "response" }>;

const mostSample = 20;

/** An empty tally for a plan. Memory grows with distinct values, not with rows. */
export function createTally(plan: Plan): Tally {
  const counts = { response: 0, skipped: 0, refused: 0 };
  const languages = new Map<string, number>();
  const codes = new Map<string, { field: string; code: string; rows: number }>();
  const byCode = new Map<string, { code: string; column: string; rows: number; params: Record<string, unknown> }>();
  const distributions = new Map(plan.profile.scores.map(({ key }) => [key, new Map<string, number>()]));
  const labels = optionLabels(plan);
  const labelOf = (key: string, text: string) => labels.get(`${key} ${text}`) ?? text;
  const samples: Response[] = [];
  let from = { at: Number.POSITIVE_INFINITY, text: "" };
  let to = { at: Number.NEGATIVE_INFINITY, text: "" };

  function addResponse(row: Response): void {
    const { answers, answeredAt, language, context } = row.submission;
    if (samples.length < mostSample) samples.push(row);
    if (language !== undefined) count(languages, language);
    if (answeredAt !== undefined) {
      const at = Date.parse(answeredAt);
      if (at < from.at) from = { at, text: answeredAt };
      if (at > to.at) to = { at, text: answeredAt };
    }
    for (const [key, steps] of distributions)
      for (const text of textsOf(answers[key])) count(steps, labelOf(key, text));
    for (const [field, code] of Object.entries(context ?? {})) countCode(codes, field, String(code));
  }

  function addRefused(row: Extract<MappedRow, { kind: "refused" }>): void {
    for (const { code, column, params } of row.problems) {
      const known = byCode.get(`${code} ${column}`);
      if (known) known.rows += 1;
      else byCode.set(`${code} ${column}`, { code, column, rows: 1, params: params ?? {} });
    }
  }

  return {
    add(row) {
      counts[row.kind] += 1;
      if (row.kind === "response") addResponse(row);
      if (row.kind === "refused") addRefused(row);
    },
    codes: () => [...codes.values()],
    sample: (wanted) => samples.slice(0, wanted).map((row) => sampleOf(row, labelOf)),
    result: (language) => ({
      responses: counts.response,
      rows: counts.response + counts.skipped + counts.refused,
      willSkip: counts.skipped,
      refused: counts.refused,
      errorsByCode: [...byCode.values()]
        .toSorted((a, b) => b.rows - a.rows)
        .map(({ params, ...error }) => ({ ...error, message: explainRowError(error.code, params, language) })),
      measures: plan.profile.scores.map(({ key, kind }) => measureOf(key, kind, distributions.get(key) ?? new Map())),
      period: from.text === "" ? null : { from: from.text, to: to.text },
      languages: Object.fromEntries(languages),
    }),
  };
}

const mostSteps = 60;

function measureOf(key: string, kind: string, steps: ReadonlyMap<string, number>): Preview["measures"][number] {
  const n = [...steps.values()].reduce((sum, rows) => sum + rows, 0);
  return { key, kind, n, distribution: Object.fromEntries([...steps].slice(0, mostSteps)) };
}

function sampleOf({ submission }: Response, labelOf: (key: string, text: string) => string): Record<string, string> {
  const { answers, context, attributes, answeredAt, language } = submission;
  const shown = Object.entries(answers).map(([key, value]): [string, string] => [
    key,
    textsOf(value)
      .map((text) => labelOf(key, text))
      .join(", "),
  ]);
  const around = Object.entries({ time: answeredAt, language, ...context, ...attributes });
  const entries = [
    ...shown,
    ...around.flatMap(([key, value]): [string, string][] => (value === undefined ? [] : [[key, value]])),
  ];
  return Object.fromEntries(entries.map(([key, value]) => [key, value.slice(0, 200)]));
}

/** Imported answers are numbers, texts and lists of texts. */
function textsOf(value: Response["submission"]["answers"][string] | undefined): readonly string[] {
  if (typeof value === "number" || typeof value === "string") return [String(value)];
  return Array.isArray(value) ? value : [];
}

/** What the choices of a file say, by question and option. */
function optionLabels({ definition }: Plan): ReadonlyMap<string, string> {
  const questions = definition.pages.flatMap((page) => page.questions);
  return new Map(
    questions.flatMap((question) =>
      question.kind === "single" || question.kind === "multiple"
        ? question.options.map(({ key, label }): [string, string] => [`${question.key} ${key}`, textIn(label, "en")])
        : [],
    ),
  );
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

const mostCodes = 20_000;

function countCode(
  codes: Map<string, { field: string; code: string; rows: number }>,
  field: string,
  code: string,
): void {
  const known = codes.get(`${field} ${code}`);
  if (known) known.rows += 1;
  else if (codes.size < mostCodes) codes.set(`${field} ${code}`, { field, code, rows: 1 });
}
