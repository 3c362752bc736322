import { route, type Route } from "#platform/http/route";

import { putTeam, readDepartments } from "./actions/departments.ts";
import { exportMap } from "./actions/export.ts";
import { readHeatMap } from "./actions/heat-map.ts";
import { mergeProblems, readHistory, splitProblem, undoProblemEvent } from "./actions/merging.ts";
import { readOwnProblems } from "./actions/own-problems.ts";
import { readPainMap } from "./actions/pain-map.ts";
import { readPortfolio } from "./actions/portfolio.ts";
import { listQuotes, pinQuote } from "./actions/quotes.ts";
import { createProblem, listProblems, readProblem, updateProblem } from "./actions/register.ts";
import { putRegisterSettings, readRegisterSettings } from "./actions/settings.ts";
import { readSources } from "./actions/sources.ts";
import { readAvoidable, readSegmentRisk } from "./actions/stakes.ts";
import { readTimeline } from "./actions/timeline.ts";
import { problemsOperations as operations } from "./contract.ts";

/** The operations of this slice with the actions that carry them out. */
export const problemsRoutes: readonly Route[] = [
  route(operations.painMap, (call, { body }) => readPainMap(call, body)),
  route(operations.timeline, (call, { body }) => readTimeline(call, body)),
  route(operations.heatMap, (call, { body }) => readHeatMap(call, body)),
  route(operations.sources, (call, { body }) => readSources(call, body)),
  route(operations.portfolio, (call, { body }) => readPortfolio(call, body)),
  route(operations.readSegmentRisk, (call, { body }) => readSegmentRisk(call, body)),
  route(operations.readAvoidable, (call, { body }) => readAvoidable(call, body)),
  route(operations.exportMap, exportMap),
  route(operations.readDepartments, (call, { body }) => readDepartments(call, body)),
  route(operations.putTeam, putTeam),
  route(operations.readOwnProblems, async (call) => ({ items: await readOwnProblems(call), nextCursor: null })),
  route(operations.listProblems, listProblems),
  route(operations.readProblem, (call, { params }) => readProblem(call, params.key)),
  route(operations.createProblem, (call, { body }) => createProblem(call, body)),
  route(operations.updateProblem, updateProblem),
  route(operations.mergeProblems, mergeProblems),
  route(operations.splitProblem, splitProblem),
  route(operations.undoProblemEvent, undoProblemEvent),
  route(operations.readHistory, (call, { params }) => readHistory(call, params.key)),
  route(operations.readRegisterSettings, (call) => readRegisterSettings(call)),
  route(operations.putRegisterSettings, (call, { body }) => putRegisterSettings(call, body)),
  route(operations.listQuotes, listQuotes),
  route(operations.pinQuote, pinQuote),
];
