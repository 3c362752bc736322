import assert from "node:assert/strict";
import { test } from "node:test";

import { accessOperations } from "#feature/access/contract";
import { alertsOperations } from "#feature/alerts/contract";
import { answerOperations } from "#feature/answers/contract";
import { benchmarksOperations } from "#feature/benchmarks/contract";
import { changesOperations } from "#feature/changes/contract";
import { directoryOperations } from "#feature/directory/contract";
import { driversOperations } from "#feature/drivers/contract";
import { exploreOperations } from "#feature/explore/contract";
import { factsOperations } from "#feature/facts/contract";
import { importOperations } from "#feature/imports/contract";
import { insightOperations } from "#feature/insight/contract";
import { noticesOperations } from "#feature/notices/contract";
import { organisationOperations } from "#feature/organisation/contract";
import { peopleOperations } from "#feature/people/contract";
import { problemsOperations } from "#feature/problems/contract";
import { sampleOperations } from "#feature/sample/contract";
import { samplingOperations } from "#feature/sampling/contract";
import { surveyOperations } from "#feature/surveys/contract";
import { textOperations } from "#feature/text/contract";
import { workforceOperations } from "#feature/workforce/contract";
import type { Operation } from "#kit/operation";

import { endpoints } from "./endpoints.ts";

test("the web client knows every operation of the contracts at its own address, and no other", () => {
  const tables = [
    accessOperations,
    alertsOperations,
    benchmarksOperations,
    changesOperations,
    answerOperations,
    directoryOperations,
    driversOperations,
    exploreOperations,
    factsOperations,
    importOperations,
    insightOperations,
    noticesOperations,
    organisationOperations,
    peopleOperations,
    problemsOperations,
    sampleOperations,
    samplingOperations,
    surveyOperations,
    textOperations,
    workforceOperations,
  ];
  const operations = tables.flatMap((table) => Object.values<Operation>(table));
  const declared = Object.fromEntries(operations.map(({ id, method, path }) => [id, [method, path]]));

  assert.deepEqual({ ...endpoints }, declared);
});
