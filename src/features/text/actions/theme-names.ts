import { codeNames, selectThemeNames } from "#feature/facts";
import type { Tx } from "#platform/postgres";

import { selectKeysOfOtherKinds } from "../store/themes.ts";

/** Keys of themes that cannot be a cause of a score: what people felt, and what they make of it in all. */
export async function consequenceThemes(tx: Tx): Promise<ReadonlySet<string>> {
  return new Set(await selectKeysOfOtherKinds(tx, "topic"));
}

/**
 * Speaks themes and codes in a language: `queue-` by the name of its problem side, `queue` by the name of the theme.
 * Undefined for what is not in the codebook.
 */
export async function themeNames(tx: Tx, language: string): Promise<(codeOrKey: string) => string | undefined> {
  return codeNames(await selectThemeNames(tx), language);
}
