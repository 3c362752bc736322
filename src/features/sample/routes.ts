import { route, type Route } from "#platform/http/route";

import { cancelSample, loadSample, removeSample } from "./actions/manage.ts";
import { readSample, readTruths } from "./actions/state.ts";
import { noteTask, readTraining, restartTraining } from "./actions/training.ts";
import { sampleOperations } from "./contract.ts";

/** The operations of this slice with their actions. */
export const sampleRoutes: readonly Route[] = [
  route(sampleOperations.readSample, (call) => readSample(call)),
  route(sampleOperations.loadSample, (call, { body }) => loadSample(call, body)),
  route(sampleOperations.cancelSample, (call) => cancelSample(call)),
  route(sampleOperations.removeSample, (call) => removeSample(call)),
  route(sampleOperations.readTruths, (call) => readTruths(call)),
  route(sampleOperations.readTraining, (call) => readTraining(call)),
  route(sampleOperations.noteTask, (call, { params, body }) => noteTask(call, params.task, body)),
  route(sampleOperations.restartTraining, (call) => restartTraining(call)),
];
