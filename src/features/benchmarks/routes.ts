import { route, type Route } from "#platform/http/route";

import { compareScores } from "./actions/comparison.ts";
import { createExample, deleteExample, listExamples, restoreExample, updateExample } from "./actions/examples.ts";
import { exportAnswer } from "./actions/exporting.ts";
import { deleteGrowth, importGrowth, readGrowth } from "./actions/growth.ts";
import { importFigures } from "./actions/importing.ts";
import { createPair, deletePair, readPairs, restorePair, updatePair } from "./actions/pairs.ts";
import { putPath, readPromise } from "./actions/promise.ts";
import {
  createCompetitor,
  createFigure,
  deleteCompetitor,
  deleteFigure,
  listCompetitors,
  restoreCompetitor,
  restoreFigure,
  updateCompetitor,
} from "./actions/register.ts";
import { putBenchmarkSettings, readBenchmarkSettings } from "./actions/settings.ts";
import { readStreaks } from "./actions/streaks.ts";
import { benchmarksOperations as operations } from "./contract.ts";

/** The operations of this slice with the actions that carry them out. */
export const benchmarksRoutes: readonly Route[] = [
  route(operations.listCompetitors, listCompetitors),
  route(operations.createCompetitor, (call, { body }) => createCompetitor(call, body)),
  route(operations.updateCompetitor, (call, { params, body }) => updateCompetitor(call, params.id, body)),
  route(operations.deleteCompetitor, (call, { params }) => deleteCompetitor(call, params.id)),
  route(operations.restoreCompetitor, (call, { params }) => restoreCompetitor(call, params.id)),
  route(operations.createFigure, (call, { params, body }) => createFigure(call, params.id, body)),
  route(operations.deleteFigure, (call, { params }) => deleteFigure(call, params.id)),
  route(operations.restoreFigure, (call, { params }) => restoreFigure(call, params.id)),
  route(operations.importFigures, (call, { body }) => importFigures(call, body)),
  route(operations.readBenchmarkSettings, readBenchmarkSettings),
  route(operations.putBenchmarkSettings, (call, { body }) => putBenchmarkSettings(call, body)),
  route(operations.compareScores, (call, { body }) => compareScores(call, body)),
  route(operations.readPairs, (call, { body }) => readPairs(call, body)),
  route(operations.createPair, (call, { body }) => createPair(call, body)),
  route(operations.updatePair, (call, { params, body }) => updatePair(call, params.id, body)),
  route(operations.deletePair, (call, { params }) => deletePair(call, params.id)),
  route(operations.restorePair, (call, { params }) => restorePair(call, params.id)),
  route(operations.readPromise, (call, { body }) => readPromise(call, body)),
  route(operations.putPath, (call, { body }) => putPath(call, body)),
  route(operations.readStreaks, (call, { body }) => readStreaks(call, body)),
  route(operations.readGrowth, (call, { body }) => readGrowth(call, body)),
  route(operations.importGrowth, (call, { body }) => importGrowth(call, body)),
  route(operations.deleteGrowth, (call, { params }) => deleteGrowth(call, params.kind)),
  route(operations.listExamples, (call, { query }) => listExamples(call, query)),
  route(operations.createExample, (call, { body }) => createExample(call, body)),
  route(operations.updateExample, (call, { params, body }) => updateExample(call, params.id, body)),
  route(operations.deleteExample, (call, { params }) => deleteExample(call, params.id)),
  route(operations.restoreExample, (call, { params }) => restoreExample(call, params.id)),
  route(operations.export, exportAnswer),
];
