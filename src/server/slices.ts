import { accessJobs, accessRoutes } from "#feature/access";
import { accessErrors } from "#feature/access/contract";
import { alertsJobs, alertsRoutes } from "#feature/alerts";
import { alertsErrors } from "#feature/alerts/contract";
import { answersRoutes } from "#feature/answers";
import { answerErrors } from "#feature/answers/contract";
import { benchmarksRoutes } from "#feature/benchmarks";
import { benchmarksErrors } from "#feature/benchmarks/contract";
import { changesRoutes } from "#feature/changes";
import { changesErrors } from "#feature/changes/contract";
import { directoryJobs, directoryRoutes } from "#feature/directory";
import { directoryErrors } from "#feature/directory/contract";
import { driversRoutes } from "#feature/drivers";
import { driversErrors } from "#feature/drivers/contract";
import { exploreJobs, exploreRoutes } from "#feature/explore";
import { exploreErrors } from "#feature/explore/contract";
import { factsRoutes } from "#feature/facts";
import { factsErrors } from "#feature/facts/contract";
import { importsJobs, importsRoutes } from "#feature/imports";
import { importErrors } from "#feature/imports/contract";
import { insightRoutes } from "#feature/insight";
import { insightErrors } from "#feature/insight/contract";
import { noticesJobs, noticesRoutes } from "#feature/notices";
import { noticesErrors } from "#feature/notices/contract";
import { organisationRoutes } from "#feature/organisation";
import { organisationErrors } from "#feature/organisation/contract";
import { peopleJobs, peopleRoutes } from "#feature/people";
import { peopleErrors } from "#feature/people/contract";
import { problemsRoutes } from "#feature/problems";
import { problemsErrors } from "#feature/problems/contract";
import { sampleJobs, sampleRoutes } from "#feature/sample";
import { sampleErrors } from "#feature/sample/contract";
import { samplingJobs, samplingRoutes } from "#feature/sampling";
import { samplingErrors } from "#feature/sampling/contract";
import { surveysRoutes } from "#feature/surveys";
import { surveyErrors } from "#feature/surveys/contract";
import { textJobs, textRoutes } from "#feature/text";
import { textErrors } from "#feature/text/contract";
import { workforceRoutes } from "#feature/workforce";
import { workforceErrors } from "#feature/workforce/contract";
import type { ErrorTable } from "#kit/operation";
import type { Route } from "#platform/http/route";
import type { Job } from "#platform/jobs";
import type { Stores } from "#platform/stores";

/** Every operation of the product, in the order of the data. */
export const allRoutes: readonly Route[] = [
  ...accessRoutes,
  ...noticesRoutes,
  ...organisationRoutes,
  ...peopleRoutes,
  ...workforceRoutes,
  ...surveysRoutes,
  ...answersRoutes,
  ...importsRoutes,
  ...directoryRoutes,
  ...factsRoutes,
  ...textRoutes,
  ...insightRoutes,
  ...driversRoutes,
  ...samplingRoutes,
  ...problemsRoutes,
  ...benchmarksRoutes,
  ...changesRoutes,
  ...exploreRoutes,
  ...alertsRoutes,
  ...sampleRoutes,
];

/** Every error code a caller may meet, besides those of the platform itself. */
export const allErrors: ErrorTable = {
  ...accessErrors,
  ...noticesErrors,
  ...organisationErrors,
  ...peopleErrors,
  ...workforceErrors,
  ...surveyErrors,
  ...answerErrors,
  ...importErrors,
  ...directoryErrors,
  ...factsErrors,
  ...textErrors,
  ...insightErrors,
  ...driversErrors,
  ...samplingErrors,
  ...problemsErrors,
  ...benchmarksErrors,
  ...changesErrors,
  ...exploreErrors,
  ...alertsErrors,
  ...sampleErrors,
};

/** Every kind of background work. */
export function allJobs(stores: Stores): readonly Job[] {
  return [
    ...accessJobs(stores),
    ...noticesJobs(stores),
    ...peopleJobs(stores),
    ...importsJobs(stores),
    ...directoryJobs(stores),
    ...samplingJobs(stores),
    ...textJobs(stores),
    ...exploreJobs(stores),
    ...alertsJobs(stores),
    ...sampleJobs(stores),
  ];
}
