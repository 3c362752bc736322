import { useQueries } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import type { Dimension } from "#feature/facts/contract";
import { fieldsOf, type Condition } from "#kit/condition";
import { operationQuery } from "#web/api/queries.ts";
import { isDimension } from "#web/filters/dimension-names.ts";
import { useFilter } from "#web/filters/use-filter.ts";
import { useNames } from "#web/format/names.ts";

import { linesOf } from "./condition-lines.ts";
import { conditionIn } from "./state.ts";

/** Says a condition in a few words: its values where they say enough, its dimensions where there are many. */
export function useConditionText(): (condition: Condition) => string {
  const { t } = useTranslation("explore");
  const names = useNames();
  const { search } = useFilter();
  const fields = [...new Set([search.a, search.b].flatMap((text) => fieldsIn(conditionIn(text))))].filter(isDimension);
  const known = useValueNames(fields);
  return (condition) => {
    const lines = linesOf(condition);
    if (lines === undefined) return fieldsIn(condition).map(names.dimension).join(", ");
    return lines
      .map(({ field, isNot, values }) => {
        const said = values.slice(0, 3).map((value) => names.value(field, value, known[field]?.[value] ?? value));
        const list = values.length > 3 ? `${said.join(", ")}…` : said.join(", ");
        return isNot ? t("groups.not", { values: list }) : list;
      })
      .join(" + ");
  };
}

/** A condition out of a URL may be anything. */
function fieldsIn(condition: Condition | undefined): readonly string[] {
  try {
    return condition === undefined ? [] : fieldsOf(condition);
  } catch {
    return [];
  }
}

function useValueNames(fields: readonly Dimension[]): Readonly<Record<string, Readonly<Record<string, string>>>> {
  return useQueries({
    queries: fields.map((dimension) => ({
      ...operationQuery("facts.listValues", { body: { dimension, limit: 200 } }),
      staleTime: 60_000,
    })),
    combine: (results) =>
      Object.fromEntries(
        results.map(({ data }, index) => [
          fields[index] ?? "",
          Object.fromEntries((data?.items ?? []).map(({ value, name }) => [value, name])),
        ]),
      ),
  });
}
