import { recordAudit, requireEverywhere, requirePermission } from "#feature/access";
import type { OperationInput, OperationOutput } from "#kit/operation";
import { Refusal } from "#kit/refusal";
import type { Call } from "#platform/http/route";
import type { Tx } from "#platform/postgres";

import type { CodebookFile, textOperations } from "../contract.ts";
import { lockTextState, raiseVersion } from "../store/state.ts";
import { insertTheme, selectThemes, updateThemeRow, type ThemeRow } from "../store/themes.ts";
import { seedCodebook } from "./codebook.ts";
import { isSameWish, requirePatterns, wishOf } from "./theme-checks.ts";

type Asker = Pick<Call, "stores" | "viewer">;
type Taken = OperationOutput<typeof textOperations.importCodebook>;

/** The codebook as a file: what is in use. @throws Refusal `access.forbidden` */
export async function exportCodebook({ stores, viewer }: Asker): Promise<CodebookFile> {
  requirePermission(viewer, "insight.read");
  await seedCodebook(stores);
  const rows = await stores.postgres.read(selectThemes);
  const themes = rows.filter(({ isArchived, isUnfitting }) => !isArchived && !isUnfitting);
  return { format: "holos-codebook-1", themes: themes.map((row) => ({ key: row.key, ...wishOf(row) })) };
}

/**
 * Themes from a file, all or none: new ones are added, known ones take what the file says, those it does not name stay.
 * The same file again changes nothing. `isTrial` only tells what would happen.
 * @throws Refusal `text.unknown_theme`, `text.bad_pattern`
 */
export async function importCodebook(
  { stores, viewer }: Asker,
  { query: { isTrial }, body: { themes } }: OperationInput<typeof textOperations.importCodebook>,
): Promise<Taken> {
  requireEverywhere(viewer, "themes.write");
  themes.forEach(requirePatterns);
  await seedCodebook(stores);
  return stores.postgres.transaction(async (tx) => {
    await lockTextState(tx);
    const rows = await selectThemes(tx);
    requireParents(rows, themes);
    const known = new Map(rows.map((row) => [row.key, row]));
    const isNew = ({ key }: { readonly key: string }) => !known.has(key);
    const added = themes.filter(isNew);
    const changed = themes.filter((theme) => {
      const row = known.get(theme.key);
      return row !== undefined && !isSameWish(wishOf(row), theme);
    });
    const details = {
      added: added.length,
      changed: changed.length,
      unchanged: themes.length - added.length - changed.length,
    };
    if (isTrial || added.length + changed.length === 0) return details;

    await write(tx, { rows, added, changed }, stores.clock.now());
    await raiseVersion(tx);
    await recordAudit(tx, viewer, {
      action: "text.codebook_taken",
      subjectKind: "codebook",
      subjectId: "codebook",
      details,
    });
    return details;
  });
}

async function write(
  tx: Tx,
  {
    rows,
    added,
    changed,
  }: {
    readonly rows: readonly ThemeRow[];
    readonly added: CodebookFile["themes"];
    readonly changed: CodebookFile["themes"];
  },
  now: Date,
): Promise<void> {
  const last = Math.max(0, ...rows.map(({ position }) => position));
  for (const [index, theme] of added.entries()) {
    await insertTheme(tx, { ...theme, position: last + 10 * (index + 1), isSeeded: false }, now);
  }
  for (const theme of changed) await updateThemeRow(tx, theme, { revision: null, now });
}

/** Parents have to be there or come with the file, and the tree has two levels. */
function requireParents(rows: readonly ThemeRow[], themes: CodebookFile["themes"]): void {
  const parents = new Map<string, string | null>(rows.map(({ key, parent }) => [key, parent]));
  for (const { key, parent } of themes) parents.set(key, parent);
  const wrong = themes.find(({ key, parent }) => parent !== null && (parent === key || parents.get(parent) !== null));
  if (wrong !== undefined) throw new Refusal("text.unknown_theme", { key: wrong.parent ?? "" });
}
