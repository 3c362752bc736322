import { recordResponses } from "#feature/answers";
import { submissionSchema, type SubmissionInput } from "#feature/answers/contract";
import { createProjector, type Asker } from "#feature/facts";
import { putUnits, updateSettings } from "#feature/organisation";
import { createSurvey, publishSurvey } from "#feature/surveys";
import { definitionSchema, type Programme, type Survey } from "#feature/surveys/contract";
import { createRandom } from "#statistics/random";

import { ruleSchema, type Rule, type RuleInput, type WatchWish } from "./contract.ts";

/** Whole weeks of answers before the clock of tests (Monday 2 March 2026). */
export const weeks = 60;

/** A survey that asks for a recommendation and why. */
export async function publishVisit(asker: Asker, name: string, programme: Programme = "relational"): Promise<Survey> {
  const definition = definitionSchema.parse({
    languages: ["en"],
    defaultLanguage: "en",
    title: { en: name },
    pages: [
      {
        key: "one",
        questions: [
          { kind: "recommendation", key: "nps", title: { en: "Would you recommend us?" } },
          { kind: "text", key: "why", title: { en: "Why?" } },
        ],
      },
    ],
    endings: [{ key: "end", title: { en: "Thank you" } }],
  });
  const made = await createSurvey(asker, { name, definition, anonymous: false, programme });
  return publishSurvey(asker, made.id);
}

/** The noon of a day so many weeks before the clock, the first one a Monday. */
export function noon(weeksAgo: number, weekday = 0): string {
  return new Date(Date.UTC(2026, 2, 2 + weekday, 12) - weeksAgo * 7 * 86_400_000).toISOString();
}

const random = createRandom(11);

/** An answer 0–10: promoters and detractors with these shares. */
export function score(promoters: number, detractors: number): number {
  const drawn = random.uniform();
  return drawn < promoters ? 9 : drawn < promoters + detractors ? 3 : 7;
}

/** Two regions: in Kyiv the last three weeks went wrong, in Lviv, Odesa and Dnipro nothing happened. */
export async function recordCompany(asker: Asker, survey: Survey): Promise<void> {
  const { stores, viewer } = asker;
  await updateSettings(asker, { timeZone: "UTC", minimumN: 5, smallGroup: 5 });
  await stores.postgres.transaction((tx) =>
    putUnits(tx, viewer, [
      { code: "west", name: "West" },
      { code: "kyiv", name: "Kyiv" },
      { code: "lviv", name: "Lviv", parentCode: "west" },
      { code: "odesa", name: "Odesa" },
      { code: "dnipro", name: "Dnipro" },
    ]),
  );
  const submissions = Array.from({ length: weeks }, (_, index) => weeks - index).flatMap((weeksAgo) =>
    ["kyiv", "lviv", "odesa", "dnipro"].flatMap((unit) =>
      Array.from({ length: 15 }, (_, place): SubmissionInput => {
        const isWrong = unit === "kyiv" && weeksAgo <= 3;
        return {
          survey: survey.slug,
          id: `${unit}-${weeksAgo}-${place}`,
          answers: { nps: isWrong ? score(0.15, 0.65) : score(0.6, 0.15) },
          answeredAt: noon(weeksAgo, place % 5),
          timeZone: "UTC",
          context: { unit },
        };
      }),
    ),
  );
  await record(asker, submissions);
}

/** Records and projects. */
export async function record({ stores, viewer }: Asker, submissions: readonly SubmissionInput[]): Promise<string[]> {
  const ids: string[] = [];
  for (let start = 0; start < submissions.length; start += 500) {
    const some = submissions.slice(start, start + 500).map((one) => submissionSchema.parse(one));
    for (const one of await recordResponses({ stores, viewer }, some, { source: "api" })) {
      if (!one.ok) throw new Error(`${one.code}: ${JSON.stringify(one.problems)}`);
      ids.push(one.receipt.id);
    }
  }
  await createProjector(stores).drain();
  return ids;
}

/** A wish for a watch with this rule. */
export function wish(rule: RuleInput, quietDays = 7): WatchWish {
  return { name: "", rule: ruleSchema.parse(rule), isOn: true, quietDays };
}

/** The scores of every unit, worse only, one false alarm in two years. */
export const byUnit: Extract<Rule, { kind: "measure" }> = {
  kind: "measure",
  measure: "nps:relational",
  by: "unit",
  step: "auto",
  detector: "shift",
  direction: "worse",
  falseAlarms: 0.5,
};
