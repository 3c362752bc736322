import assert from "node:assert/strict";
import { test } from "node:test";

import { accessOperations } from "#feature/access/contract";
import { answerOperations } from "#feature/answers/contract";
import { directoryOperations } from "#feature/directory/contract";
import { exploreOperations } from "#feature/explore/contract";
import { factsOperations } from "#feature/facts/contract";
import { importOperations } from "#feature/imports/contract";
import { insightOperations } from "#feature/insight/contract";
import { noticesOperations } from "#feature/notices/contract";
import { organisationOperations } from "#feature/organisation/contract";
import { peopleOperations } from "#feature/people/contract";
import { sampleOperations } from "#feature/sample/contract";
import { surveyOperations } from "#feature/surveys/contract";
import { workforceOperations } from "#feature/workforce/contract";
import type { Operation } from "#kit/operation";

import { endpoints } from "./endpoints.ts";

test("the web client knows every operation of the contracts at its own address, and no other", () => {
  const tables = [
    accessOperations,
    answerOperations,
    directoryOperations,
    exploreOperations,
    factsOperations,
    importOperations,
    insightOperations,
    noticesOperations,
    organisationOperations,
    peopleOperations,
    sampleOperations,
    surveyOperations,
    workforceOperations,
  ];
  const operations = tables.flatMap((table) => Object.values<Operation>(table));
  const declared = Object.fromEntries(operations.map(({ id, method, path }) => [id, [method, path]]));

  assert.deepEqual({ ...endpoints }, declared);
});
