import { findPublished, readVersion } from "#feature/surveys";
import type { Tx } from "#platform/postgres";

import type { Submission } from "../contract.ts";
import type { SurveyInUse } from "../rules/prepare.ts";

/** Finds each survey version that these submissions name, once, and answers a look-up. */
export async function surveysOf(
  tx: Tx,
  submissions: readonly Submission[],
): Promise<(submission: Submission) => SurveyInUse | undefined> {
  const found = new Map<string, SurveyInUse | undefined>();
  for (const submission of submissions) {
    const name = nameOf(submission);
    if (!found.has(name)) found.set(name, await findSurvey(tx, submission));
  }
  return (submission) => found.get(nameOf(submission));
}

/** The same survey with the definition of another of its versions. */
export async function inVersion(tx: Tx, survey: SurveyInUse, version: number): Promise<SurveyInUse | undefined> {
  if (survey.version === version) return survey;
  const other = await readVersion(tx, survey.surveyId, version);
  return other === undefined ? undefined : { ...survey, version, definition: other.definition };
}

function nameOf({ survey, version }: Submission): string {
  return version === undefined ? survey : `${survey}@${version}`;
}

async function findSurvey(tx: Tx, { survey: idOrSlug, version: wanted }: Submission): Promise<SurveyInUse | undefined> {
  const published = await findPublished(tx, idOrSlug);
  if (published === undefined) return undefined;
  const { survey, version } = published;
  const inUse: SurveyInUse = {
    surveyId: survey.id,
    name: survey.name,
    programme: survey.programme,
    anonymous: survey.anonymous,
    isOpen: survey.state === "open",
    version: version.version,
    definition: version.definition,
  };
  return wanted === undefined ? inUse : inVersion(tx, inUse, wanted);
}
