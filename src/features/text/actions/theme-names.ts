import { codeNames, selectThemeNames } from "#feature/facts";
import type { Tx } from "#platform/postgres";

/**
 * Speaks themes and codes in a language: `queue-` by the name of its problem side, `queue` by the name of the theme.
 * Undefined for what is not in the codebook.
 */
export async function themeNames(tx: Tx, language: string): Promise<(codeOrKey: string) => string | undefined> {
  return codeNames(await selectThemeNames(tx), language);
}
