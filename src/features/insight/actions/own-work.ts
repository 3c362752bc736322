import { ownWorkOf } from "#feature/access";
import { listResponses } from "#feature/answers";
import { listRequestSchema, type Response } from "#feature/answers/contract";
import type { Asker } from "#feature/facts";
import { resolveReferences } from "#feature/organisation";

import type { Filter, OwnWork } from "../contract.ts";
import { readOverview } from "./overview.ts";

/**
 * What customers said about the viewer's own work: every measure of the answers that name them, and the newest comments.
 * Who gave an answer is left out; what colleagues said in employee surveys is never among it.
 * @throws Refusal `access.forbidden`, `access.no_employee`, `facts.unknown_field`
 */
export async function readOwnWork({ stores, viewer }: Asker, filter: Filter): Promise<OwnWork> {
  const own = ownWorkOf(viewer);
  const where = filter.where === undefined ? own.where : { all: [own.where, filter.where] };
  const asker = { stores, viewer: own.viewer };

  const [overview, responses, employee] = await Promise.all([
    readOverview(asker, { ...filter, where }),
    listResponses(asker, listRequestSchema.parse({ ...filter.period, where, withText: true, limit: mostComments })),
    nameOf({ stores, viewer }),
  ]);
  return { employee, ...overview, comments: responses.items.map(commentOf) };
}

const mostComments = 30;

async function nameOf({ stores, viewer }: Asker): Promise<string> {
  const code = viewer.employee ?? "";
  const found = await stores.postgres.read((tx) => resolveReferences(tx, [{ kind: "employee", code }]));
  return found.get(`employee:${code}`)?.name ?? code;
}

function commentOf(response: Response): OwnWork["comments"][number] {
  const { answers, context } = response;
  const scored = answers.find(({ score }) => score !== null);
  const texts = answers.filter(({ kind, display }) => kind === "text" && display.trim() !== "");
  const place = context.filter(({ field }) => ["unit", "touchpoint", "product"].includes(field));
  return {
    id: response.id,
    answeredAt: response.answeredAt,
    localTime: response.localTime,
    language: response.language,
    text: texts.map(({ display }) => display).join(" · "),
    question: scored?.title ?? "",
    kind: scored?.kind ?? null,
    score: scored?.score ?? null,
    group: scored?.group ?? null,
    places: place.map(({ field, code, name }) => ({ field, code, name })),
  };
}
