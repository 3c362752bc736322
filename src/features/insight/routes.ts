import { route, type Route } from "#platform/http/route";

import { readHeatmap } from "./actions/heatmap.ts";
import { readOverview } from "./actions/overview.ts";
import { readOwnWork } from "./actions/own-work.ts";
import { readRanking } from "./actions/ranking.ts";
import { readTrend } from "./actions/trend.ts";
import { insightOperations } from "./contract.ts";

/** Insight over HTTP. */
export const insightRoutes: readonly Route[] = [
  route(insightOperations.readOverview, (call, { body }) => readOverview(call, body)),
  route(insightOperations.readTrend, (call, { body }) => readTrend(call, body)),
  route(insightOperations.readRanking, (call, { body }) => readRanking(call, body)),
  route(insightOperations.readHeatmap, (call, { body }) => readHeatmap(call, body)),
  route(insightOperations.readOwnWork, (call, { body }) => readOwnWork(call, body)),
];
