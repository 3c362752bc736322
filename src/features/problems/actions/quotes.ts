import { recordAudit, requirePermission } from "#feature/access";
import { listResponses, readResponse } from "#feature/answers";
import type { Response } from "#feature/answers/contract";
import type { Asker } from "#feature/facts";
import { maskPersonalData } from "#feature/text";
import type { Condition } from "#kit/condition";
import type { OperationInput, OperationOutput } from "#kit/operation";
import { Refusal } from "#kit/refusal";

import type { problemsOperations, Quote } from "../contract.ts";
import { findProblem } from "../store/problems.ts";
import { deletePinned, insertPinned, selectPinned } from "../store/quotes.ts";
import { readCatalogue, type Catalogue } from "./catalogue.ts";
import { requireStanding } from "./register.ts";

type Operations = typeof problemsOperations;

/** At most so many pins on a problem: a bank of everything is a bank of nothing. */
const mostPinned = 50;

/**
 * What people wrote about a problem, masked; pinned answers first, then the newest (R82). Only answers the viewer may read.
 * @throws Refusal `access.forbidden`, `problems.not_found`
 */
export async function listQuotes(
  asker: Asker,
  { params: { key }, body }: OperationInput<Operations["listQuotes"]>,
): Promise<OperationOutput<Operations["listQuotes"]>> {
  requirePermission(asker.viewer, "answers.read");
  const subject = await subjectWith(asker, key);
  const pinned =
    subject.row === null ? [] : await asker.stores.postgres.read((tx) => selectPinned(tx, subject.row?.id ?? ""));
  const kept = new Set(pinned.map(({ responseId }) => responseId));
  const isFirst = body.cursor === undefined;
  const first = isFirst ? await pinnedQuotes(asker, pinned) : [];

  const { where, period, cursor, limit } = body;
  const parts: readonly Condition[] = [codesCondition(subject.codes), ...(where === undefined ? [] : [where])];
  const days = period === undefined ? {} : { from: period.from, to: period.to };
  const found = await listResponses(asker, { where: { all: parts }, ...days, withText: true, cursor, limit });
  const rest = found.items
    .filter(({ id }) => !kept.has(id))
    .flatMap((response) => quotesIn(response, false).slice(0, 1));
  return { items: [...first, ...rest], nextCursor: found.nextCursor };
}

/** Keeps a quote in the bank, or takes it out. @throws Refusal `problems.not_found`, `problems.unknown_quote`, `problems.too_many` */
export async function pinQuote(
  asker: Asker,
  { params: { key, responseId }, body: { question, isPinned } }: OperationInput<Operations["pinQuote"]>,
): Promise<{ ok: true }> {
  const { stores, viewer } = asker;
  requirePermission(viewer, "problems.write");
  if (isPinned) await requireQuote(asker, responseId, question);
  await stores.postgres.transaction(async (tx) => {
    const row = await requireStanding(tx, key);
    if (!isPinned) await deletePinned(tx, row.id, responseId);
    else {
      if ((await selectPinned(tx, row.id)).length >= mostPinned)
        throw new Refusal("problems.too_many", { most: mostPinned });
      const made = await insertPinned(tx, row.id, { responseId, question, by: viewer.name, now: stores.clock.now() });
      if (!made) throw new Refusal("problems.unknown_quote");
    }
    const details = { key, response: responseId };
    const action = isPinned ? "problems.quote_pinned" : "problems.quote_unpinned";
    await recordAudit(tx, viewer, { action, subjectKind: "problem", subjectId: row.id, details });
  });
  return { ok: true };
}

async function subjectWith(asker: Asker, key: string): Promise<Catalogue["subjects"][number]> {
  for (const side of ["pain", "praise"] as const) {
    const subject = (await readCatalogue(asker, side)).subjects.find((one) => one.key === key);
    if (subject !== undefined) return subject;
  }
  const row = await asker.stores.postgres.read((tx) => findProblem(tx, key));
  if (row === undefined) throw new Refusal("problems.not_found", { key });
  return { key, row, title: "", codes: row.codes };
}

/** Answers whose words name it; where only options do, those who chose one. A filter by themes takes options too. */
function codesCondition(codes: readonly string[]): Condition {
  const themes = codes.filter((code) => !code.includes(":"));
  return { field: "theme", op: "in", value: [...(themes.length > 0 ? themes : codes)] };
}

async function pinnedQuotes(
  asker: Asker,
  pinned: readonly { readonly responseId: string; readonly question: string }[],
): Promise<Quote[]> {
  const quotes: Quote[] = [];
  for (const { responseId, question } of pinned) {
    const response = await readable(asker, responseId);
    if (response === null) continue;
    quotes.push(...quotesIn(response, true).filter((quote) => quote.question === question));
  }
  return quotes;
}

/** Null: gone, or of units that are not the viewer's. */
async function readable(asker: Asker, id: string): Promise<Response | null> {
  try {
    return await readResponse(asker, id);
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

async function requireQuote(asker: Asker, responseId: string, question: string): Promise<void> {
  const response = await readable(asker, responseId);
  const isThere = response !== null && quotesIn(response, true).some((quote) => quote.question === question);
  if (!isThere) throw new Refusal("problems.unknown_quote");
}

function quotesIn(response: Response, isPinned: boolean): Quote[] {
  const score = response.answers.find((answer) => answer.score !== null)?.score ?? null;
  return response.answers.flatMap(({ kind, question, value }) => {
    if (kind !== "text" || typeof value !== "string" || value.trim() === "") return [];
    const { id, answeredAt, surveyName } = response;
    return [{ responseId: id, question, text: maskPersonalData(value).text, score, answeredAt, surveyName, isPinned }];
  });
}
