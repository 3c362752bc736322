import { recordAudit, requireEverywhere, requirePermission } from "#feature/access";
import { productLanguages } from "#kit/language";
import type { OperationInput } from "#kit/operation";
import { Refusal } from "#kit/refusal";
import type { Call } from "#platform/http/route";
import type { Tx } from "#platform/postgres";

import { mostPatterns, type Patterns, type Theme, type ThemeWish, type textOperations } from "../contract.ts";
import { languageOf, thingKey } from "../rules/found-things.ts";
import { findDiscovery, noteAdopted } from "../store/discoveries.ts";
import { lockTextState, raiseVersion } from "../store/state.ts";
import { findTheme, selectThemes, updateThemeRow, type ThemeRow } from "../store/themes.ts";
import { discoveryKeyOf, presentDiscoveries } from "./discoveries.ts";
import { beginRecoding } from "./recoding.ts";
import { presentTheme, requirePatterns, requireTheme, wishOf } from "./theme-checks.ts";
import { addTheme } from "./themes.ts";

type Asker = Pick<Call, "stores" | "viewer">;

/**
 * Makes a theme of something that was found, with the name and the patterns that were suggested unless others are given,
 * or has another theme take the patterns, and has the past coded by it. Again answers the theme that was made.
 * @throws Refusal `text.no_such_discovery`, `text.unknown_theme`, `text.bad_pattern`
 */
export async function adoptDiscovery(
  asker: Asker,
  { params: { id }, body }: OperationInput<typeof textOperations.adoptDiscovery>,
): Promise<Theme> {
  const { stores, viewer } = asker;
  requireEverywhere(viewer, "themes.write");
  requirePermission(viewer, "answers.read");
  const wish = await wishFor(asker, id, body);
  requirePatterns(wish);
  const what = thingKey(body.kind, body.index);
  return stores.postgres.transaction(async (tx) => {
    await lockTextState(tx);
    const row = await findDiscovery(tx, id, "lock");
    if (row === undefined) throw new Refusal("text.no_such_discovery");
    const adopted = row.adopted[what];
    const there = adopted === undefined ? undefined : await findTheme(tx, adopted);
    if (there !== undefined) return presentTheme(there, viewer.language);

    const made =
      body.into === undefined ? await addTheme(tx, asker, { wish }) : await widen(tx, asker, body.into, wish);
    await noteAdopted(tx, id, what, made.key);
    await beginRecoding(tx, stores, viewer);
    return presentTheme(made, viewer.language);
  });
}

/** Gives a theme further patterns while the text state is locked. @throws Refusal `text.unknown_theme` */
async function widen(tx: Tx, { stores, viewer }: Asker, key: string, { patterns }: ThemeWish): Promise<ThemeRow> {
  const row = requireTheme(await selectThemes(tx), key);
  const widened = { ...wishOf(row), key, patterns: joinedPatterns(row.patterns, patterns) };
  requirePatterns(widened);
  await updateThemeRow(tx, widened, { revision: null, now: stores.clock.now() });
  await raiseVersion(tx);
  await recordAudit(tx, viewer, { action: "text.theme_changed", subjectKind: "theme", subjectId: key });
  return (await findTheme(tx, key)) ?? row;
}

/** Both, each once; past the most that a list may hold, what was there stays. */
function joinedPatterns(one: Patterns, other: Patterns): Patterns {
  const joined: Patterns = { ...one };
  for (const language of productLanguages) {
    const [has, gets] = [one[language], other[language]];
    if (gets === undefined) continue;
    const both = (list: "problem" | "praise" | "topic") =>
      [...new Set([...(has?.[list] ?? []), ...gets[list]])].slice(0, mostPatterns);
    joined[language] = { problem: both("problem"), praise: both("praise"), topic: both("topic") };
  }
  return joined;
}

type Body = OperationInput<typeof textOperations.adoptDiscovery>["body"];

async function wishFor(asker: Asker, id: string, body: Body): Promise<ThemeWish> {
  const row = await asker.stores.postgres.read((tx) => findDiscovery(tx, id));
  const isTheirs = row !== undefined && row.key === discoveryKeyOf(asker.viewer, row.question);
  if (!isTheirs || row.found === null) throw new Refusal("text.no_such_discovery");
  const thing = (await presentDiscoveries(asker, row))[body.kind][body.index];
  const name = body.name ?? thing?.suggested.name ?? "";
  if (thing === undefined || name === "") throw new Refusal("text.no_such_discovery");
  return {
    parent: body.parent,
    kind: "topic",
    names: { [languageOf(row.found)]: name.slice(0, 300) },
    problemNames: null,
    praiseNames: null,
    about: {},
    patterns: body.patterns ?? thing.suggested.patterns,
    examples: {},
  };
}
