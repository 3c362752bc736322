import { recordResponses } from "#feature/answers";
import { submissionSchema, type SubmissionInput } from "#feature/answers/contract";
import { createSurvey, publishSurvey } from "#feature/surveys";
import { definitionSchema, type Programme, type Survey } from "#feature/surveys/contract";
import { sql } from "#platform/postgres";
import type { testCall } from "#testing/call";
import type { TestStores } from "#testing/database";

import { recodeBatch } from "./actions/code-texts.ts";

type Call = ReturnType<typeof testCall>;

/** Publishes a survey with a score and two free texts for tests. */
export async function publishWords(
  call: Call,
  name: string,
  how: { readonly programme?: Programme; readonly anonymous?: boolean } = {},
): Promise<Survey> {
  const { programme = "relational", anonymous = false } = how;
  const definition = definitionSchema.parse({
    languages: ["en"],
    defaultLanguage: "en",
    title: { en: name },
    pages: [
      {
        key: "p",
        questions: [
          { kind: "recommendation", key: "score", title: { en: "Recommend?" }, employee: programme === "employee" },
          { kind: "text", key: "why", title: { en: "Why?" }, maxLength: 20_000 },
          { kind: "text", key: "more", title: { en: "What else?" } },
        ],
      },
    ],
    endings: [{ key: "end", title: { en: "Thanks" } }],
  });
  const { id } = await createSurvey(call, { name, programme, anonymous, definition });
  return publishSurvey(call, id);
}

/** A response as tests write it. */
export type Words = {
  readonly why: string;
  readonly more?: string;
  readonly score?: number;
} & Partial<SubmissionInput>;

let sent = 0;

/** Records a response with these words and answers its id. */
export async function write(call: Call, survey: Survey, words: Words): Promise<string> {
  const [id] = await writeAll(call, survey, [words]);
  return id ?? "";
}

/** The same for many. */
export async function writeAll(call: Call, survey: Survey, all: readonly Words[]): Promise<readonly string[]> {
  const submissions = all.map(({ why, more, score = 3, ...rest }) =>
    submissionSchema.parse({
      survey: survey.slug,
      id: `words ${(sent += 1)}`,
      answers: { score, why, ...(more !== undefined && { more }) },
      ...rest,
    }),
  );
  const recorded = await recordResponses(call, submissions, { source: "api" });
  return recorded.map((one) => {
    if (!one.ok) throw new Error(`${one.code}: ${JSON.stringify(one.problems)}`);
    return one.receipt.id;
  });
}

/** What responses were coded with, as the facts read it, by code. */
export async function countCodes(stores: TestStores): Promise<Readonly<Record<string, number>>> {
  const rows = await stores.postgres.read((tx) =>
    tx.query<{ code: string; n: number }>(
      sql`select code, count(*)::int as n from response_coding, unnest(codes) code group by code order by code`,
    ),
  );
  return Object.fromEntries(rows.map(({ code, n }) => [code, n]));
}

/** Codes of one response; undefined before it is coded. */
export async function codesOf(stores: TestStores, id: string): Promise<readonly string[] | undefined> {
  const row = await stores.postgres.read((tx) =>
    tx.maybeOne<{ codes: string[] }>(sql`select codes from response_coding where response_id = ${id}`),
  );
  return row?.codes;
}

/** Lets a recoding run to its end. */
export async function recodeAll(stores: TestStores): Promise<void> {
  while ((await recodeBatch(stores)) !== "idle");
}

/** A theme that is found by patterns in English. */
export function wishWith(name: string, patterns: { readonly problem?: string[]; readonly topic?: string[] }) {
  return {
    parent: null,
    kind: "topic" as const,
    names: { en: name },
    problemNames: null,
    praiseNames: null,
    about: {},
    patterns: { en: { problem: patterns.problem ?? [], praise: [], topic: patterns.topic ?? [] } },
    examples: {},
  };
}
