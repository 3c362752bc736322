import { listResponses } from "#feature/answers";
import type { Response } from "#feature/answers/contract";
import { codeNames, selectThemeNames } from "#feature/facts";
import type { Period } from "#feature/facts/contract";
import type { Condition } from "#kit/condition";
import type { OperationOutput } from "#kit/operation";
import type { Call } from "#platform/http/route";

import type { Quote, textOperations } from "../contract.ts";
import { explainCoding, type Machine } from "../rules/machine.ts";
import { selectCodings, type StandingCoding } from "../store/codings.ts";
import { hintOf } from "./code-texts.ts";
import { machineOf } from "./codebook.ts";
import { cut, hitsWithin, scoreOf, sideOfScore } from "./shown-text.ts";

type Asker = Pick<Call, "stores" | "viewer">;

/** Which comments are wanted. */
export interface QuoteWish {
  readonly period?: Period | undefined;
  readonly where?: Condition | undefined;
  /** Only texts with one of these; a theme without a side means any side. */
  readonly codes?: readonly string[] | undefined;
  readonly search?: string | undefined;
  readonly measure?: string | undefined;
  readonly isUncoded?: boolean | undefined;
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
}

/**
 * Comments under a filter, newest first, personal data masked: those the viewer may read, of groups large enough. A page
 * may hold fewer than asked for while there are more.
 * @throws Refusal `access.forbidden`, `answers.invalid`
 */
export async function listQuotes(
  asker: Asker,
  wish: QuoteWish,
): Promise<OperationOutput<typeof textOperations.listQuotes>> {
  const { period, search, measure, cursor, limit = 20 } = wish;
  const where = conditionOf(wish);
  const found = await listResponses(asker, {
    withText: true,
    limit,
    ...(period !== undefined && { from: period.from, to: period.to }),
    ...(where !== undefined && { where }),
    ...(search !== undefined && { search }),
    ...(measure !== undefined && { measure }),
    ...(cursor !== undefined && { cursor }),
  });
  const ids = found.items.map(({ id }) => id);
  const { codings, themes } = await asker.stores.postgres.read(async (tx) => ({
    codings: await selectCodings(tx, ids),
    themes: await selectThemeNames(tx),
  }));
  const codingOf = new Map(codings.map((coding) => [`${coding.responseId} ${coding.question}`, coding]));
  const machine = await machineOf(asker.stores);
  const nameOf = codeNames(themes, asker.viewer.language);
  const items = found.items
    .flatMap((response) =>
      quotesIn(response, {
        machine,
        nameOf: (code) => nameOf(code) ?? code,
        codingOf: (question) => codingOf.get(`${response.id} ${question}`),
      }),
    )
    .filter((quote) => isWanted(quote, wish));
  return { items, nextCursor: found.nextCursor, total: found.total };
}

/**
 * Some comments that show what a number is made of: newest first, each saying something else, masked, within the viewer's
 * rights. For pages and mails of other slices.
 * @throws Refusal `access.forbidden`, `answers.invalid`
 */
export async function quotesOf(asker: Asker, wish: Omit<QuoteWish, "cursor">): Promise<readonly Quote[]> {
  const { limit = 5 } = wish;
  const quotes: Quote[] = [];
  const said = new Set<string>();
  let cursor: string | undefined;
  for (let page = 0; page < mostPages && quotes.length < limit; page += 1) {
    const { items, nextCursor } = await listQuotes(asker, { ...wish, cursor, limit: Math.min(100, limit * 3) });
    for (const quote of items) {
      const words = quote.text
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
        .trim();
      if (words === "" || said.has(words)) continue;
      said.add(words);
      quotes.push(quote);
    }
    if (nextCursor === null) break;
    cursor = nextCursor;
  }
  return quotes.slice(0, limit);
}

const mostPages = 5;

function conditionOf({ where, codes = [], isUncoded = false }: QuoteWish): Condition | undefined {
  const parts: Condition[] = [
    ...(where === undefined ? [] : [where]),
    ...(codes.length === 0 ? [] : [{ field: "theme", op: "in" as const, value: [...codes] }]),
    ...(isUncoded ? [{ field: "theme", op: "empty" as const }] : []),
  ];
  const [only] = parts;
  return parts.length > 1 ? { all: parts } : only;
}

/** A theme without a side means any side. Merged themes stand under the one they count as, so the response decides there. */
function isWanted(quote: Quote, { codes = [], isUncoded = false }: QuoteWish): boolean {
  if (isUncoded) return quote.codes.length === 0;
  if (codes.length === 0) return true;
  return quote.codes.some((code) => codes.includes(code) || codes.includes(code.slice(0, -1)));
}

interface Quoting {
  readonly machine: Machine;
  readonly nameOf: (code: string) => string;
  readonly codingOf: (question: string) => StandingCoding | undefined;
}

/** The free texts of a response that may be read, as quotes. */
function quotesIn(response: Response, quoting: Quoting): readonly Quote[] {
  return response.answers.flatMap(({ kind, value, question }) =>
    kind === "text" && typeof value === "string" && value !== ""
      ? [quoteOf(response, { question, value }, quoting)]
      : [],
  );
}

function quoteOf(
  response: Response,
  { question, value }: { readonly question: string; readonly value: string },
  { machine, nameOf, codingOf }: Quoting,
): Quote {
  const coding = codingOf(question) ?? uncoded;
  const said = explainCoding(machine, { text: value, hint: hintOf(response.language), score: sideOfScore(response) });
  const text = cut(said.text);
  const codes = [...(coding.personCodes ?? coding.machineCodes)];
  return {
    responseId: response.id,
    question,
    text,
    language: coding.language ?? response.language,
    answeredAt: response.answeredAt,
    score: scoreOf(response),
    places: response.context.flatMap(({ field, code, name }) =>
      shownPlaces.has(field) ? [{ field, code, name }] : [],
    ),
    codes,
    names: codes.map(nameOf),
    by: coding.personCodes === null ? "machine" : "person",
    hits: hitsWithin(said.hits, text.length).filter(({ code }) => codes.includes(code)),
    sentiment: coding.sentiment,
    revision: coding.revision,
  };
}

/** A text that came a moment ago. */
const uncoded = { language: null, personCodes: null, machineCodes: [], sentiment: null, revision: 0 } as const;

const shownPlaces = new Set(["unit", "product", "touchpoint"]);
