export { problemNames, readFocus, type FocusFound, type NamedProblem } from "./actions/focus.ts";
export { readPainMap } from "./actions/pain-map.ts";
export { problemsRoutes } from "./routes.ts";
export { tellPain } from "./actions/told.ts";
