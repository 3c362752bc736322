import { requirePermission } from "#feature/access";
import type { Viewer } from "#kit/viewer";
import type { Sql, Tx } from "#platform/postgres";

import type { ListRequest } from "../contract.ts";
import { readableSql } from "../store/reading.ts";
import { understand } from "./asking.ts";

/**
 * What of the responses under a request this viewer may read with every word in them, as a predicate over `response r`:
 * the viewer's units, and of protected surveys only those with enough respondents. For statements of other slices that
 * read words; needs `answers.read`.
 * @throws Refusal `access.forbidden`, `answers.invalid` for an unknown field or measure
 */
export async function wordsInReach(tx: Tx, viewer: Viewer, request: Partial<ListRequest> = {}): Promise<Sql> {
  requirePermission(viewer, "answers.read");
  const { asked, readable } = await understand(tx, viewer, request);
  return readableSql(asked, [...readable]);
}
