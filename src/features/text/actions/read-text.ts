import { requirePermission } from "#feature/access";
import { codeNames, selectThemeNames } from "#feature/facts";
import { Refusal } from "#kit/refusal";
import type { Call } from "#platform/http/route";

import type { CodedText } from "../contract.ts";
import { selectCoderNames } from "../store/coder-names.ts";
import { selectHistory, type TextName } from "../store/coders.ts";
import { shownText } from "./shown-text.ts";

/**
 * One comment with what it was coded with, why, by whom and when. Needs `answers.read`.
 * @throws Refusal `access.forbidden`, `text.no_such_text` also for texts of other units and those a small group protects
 */
export async function readText(asker: Pick<Call, "stores" | "viewer">, name: TextName): Promise<CodedText> {
  requirePermission(asker.viewer, "answers.read");
  const shown = await shownText(asker, name);
  if (shown === undefined) throw new Refusal("text.no_such_text");
  const { history, names, themes } = await asker.stores.postgres.read(async (tx) => {
    const rows = await selectHistory(tx, name);
    return {
      history: rows,
      names: await selectCoderNames(tx, [...new Set(rows.flatMap(({ userId }) => userId ?? []))]),
      themes: await selectThemeNames(tx),
    };
  });
  const nameOf = codeNames(themes, asker.viewer.language);
  const suggested = history.find(({ by }) => by === "suggester")?.codes ?? [];
  return {
    ...shown.text,
    suggestions: [
      ...shown.text.suggestions,
      ...suggested.map((code) => ({
        code,
        name: nameOf(code) ?? code,
        probability: null,
        source: "suggester" as const,
      })),
    ],
    machineCodes: [...shown.coding.machineCodes],
    by: shown.coding.personCodes === null ? "machine" : "person",
    history: history.map(({ id, by, userId, at, codes, before, isUndone }) => ({
      id,
      by,
      name: userId === null ? null : (names.get(userId) ?? null),
      at: at.toISOString(),
      codes: [...codes],
      before: before === null ? null : [...before],
      isUndone,
    })),
  };
}
