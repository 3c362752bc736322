import { sql, type Tx } from "#platform/postgres";

/** A single-use link as it lies in the table. */
export interface LinkRow {
  readonly id: string;
  readonly surveyId: string;
  /** Context and hidden fields that the link carries. */
  readonly context: Readonly<Record<string, string>>;
  readonly personKind: string | null;
  readonly personValue: string | null;
  readonly expiresAt: Date | null;
  /** Idempotency key of the response that began or finished with this link. */
  readonly submissionKey: string | null;
  readonly usedAt: Date | null;
}

/** A link to be kept, known by the hash of its token. */
export interface NewLink extends Pick<
  LinkRow,
  "id" | "surveyId" | "context" | "personKind" | "personValue" | "expiresAt"
> {
  readonly tokenHash: Buffer;
}

const columns = sql`id, survey_id as "surveyId", context, person_kind as "personKind", person_value as "personValue",
  expires_at as "expiresAt", submission_key as "submissionKey", used_at as "usedAt"`;

/** Adds all links in one statement. */
export async function insertLinks(tx: Tx, links: readonly NewLink[], now: Date): Promise<void> {
  const rows = links.map((link) => ({ ...link, tokenHash: link.tokenHash.toString("hex") }));
  await tx.execute(sql`insert into survey_link (id, token_hash, survey_id, context, person_kind, person_value, expires_at, created_at)
    select id, decode("tokenHash", 'hex'), "surveyId", context, "personKind", "personValue", "expiresAt", ${now}::timestamptz
    from jsonb_to_recordset(${sql.json(rows)}) as link (id uuid, "tokenHash" text, "surveyId" uuid, context jsonb,
      "personKind" text, "personValue" text, "expiresAt" timestamptz)`);
}

/** The link of this token. */
export function selectLink(tx: Tx, tokenHash: Buffer): Promise<LinkRow | undefined> {
  return tx.maybeOne(sql`select ${columns} from survey_link where token_hash = ${tokenHash}`);
}

/** Holds the link of this token until the transaction ends. */
export function lockLink(tx: Tx, tokenHash: Buffer): Promise<LinkRow | undefined> {
  return tx.maybeOne(sql`select ${columns} from survey_link where token_hash = ${tokenHash} for update`);
}

/** Binds the link to a response; `usedAt` uses it up. */
export async function bindLink(tx: Tx, id: string, submissionKey: string, usedAt: Date | null): Promise<void> {
  await tx.execute(
    sql`update survey_link set submission_key = ${submissionKey}, used_at = coalesce(used_at, ${usedAt}::timestamptz) where id = ${id}`,
  );
}

/** How many links that nobody has used up, and that still open something, carry one of these codes of units. */
export async function countOpenLinks(tx: Tx, codes: readonly string[], now: Date): Promise<number> {
  const { count } = await tx.one<{ count: number }>(sql`
    select count(*) from survey_link
    where used_at is null and (expires_at is null or expires_at > ${now})
      and lower(context ->> 'unit') = any(${codes.map((code) => code.toLowerCase())}::text[])`);
  return count;
}
