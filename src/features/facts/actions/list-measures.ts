import { requirePermission, unitScope } from "#feature/access";
import { readVersion } from "#feature/surveys";
import type { Question } from "#feature/surveys/contract";
import { questionsOf } from "#feature/surveys/runtime";
import type { Condition } from "#kit/condition";
import { textIn } from "#kit/language";
import type { Tx } from "#platform/postgres";

import type { Measure, Period } from "../contract.ts";
import { isWholeProgramme, measureRef } from "../rules/measure.ts";
import { isRevealing } from "../rules/protection.ts";
import { decodeStep } from "../rules/step.ts";
import { requireKnownFields } from "../store/filter.ts";
import { readSeries, type SeriesRow } from "../store/lists.ts";
import { readSurveyNames } from "../store/responses.ts";
import type { Asker } from "./sums.ts";
import { readGround } from "./words.ts";

/**
 * What can be measured within the viewer's scope: one measure for a programme where all its questions make one number,
 * and one for each question otherwise. Most answers first. Questions that too few protected people answered are left out.
 * @throws Refusal `access.forbidden`, `facts.unknown_field`
 */
export async function listMeasures(
  asker: Asker,
  filter: MeasureFilter,
): Promise<{ items: Measure[]; nextCursor: null }> {
  return { items: [...(await readMeasures(asker, filter)).items], nextCursor: null };
}

/** Which answers are to be measured. */
export interface MeasureFilter {
  readonly period?: Period | undefined;
  readonly where?: Condition | undefined;
}

/** The same with the questions they are made of, for whoever goes on from there. Same refusals. */
export async function readMeasures({ stores, viewer }: Asker, { period, where }: MeasureFilter) {
  requirePermission(viewer, "insight.read");
  requireKnownFields(where);

  const ground = await readGround(stores, where);
  const filter = { where, period: period ?? null, scope: unitScope(viewer, "insight.read") };
  const series = (await readSeries(stores.clickhouse, filter, ground.words)).filter(
    ({ people }) => people === null || !isRevealing(people, ground.settings.smallGroup),
  );

  const titles = await stores.postgres.read((tx) => readTitles(tx, series, viewer.language));
  const items = [...wholeProgrammes(series), ...singleQuestions(series, titles)];
  return { items: items.toSorted((a, b) => b.n - a.n || (a.ref < b.ref ? -1 : 1)), series, ground };
}

/** Satisfaction with the queue and with the food of one visit are two numbers, and their mean answers no question. */
function asksSeveral(series: readonly SeriesRow[]): boolean {
  return new Set(series.map(({ survey }) => survey)).size < series.length;
}

function wholeProgrammes(series: readonly SeriesRow[]): Measure[] {
  const whole = Map.groupBy(
    series.filter(({ kind }) => isWholeProgramme(kind)),
    ({ kind, programme }) => measureRef({ kind, programme, survey: null, question: null }),
  );
  return [...whole].flatMap(([ref, some]): Measure[] => {
    const [first] = some;
    if (first === undefined || asksSeveral(some)) return [];
    const days = {
      from: some.map(({ from }) => from).toSorted()[0],
      to: some
        .map(({ to }) => to)
        .toSorted()
        .at(-1),
    };
    const scales = some.map(scaleOfSeries);
    const isOneScale = scales.every((scale) => JSON.stringify(scale) === JSON.stringify(scales[0]));
    return [
      {
        ref,
        kind: first.kind,
        programme: first.programme,
        surveyId: null,
        question: null,
        title: "",
        surveyName: "",
        scale: isOneScale ? (scales[0] ?? null) : null,
        n: some.reduce((sum, { n }) => sum + n, 0),
        weighted: some.some(({ isWeighted }) => isWeighted),
        from: days.from ?? null,
        to: days.to ?? null,
      },
    ];
  });
}

/** A question that is the only one of its programme measure would stand there twice. */
function singleQuestions(series: readonly SeriesRow[], titles: Titles): Measure[] {
  const alike = Map.groupBy(series, ({ kind, programme }) => `${kind}:${programme}`);
  return series
    .filter(({ kind, programme }) => !isWholeProgramme(kind) || (alike.get(`${kind}:${programme}`)?.length ?? 0) > 1)
    .map((row) => ({
      ref: measureRef(row),
      kind: row.kind,
      programme: row.programme,
      surveyId: row.survey,
      question: row.question,
      ...titles(row),
      scale: scaleOfSeries(row),
      n: row.n,
      weighted: row.isWeighted,
      from: row.from,
      to: row.to,
    }));
}

function scaleOfSeries({ kind, step: code }: SeriesRow): Measure["scale"] {
  const step = decodeStep(kind, code);
  return step === undefined ? null : { from: step.from, to: step.to };
}

type Titles = (row: SeriesRow) => { readonly title: string; readonly surveyName: string };

/** Questions as their newest answered version words them. */
export async function readTitles(tx: Tx, series: readonly SeriesRow[], language: string): Promise<Titles> {
  const names = new Map(
    (await readSurveyNames(tx, [...new Set(series.map(({ survey }) => survey))])).map(({ id, name }) => [id, name]),
  );
  const titles = new Map<string, string>();
  for (const { survey, surveyVersion, question } of series) {
    const version = await readVersion(tx, survey, surveyVersion);
    if (version === undefined) continue;
    const { definition } = version;
    const asked = questionsOf(definition).find(({ key }) => key === question.split(".")[0]);
    if (asked !== undefined) {
      titles.set(`${survey}:${question}`, titleOf(asked, question, [language, definition.defaultLanguage]));
    }
  }
  return ({ survey, question }) => ({
    title: titles.get(`${survey}:${question}`) ?? question,
    surveyName: names.get(survey) ?? "",
  });
}

/** Of a row of a matrix or an option that was ranked: the question and the row. */
function titleOf(question: Question, key: string, languages: readonly string[]): string {
  const title = textIn(question.title, ...languages);
  const part = key.split(".")[1];
  const parts = question.kind === "matrix" ? question.rows : question.kind === "ranking" ? question.options : [];
  const label = parts.find((one) => one.key === part)?.label;
  return label === undefined ? title : `${title} — ${textIn(label, ...languages)}`;
}
