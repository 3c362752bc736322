import { route, type Route } from "#platform/http/route";

import { eraseResponse } from "./actions/erasing.ts";
import { listResponses, readResponse } from "./actions/reading.ts";
import { submitMany, submitResponse } from "./actions/submit.ts";
import { answerOperations } from "./contract.ts";

/** Every operation of the slice with the action that carries it out. */
export const answersRoutes: readonly Route[] = [
  route(answerOperations.submit, (call, { body }) => submitResponse(call, body, { source: "api" })),
  route(answerOperations.submitMany, (call, { body }) => submitMany(call, body.responses)),
  route(answerOperations.listResponses, (call, { body }) => listResponses(call, body)),
  route(answerOperations.readResponse, (call, { params }) => readResponse(call, params.id)),
  route(answerOperations.eraseResponse, (call, { params }) => eraseResponse(call, params.id)),
];
