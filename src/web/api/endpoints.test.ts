import assert from "node:assert/strict";
import { test } from "node:test";

import { accessOperations } from "#feature/access/contract";
import { answerOperations } from "#feature/answers/contract";
import { factsOperations } from "#feature/facts/contract";
import { importOperations } from "#feature/imports/contract";
import { insightOperations } from "#feature/insight/contract";
import { organisationOperations } from "#feature/organisation/contract";
import { peopleOperations } from "#feature/people/contract";
import { surveyOperations } from "#feature/surveys/contract";
import type { Operation } from "#kit/operation";

import { endpoints } from "./endpoints.ts";

test("the web client knows every operation of the contracts at its own address, and no other", () => {
  const tables = [
    accessOperations,
    answerOperations,
    factsOperations,
    importOperations,
    insightOperations,
    organisationOperations,
    peopleOperations,
    surveyOperations,
  ];
  const operations = tables.flatMap((table) => Object.values<Operation>(table));
  const declared = Object.fromEntries(operations.map(({ id, method, path }) => [id, [method, path]]));

  assert.deepEqual({ ...endpoints }, declared);
});
