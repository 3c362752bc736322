export { readHeatmap } from "./actions/heatmap.ts";
export { readOverview } from "./actions/overview.ts";
export { readRanking } from "./actions/ranking.ts";
export { readTrend, type TrendQuery } from "./actions/trend.ts";
export { insightRoutes } from "./routes.ts";
export { judgeGroups, rankGroups, type JudgedGroup, type RankedGroup } from "./actions/rank-groups.ts";
