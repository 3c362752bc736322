import { sql, type Tx } from "#platform/postgres";

import type { NamedTheme } from "../rules/code-names.ts";

/** Names of every theme of the codebook, which the answers are coded by. */
export function selectThemeNames(tx: Tx): Promise<NamedTheme[]> {
  return tx.query<NamedTheme>(sql`
    select key, names, problem_names as "problemNames", praise_names as "praiseNames" from theme`);
}
