import { route, type Route } from "#platform/http/route";

import { applyScheme, cancelScheme, undoScheme } from "./actions/applying.ts";
import { exportAnswer } from "./actions/exporting.ts";
import { deleteFieldwork, estimateIceberg, listFieldwork, putFieldwork } from "./actions/fieldwork.ts";
import { deleteOutcomes, putOutcomes, readOutcomes, readThreshold } from "./actions/outcomes.ts";
import { planQuota } from "./actions/planning.ts";
import {
  countPeople,
  createPopulation,
  deletePopulation,
  listPopulations,
  readSheet,
  updatePopulation,
} from "./actions/populations.ts";
import { readRepresentativeness } from "./actions/representativeness.ts";
import { createScheme, deleteScheme, listSchemes, readScheme, updateScheme } from "./actions/schemes.ts";
import { mergeScores } from "./actions/score.ts";
import { previewScheme } from "./actions/weighing.ts";
import { samplingOperations as operations } from "./contract.ts";

/** The operations of this slice with the actions that carry them out. */
export const samplingRoutes: readonly Route[] = [
  route(operations.listPopulations, listPopulations),
  route(operations.createPopulation, (call, { body }) => createPopulation(call, body)),
  route(operations.updatePopulation, (call, { params, body }) => updatePopulation(call, params.id, body)),
  route(operations.deletePopulation, (call, { params }) => deletePopulation(call, params.id)),
  route(operations.readSheet, (call, { body }) => readSheet(call, body)),
  route(operations.countPeople, (call, { query }) => countPeople(call, query.field)),
  route(operations.listSchemes, listSchemes),
  route(operations.readScheme, (call, { params }) => readScheme(call, params.id)),
  route(operations.createScheme, (call, { body }) => createScheme(call, body)),
  route(operations.updateScheme, (call, { params, body }) => updateScheme(call, params.id, body)),
  route(operations.deleteScheme, (call, { params }) => deleteScheme(call, params.id)),
  route(operations.previewScheme, (call, { body }) => previewScheme(call, body)),
  route(operations.applyScheme, (call, { params }) => applyScheme(call, params.id)),
  route(operations.cancelScheme, (call, { params }) => cancelScheme(call, params.id)),
  route(operations.undoScheme, (call, { params }) => undoScheme(call, params.id)),
  route(operations.listFieldwork, listFieldwork),
  route(operations.putFieldwork, (call, { body }) => putFieldwork(call, body)),
  route(operations.deleteFieldwork, (call, { params }) => deleteFieldwork(call, params.id)),
  route(operations.readRepresentativeness, (call, { body }) => readRepresentativeness(call, body)),
  route(operations.planQuota, (call, { body }) => planQuota(call, body)),
  route(operations.estimateIceberg, (call, { body }) => estimateIceberg(call, body)),
  route(operations.readOutcomes, readOutcomes),
  route(operations.putOutcomes, (call, { body }) => putOutcomes(call, body)),
  route(operations.deleteOutcomes, deleteOutcomes),
  route(operations.readThreshold, (call, { body }) => readThreshold(call, body)),
  route(operations.mergeScores, (call, { body }) => mergeScores(call, body)),
  route(operations.export, exportAnswer),
];
