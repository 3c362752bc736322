import type { MeasureKind } from "../contract.ts";
import { measureRef } from "../rules/measure.ts";
import { decodeStep, type Step } from "../rules/step.ts";
import { readMeasures, readTitles, type MeasureFilter } from "./list-measures.ts";
import type { Asker } from "./sums.ts";

/** One question with answers, by itself, whatever it makes together with others. */
export interface AskedQuestion {
  /** Always of the form `kind:programme:survey:question`. */
  readonly ref: string;
  readonly kind: MeasureKind;
  readonly programme: string;
  readonly surveyId: string;
  readonly surveyVersion: number;
  readonly question: string;
  readonly title: string;
  readonly surveyName: string;
  /** Null where its answers stand on no scale. */
  readonly scale: Pick<Step, "from" | "to" | "isLowGood"> | null;
  readonly n: number;
  readonly isWeighted: boolean;
  readonly isProtected: boolean;
}

/**
 * Every question with answers within the viewer's scope, most answers first; those that too few protected people answered
 * are left out.
 * @throws Refusal `access.forbidden`, `facts.unknown_field`
 */
export async function listQuestions(asker: Asker, filter: MeasureFilter): Promise<readonly AskedQuestion[]> {
  const { series } = await readMeasures(asker, filter);
  const titles = await asker.stores.postgres.read((tx) => readTitles(tx, series, asker.viewer.language));
  return series
    .map((row): AskedQuestion => {
      const step = decodeStep(row.kind, row.step);
      return {
        ref: measureRef(row),
        kind: row.kind,
        programme: row.programme,
        surveyId: row.survey,
        surveyVersion: row.surveyVersion,
        question: row.question,
        ...titles(row),
        scale: step === undefined ? null : { from: step.from, to: step.to, isLowGood: step.isLowGood },
        n: row.n,
        isWeighted: row.isWeighted,
        isProtected: row.isAnonymous || row.programme === "employee",
      };
    })
    .toSorted((a, b) => b.n - a.n || (a.ref < b.ref ? -1 : 1));
}
