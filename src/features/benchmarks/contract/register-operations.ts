import { z } from "zod";

import { defineOperation } from "#kit/operation";

import {
  benchmarkSettingsSchema,
  comparisonRequestSchema,
  comparisonSchema,
  competitorSchema,
  competitorWishSchema,
  enteredFigureSchema,
  figureWishSchema,
  importedSchema,
} from "./competitor.ts";

const byId = z.object({ id: z.uuid() });
const done = z.object({ ok: z.literal(true) });
const writing = { permission: "weights.write", reach: "everywhere" } as const;

/** A file as text, and whether it is only tried. */
export const importRequestSchema = z.strictObject({
  text: z.string().max(5_000_000),
  dryRun: z.boolean().default(false),
});

/** The register of competitors with what is known of their scores. */
export const registerOperations = {
  listCompetitors: defineOperation({
    id: "benchmarks.listCompetitors",
    method: "get",
    path: "/api/v1/competitors",
    permission: "insight.read",
    summary: "Competitors by name, each with its entered figures, newest first",
    output: z.object({ items: z.array(competitorSchema), nextCursor: z.null() }),
    errors: [],
  }),
  createCompetitor: defineOperation({
    id: "benchmarks.createCompetitor",
    method: "post",
    path: "/api/v1/competitors",
    ...writing,
    summary: "Add a competitor, or the own organisation as others measured it",
    body: competitorWishSchema,
    output: competitorSchema,
    errors: ["benchmarks.name_taken", "benchmarks.too_many"],
  }),
  updateCompetitor: defineOperation({
    id: "benchmarks.updateCompetitor",
    method: "put",
    path: "/api/v1/competitors/{id}",
    ...writing,
    summary: "Change a competitor",
    params: byId,
    body: competitorWishSchema.extend({ revision: z.number().int() }),
    output: competitorSchema,
    errors: ["benchmarks.not_found", "benchmarks.name_taken", "benchmarks.changed_elsewhere"],
  }),
  deleteCompetitor: defineOperation({
    id: "benchmarks.deleteCompetitor",
    method: "delete",
    path: "/api/v1/competitors/{id}",
    ...writing,
    summary: "Delete a competitor with its figures",
    params: byId,
    output: done,
    errors: ["benchmarks.not_found"],
  }),
  restoreCompetitor: defineOperation({
    id: "benchmarks.restoreCompetitor",
    method: "post",
    path: "/api/v1/competitors/{id}/restore",
    ...writing,
    summary: "Take the deletion back",
    params: byId,
    output: competitorSchema,
    errors: ["benchmarks.not_found", "benchmarks.name_taken"],
  }),
  createFigure: defineOperation({
    id: "benchmarks.createFigure",
    method: "post",
    path: "/api/v1/competitors/{id}/figures",
    ...writing,
    summary: "Enter a score of a competitor: counts, shares or a published score, with date, source and method",
    params: byId,
    body: figureWishSchema,
    output: enteredFigureSchema,
    errors: [
      "benchmarks.not_found",
      "benchmarks.no_answers",
      "benchmarks.not_hundred",
      "benchmarks.figure_there",
      "benchmarks.too_many",
    ],
  }),
  deleteFigure: defineOperation({
    id: "benchmarks.deleteFigure",
    method: "delete",
    path: "/api/v1/competitor-figures/{id}",
    ...writing,
    summary: "Delete a figure",
    params: byId,
    output: done,
    errors: ["benchmarks.not_found"],
  }),
  restoreFigure: defineOperation({
    id: "benchmarks.restoreFigure",
    method: "post",
    path: "/api/v1/competitor-figures/{id}/restore",
    ...writing,
    summary: "Take the deletion of a figure back",
    params: byId,
    output: done,
    errors: ["benchmarks.not_found", "benchmarks.figure_there"],
  }),
  importFigures: defineOperation({
    id: "benchmarks.importFigures",
    method: "post",
    path: "/api/v1/competitors/import",
    ...writing,
    summary: "Figures of competitors as CSV: all lines or none; what is wrong is told line by line",
    body: importRequestSchema,
    output: importedSchema,
    errors: ["benchmarks.too_many_lines", "benchmarks.too_many"],
  }),
  readBenchmarkSettings: defineOperation({
    id: "benchmarks.readBenchmarkSettings",
    method: "get",
    path: "/api/v1/benchmarks/settings",
    permission: "insight.read",
    summary: "How comparisons are made",
    output: benchmarkSettingsSchema,
    errors: [],
  }),
  putBenchmarkSettings: defineOperation({
    id: "benchmarks.putBenchmarkSettings",
    method: "put",
    path: "/api/v1/benchmarks/settings",
    ...writing,
    summary: "Say which score is ours and which study measures all",
    body: benchmarkSettingsSchema,
    output: benchmarkSettingsSchema,
    errors: ["benchmarks.not_a_score"],
  }),
  compareScores: defineOperation({
    id: "benchmarks.compareScores",
    method: "post",
    path: "/api/v1/benchmarks/comparison",
    permission: "insight.read",
    summary:
      "Ours beside theirs: relative score with its interval, ranks with ties, history, and what is not comparable",
    body: comparisonRequestSchema,
    output: comparisonSchema,
    errors: ["facts.unknown_field", "facts.too_heavy"],
  }),
} as const;
