import { signInWords } from "#feature/access";
import { directoryWords } from "#feature/directory";
import { importsWording } from "#feature/imports";

import { accessWords } from "./error-words/access.ts";
import { alertsWords } from "./error-words/alerts.ts";
import { answersWords } from "./error-words/answers.ts";
import { benchmarksWords } from "./error-words/benchmarks.ts";
import { driversWords } from "./error-words/drivers.ts";
import { exploreWords } from "./error-words/explore.ts";
import { factsWords } from "./error-words/facts.ts";
import { organisationWords } from "./error-words/organisation.ts";
import { peopleWords } from "./error-words/people.ts";
import { problemsWords } from "./error-words/problems.ts";
import { requestWords } from "./error-words/request.ts";
import { sampleWords } from "./error-words/sample.ts";
import { samplingWords } from "./error-words/sampling.ts";
import { surveysWords } from "./error-words/surveys.ts";
import { textWords } from "./error-words/text.ts";
import type { ErrorWords } from "./error-words/words.ts";
import { workforceWords } from "./error-words/workforce.ts";

/** Russian and Ukrainian wording of every error code, one file for each slice; English stands in the contracts. */
export const errorWords: ErrorWords = {
  ...signInWords,
  ...directoryWords,
  ...accessWords,
  ...alertsWords,
  ...answersWords,
  ...benchmarksWords,
  ...driversWords,
  ...exploreWords,
  ...factsWords,
  ...organisationWords,
  ...peopleWords,
  ...problemsWords,
  ...requestWords,
  ...sampleWords,
  ...samplingWords,
  ...surveysWords,
  ...textWords,
  ...workforceWords,
};

/** What a refusal says in the reader's language; undefined leaves the English text of the contract. */
export function errorWording(
  code: string,
  language: string,
  params: Readonly<Record<string, unknown>>,
): string | undefined {
  const ofImports = importsWording(code, language, params);
  if (ofImports !== undefined || (language !== "ru" && language !== "uk")) return ofImports;
  return errorWords[code]?.[language].replaceAll(/\{(\w+)\}/g, (hole, name: string) =>
    name in params ? String(params[name]) : hole,
  );
}
