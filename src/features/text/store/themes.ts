import { sql, type Tx } from "#platform/postgres";

import type { LocalText, ThemeWish } from "../contract.ts";

/** A theme as it is kept. */
export interface ThemeRow extends ThemeWish {
  readonly key: string;
  readonly industries: readonly string[];
  readonly position: number;
  readonly isSeeded: boolean;
  readonly isEdited: boolean;
  readonly isArchived: boolean;
  /** Made for another kind of company. */
  readonly isUnfitting: boolean;
  readonly mergedInto: string | null;
  readonly revision: number;
}

const columns = sql`key, parent, kind, names, problem_names as "problemNames", praise_names as "praiseNames", about, patterns,
  examples, industries, position, is_seeded as "isSeeded", is_edited as "isEdited",
  archived_at is not null as "isArchived", is_unfitting as "isUnfitting", merged_into as "mergedInto", revision`;

/** The whole codebook in the order it is shown. */
export function selectThemes(tx: Tx): Promise<ThemeRow[]> {
  return tx.query<ThemeRow>(sql`select ${columns} from theme order by position, key`);
}

export function findTheme(tx: Tx, key: string): Promise<ThemeRow | undefined> {
  return tx.maybeOne<ThemeRow>(sql`select ${columns} from theme where key = ${key}`);
}

/** What is written of a theme. */
export interface ThemeToWrite extends ThemeWish {
  readonly key: string;
  readonly industries?: readonly string[];
  readonly position: number;
  readonly isSeeded: boolean;
}

/** A new theme; false when the key is taken. */
export async function insertTheme(tx: Tx, theme: ThemeToWrite, now: Date): Promise<boolean> {
  const count = await tx.execute(sql`
    insert into theme (key, parent, kind, names, problem_names, praise_names, about, patterns, examples, industries, position,
      is_seeded, created_at, updated_at)
    values (${theme.key}, ${theme.parent}, ${theme.kind}, ${sql.json(theme.names)}, ${jsonOrNull(theme.problemNames)},
      ${jsonOrNull(theme.praiseNames)}, ${sql.json(theme.about)}, ${sql.json(theme.patterns)}, ${sql.json(theme.examples)},
      ${theme.industries ?? ["any"]}::text[], ${theme.position}, ${theme.isSeeded}, ${now}, ${now})
    on conflict (key) do nothing`);
  return count === 1;
}

/** Writes over a theme that still has this revision (null: whatever it has); false when it has another. */
export async function updateThemeRow(
  tx: Tx,
  theme: ThemeWish & { readonly key: string },
  how: { readonly revision: number | null; readonly now: Date },
): Promise<boolean> {
  const count = await tx.execute(sql`
    update theme
       set parent = ${theme.parent}, kind = ${theme.kind}, names = ${sql.json(theme.names)},
           problem_names = ${jsonOrNull(theme.problemNames)}, praise_names = ${jsonOrNull(theme.praiseNames)},
           about = ${sql.json(theme.about)}, patterns = ${sql.json(theme.patterns)}, examples = ${sql.json(theme.examples)},
           is_edited = true, is_moved = is_moved or parent is distinct from ${theme.parent}::text, is_unfitting = false,
           revision = revision + 1, updated_at = ${how.now}
     where key = ${theme.key} and (${how.revision}::int is null or revision = ${how.revision}::int)`);
  return count === 1;
}

/** A theme of the product takes what its new version says; its place stays where the organisation chose it. */
export async function takeSeed(tx: Tx, theme: ThemeToWrite, now: Date): Promise<void> {
  await tx.execute(sql`
    update theme
       set parent = case when is_moved then parent else ${theme.parent}::text end,
           position = case when is_moved then position else ${theme.position}::int end,
           kind = ${theme.kind}, names = ${sql.json(theme.names)}, problem_names = ${jsonOrNull(theme.problemNames)},
           praise_names = ${jsonOrNull(theme.praiseNames)}, about = ${sql.json(theme.about)},
           patterns = ${sql.json(theme.patterns)}, examples = ${sql.json(theme.examples)},
           industries = ${theme.industries ?? ["any"]}::text[], revision = revision + 1, updated_at = ${now}
     where key = ${theme.key}`);
}

/** Puts a theme that still has this revision away, or under another one; false when it has another. */
export async function updateThemeState(
  tx: Tx,
  theme: {
    readonly key: string;
    readonly revision: number;
    readonly isArchived: boolean;
    readonly mergedInto: string | null;
  },
  now: Date,
): Promise<boolean> {
  const count = await tx.execute(sql`
    update theme
       set archived_at = case when ${theme.isArchived} then coalesce(archived_at, ${now}) end,
           merged_into = ${theme.mergedInto}, is_unfitting = false, revision = revision + 1, updated_at = ${now}
     where key = ${theme.key} and revision = ${theme.revision}`);
  return count === 1;
}

/** Puts a theme that still has this revision under this parent; false when it has another. */
export async function updateParent(
  tx: Tx,
  { key, revision, parent }: { readonly key: string; readonly revision: number; readonly parent: string | null },
  now: Date,
): Promise<boolean> {
  const count = await tx.execute(sql`update theme set parent = ${parent}, is_moved = true, revision = revision + 1,
      updated_at = ${now} where key = ${key} and revision = ${revision}`);
  return count === 1;
}

/** Numbers themes in this order. */
export async function writePositions(tx: Tx, keys: readonly string[]): Promise<void> {
  await tx.execute(sql`update theme set position = 10 * place.number::int
    from unnest(${keys}::text[]) with ordinality place (key, number) where theme.key = place.key`);
}

/** Puts away every theme that is not among these, and brings these back. */
export async function setFitting(tx: Tx, keys: readonly string[]): Promise<void> {
  await tx.execute(sql`update theme set is_unfitting = not is_unfitting
    where is_unfitting = (key = any(${keys}::text[]))`);
}

function jsonOrNull(value: LocalText | null) {
  return value === null ? sql`null` : sql.json(value);
}

/** Keys of themes of any kind but this. */
export async function selectKeysOfOtherKinds(tx: Tx, kind: string): Promise<string[]> {
  const rows = await tx.query<{ key: string }>(sql`select key from theme where kind <> ${kind}`);
  return rows.map(({ key }) => key);
}
