import type { TrainingTask } from "#feature/sample/contract";

import type { AppSearch } from "../filters/search.ts";

/** Where somebody is: the path and what the URL carries. */
export interface Place {
  readonly path: string;
  readonly search: {
    readonly compare?: unknown;
    readonly weight?: unknown;
    readonly where?: unknown;
    readonly measure?: unknown;
  };
}

/** Tasks of looking that being in this place does. */
export function tasksDoneAt({ path, search }: Place): readonly TrainingTask[] {
  const isFiltered = search.where !== undefined || search.measure !== undefined;
  return [
    ...(path === "/overview" ? (["overview"] as const) : []),
    ...(search.compare !== undefined && path !== "/training" ? (["real"] as const) : []),
    ...(path.startsWith("/answers") && isFiltered ? (["answers"] as const) : []),
    ...(search.weight === true ? (["weights"] as const) : []),
  ];
}

/** A page of the tour with what its URL carries. */
export interface TourPlace {
  readonly to: "/overview" | "/surveys" | "/explore";
  readonly search: AppSearch;
}

/** Where a task is done: the way there, with what the URL should carry. */
export function placeOf(task: TrainingTask, unit: string | undefined): TourPlace {
  const where = unit === undefined ? {} : { where: { unit: [unit] } };
  switch (task) {
    case "overview":
      return { to: "/overview", search: {} };
    case "weakest":
    case "few":
      return { to: "/overview", search: { measure: "nps:transactional", by: "unit" } };
    case "real":
      return { to: "/overview", search: { period: "last-30", ...where } };
    case "answers":
    case "hurts":
      return { to: "/overview", search: where };
    case "weights":
      return { to: "/overview", search: { measure: "nps:relational" } };
    case "build":
      return { to: "/surveys", search: {} };
    case "export":
      return { to: "/explore", search: {} };
  }
}
