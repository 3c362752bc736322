import { requireEverywhere, requirePermission } from "#feature/access";
import type { OperationInput } from "#kit/operation";
import { Refusal } from "#kit/refusal";
import type { Call } from "#platform/http/route";

import type { Theme, ThemeWish, textOperations } from "../contract.ts";
import { languageOf, thingKey } from "../rules/found-things.ts";
import { findDiscovery, noteAdopted } from "../store/discoveries.ts";
import { lockTextState } from "../store/state.ts";
import { findTheme } from "../store/themes.ts";
import { discoveryKeyOf, presentDiscoveries } from "./discoveries.ts";
import { beginRecoding } from "./recoding.ts";
import { presentTheme, requirePatterns } from "./theme-checks.ts";
import { addTheme } from "./themes.ts";

/**
 * Makes a theme of something that was found, with the name and the patterns that were suggested unless others are given,
 * and has the past coded by it. Again answers the theme that was made.
 * @throws Refusal `text.no_such_discovery`, `text.unknown_theme`, `text.bad_pattern`
 */
export async function adoptDiscovery(
  asker: Pick<Call, "stores" | "viewer">,
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

    const made = await addTheme(tx, asker, { wish });
    await noteAdopted(tx, id, what, made.key);
    await beginRecoding(tx, stores, viewer);
    return presentTheme(made, viewer.language);
  });
}

type Body = OperationInput<typeof textOperations.adoptDiscovery>["body"];

async function wishFor(asker: Pick<Call, "stores" | "viewer">, id: string, body: Body): Promise<ThemeWish> {
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
