import type { WidgetKind } from "./keeping.ts";

/** Pages that speak of single answers, or are for the house only: they are never published. */
export const internalWidgets: readonly WidgetKind[] = ["alerts", "competitors"];

/** Dimensions that name people or customers: what is divided or narrowed by them is never published. */
export const internalDimensions: readonly string[] = ["employee", "account", "partner"];

/** The strictest anybody needs, and the least that is allowed: answers behind a published figure. */
export const leastPublished = { min: 10, usual: 30, max: 10_000 } as const;
