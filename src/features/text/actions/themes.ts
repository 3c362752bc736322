import { recordAudit, requireEverywhere, requirePermission } from "#feature/access";
import { listValues, localText } from "#feature/facts";
import type { OperationInput, OperationOutput } from "#kit/operation";
import { Refusal } from "#kit/refusal";
import type { Call } from "#platform/http/route";
import type { Tx } from "#platform/postgres";

import type { Codebook, Theme, ThemeWish, textOperations } from "../contract.ts";
import { readCode } from "../rules/coding.ts";
import { lockTextState, raiseVersion, readTextState, writeIndustries, type StateRow } from "../store/state.ts";
import {
  findTheme,
  insertTheme,
  selectThemes,
  updateParent,
  updateThemeRow,
  updateThemeState,
  writePositions,
  type ThemeRow,
} from "../store/themes.ts";
import { fitThemes, seedCodebook } from "./codebook.ts";
import { beginRecoding } from "./recoding.ts";
import {
  freeKey,
  isSameWish,
  presentTheme,
  requireNoCircle,
  requireParent,
  requirePatterns,
  requireTheme,
  wishOf,
} from "./theme-checks.ts";

type Asker = Pick<Call, "stores" | "viewer">;
type Operations = typeof textOperations;

/** The codebook with how often each side is mentioned within the viewer's units. @throws Refusal `access.forbidden` */
export async function listThemes(asker: Asker): Promise<OperationOutput<Operations["listThemes"]>> {
  const { stores, viewer } = asker;
  requirePermission(viewer, "insight.read");
  await seedCodebook(stores);
  const [{ rows, state }, mentions] = await Promise.all([
    stores.postgres.read(async (tx) => ({ rows: await selectThemes(tx), state: await readTextState(tx) })),
    mentionsOf(asker),
  ]);
  const items = rows.map((row) => presentTheme(row, viewer.language, mentions.get(row.key)));
  return { items, nextCursor: null, codebook: presentCodebook(state) };
}

/**
 * Says what kind of company this is. Themes of other kinds are put away unless somebody edited them, and come back when
 * they fit again; the past is coded by what is left.
 */
export async function chooseIndustries(
  { stores, viewer }: Asker,
  { body: { industries } }: OperationInput<Operations["chooseIndustries"]>,
): Promise<Codebook> {
  requireEverywhere(viewer, "themes.write");
  await seedCodebook(stores);
  return stores.postgres.transaction(async (tx) => {
    const state = await lockTextState(tx);
    const wanted = [...new Set(industries)].toSorted();
    if (wanted.join() !== state.industries.toSorted().join()) {
      await writeIndustries(tx, wanted);
      await fitThemes(tx, wanted);
      await raiseVersion(tx);
      await beginRecoding(tx, stores, viewer);
      await recordAudit(tx, viewer, {
        action: "text.industries_chosen",
        subjectKind: "codebook",
        subjectId: "codebook",
        details: { industries: wanted },
      });
    }
    return presentCodebook(await readTextState(tx));
  });
}

/**
 * A new theme. The same under the same key again answers the one that is there.
 * @throws Refusal `text.key_taken`, `text.unknown_theme`, `text.bad_pattern`
 */
export async function createTheme(
  { stores, viewer }: Asker,
  { body: { key, ...wish } }: OperationInput<Operations["createTheme"]>,
): Promise<Theme> {
  requireEverywhere(viewer, "themes.write");
  requirePatterns(wish);
  await seedCodebook(stores);
  return stores.postgres.transaction(async (tx) => {
    await lockTextState(tx);
    const made = await addTheme(tx, { stores, viewer }, { key, wish });
    return presentTheme(made, viewer.language);
  });
}

/** Adds a theme while the text state is locked. @throws Refusal `text.key_taken`, `text.unknown_theme` */
export async function addTheme(
  tx: Tx,
  { stores, viewer }: Asker,
  { key: wanted, wish }: { readonly key?: string | undefined; readonly wish: ThemeWish },
): Promise<ThemeRow> {
  const rows = await selectThemes(tx);
  const there = rows.find(({ key }) => key === wanted);
  if (there !== undefined && isSameWish(wishOf(there), wish)) return there;
  requireParent(rows, null, wish.parent);
  const key = wanted ?? freeKey(rows, localText(wish.names, viewer.language));
  const siblings = rows.filter((row) => row.parent === wish.parent || row.key === wish.parent);
  const position = Math.max(0, ...siblings.map((row) => row.position)) + 1;
  if (!(await insertTheme(tx, { ...wish, key, position, isSeeded: false }, stores.clock.now()))) {
    throw new Refusal("text.key_taken", { key });
  }
  await raiseVersion(tx);
  await recordAudit(tx, viewer, { action: "text.theme_created", subjectKind: "theme", subjectId: key });
  return themeIn(tx, key);
}

/**
 * Changes a theme, if nobody did meanwhile; what says the same changes nothing. The past is coded by it when somebody asks.
 * @throws Refusal `text.unknown_theme`, `text.changed_elsewhere`, `text.bad_pattern`
 */
export async function updateTheme(
  { stores, viewer }: Asker,
  { params: { key }, body: { revision, ...wish } }: OperationInput<Operations["updateTheme"]>,
): Promise<Theme> {
  requireEverywhere(viewer, "themes.write");
  requirePatterns(wish);
  return stores.postgres.transaction(async (tx) => {
    await lockTextState(tx);
    const rows = await selectThemes(tx);
    const row = requireTheme(rows, key);
    if (isSameWish(wishOf(row), wish)) return presentTheme(row, viewer.language);
    requireParent(rows, key, wish.parent);
    if (!(await updateThemeRow(tx, { ...wish, key }, { revision, now: stores.clock.now() }))) throw changedElsewhere();
    await raiseVersion(tx);
    await recordAudit(tx, viewer, { action: "text.theme_changed", subjectKind: "theme", subjectId: key });
    return presentTheme(await themeIn(tx, key), viewer.language);
  });
}

/**
 * Puts a theme away or brings it back, counts it under another one or by itself again, and has the past follow. Codings
 * stay as they were made, so either can be undone exactly.
 * @throws Refusal `text.unknown_theme`, `text.changed_elsewhere`, `text.merge_in_circle`
 */
export async function setThemeState(
  { stores, viewer }: Asker,
  { params: { key }, body: { revision, isArchived, mergedInto } }: OperationInput<Operations["setThemeState"]>,
): Promise<Theme> {
  requireEverywhere(viewer, "themes.write");
  return stores.postgres.transaction(async (tx) => {
    await lockTextState(tx);
    const rows = await selectThemes(tx);
    const row = requireTheme(rows, key);
    const isSame = row.isArchived === isArchived && row.mergedInto === mergedInto && !row.isUnfitting;
    if (isSame) return presentTheme(row, viewer.language);
    if (mergedInto !== null) requireNoCircle(rows, key, mergedInto);
    const state = { key, revision, isArchived, mergedInto };
    if (!(await updateThemeState(tx, state, stores.clock.now()))) throw changedElsewhere();
    await raiseVersion(tx);
    await beginRecoding(tx, stores, viewer);
    const details = { isArchived, mergedInto };
    await recordAudit(tx, viewer, { action: "text.theme_placed", subjectKind: "theme", subjectId: key, details });
    return presentTheme(await themeIn(tx, key), viewer.language);
  });
}

/** Puts a theme elsewhere in the tree; no comment is coded otherwise. @throws Refusal `text.unknown_theme`, `text.changed_elsewhere` */
export async function moveTheme(
  { stores, viewer }: Asker,
  { params: { key }, body: { revision, parent, before } }: OperationInput<Operations["moveTheme"]>,
): Promise<Theme> {
  requireEverywhere(viewer, "themes.write");
  return stores.postgres.transaction(async (tx) => {
    await lockTextState(tx);
    const rows = await selectThemes(tx);
    requireTheme(rows, key);
    requireParent(rows, key, parent);
    if (before !== null && requireTheme(rows, before).parent !== parent)
      throw new Refusal("text.unknown_theme", { key: before });
    if (!(await updateParent(tx, { key, revision, parent }, stores.clock.now()))) throw changedElsewhere();
    await writePositions(tx, orderWith(rows, { key, parent, before }));
    const details = { parent, before };
    await recordAudit(tx, viewer, { action: "text.theme_moved", subjectKind: "theme", subjectId: key, details });
    return presentTheme(await themeIn(tx, key), viewer.language);
  });
}

/** Every theme in the order it is shown: groups, each followed by its themes. */
function orderWith(
  rows: readonly ThemeRow[],
  { key, parent, before }: { readonly key: string; readonly parent: string | null; readonly before: string | null },
): readonly string[] {
  const children = (of: string | null) => {
    const own = rows.filter((row) => row.key !== key && row.parent === of).map((row) => row.key);
    if (of !== parent) return own;
    const at = before === null ? own.length : own.indexOf(before);
    return own.toSpliced(at < 0 ? own.length : at, 0, key);
  };
  return children(null).flatMap((group) => [group, ...children(group)]);
}

async function mentionsOf(asker: Asker): Promise<ReadonlyMap<string, Theme["mentions"]>> {
  const { items } = await listValues(asker, { dimension: "theme", limit: 10_000 });
  const mentions = new Map<string, { problem: number; praise: number; neutral: number }>();
  for (const { value, n } of items) {
    const code = readCode(value);
    if (code === undefined) continue;
    const counts = mentions.get(code.theme) ?? { problem: 0, praise: 0, neutral: 0 };
    counts[code.side] += n;
    mentions.set(code.theme, counts);
  }
  return mentions;
}

async function themeIn(tx: Tx, key: string): Promise<ThemeRow> {
  const row = await findTheme(tx, key);
  if (row === undefined) throw new Refusal("text.unknown_theme", { key });
  return row;
}

function presentCodebook({ industries, version, codedVersion }: StateRow): Codebook {
  return {
    industries: [...industries] as Codebook["industries"],
    isChosen: industries.length > 0,
    version,
    isRecodingDue: codedVersion < version,
  };
}

function changedElsewhere(): Refusal {
  return new Refusal("text.changed_elsewhere");
}
