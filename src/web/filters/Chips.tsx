import { IconX } from "@tabler/icons-react";
import { useQueries } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import type { MeasureKind } from "#feature/facts/contract";

import { operationQuery } from "../api/queries.ts";
import { groups, groupText } from "../design/groups.ts";
import { useNames } from "../format/names.ts";
import classes from "./FilterBar.module.css";
import { useFilter } from "./use-filter.ts";
import { withValues } from "./ValueList.tsx";

/** What is chosen, each value with a way to take it out, and one to take out all. */
export function Chips() {
  const { t } = useTranslation("web");
  const names = useNames();
  const { search, change } = useFilter();
  const where = Object.entries(search.where ?? {});
  const values = useValueNames(where.map(([dimension]) => dimension));
  const files = useFileNames(search.where?.["import"]);
  if (where.length === 0) return null;

  const kind = search.measure?.split(":")[0] as MeasureKind | undefined;
  const groupName = (dimension: string, value: string): string | undefined => {
    const group = dimension === "group" ? groups.find((each) => each === value) : undefined;
    return group === undefined || kind === undefined ? undefined : t(groupText(kind, group));
  };

  return (
    <ul className={classes.chips} aria-label={t("filter.chosen")}>
      {where.flatMap(([dimension, chosen]) =>
        chosen.map((value) => {
          const known = (dimension === "import" ? files[value] : values[dimension]?.[value]) ?? value;
          const name = groupName(dimension, value) ?? names.value(dimension, value, known);
          return (
            <li key={`${dimension} ${value}`} className={classes.chip}>
              {names.dimension(dimension)}: {name}
              <button
                type="button"
                aria-label={t("filter.remove", { name })}
                onClick={() =>
                  change({
                    where: withValues(
                      search.where,
                      dimension,
                      chosen.filter((other) => other !== value),
                    ),
                  })
                }
              >
                <IconX size={14} aria-hidden />
              </button>
            </li>
          );
        }),
      )}
      <li>
        <button
          type="button"
          className={`${classes.pill} ${classes.quiet}`}
          onClick={() =>
            change({ where: undefined, period: undefined, from: undefined, to: undefined, compare: undefined })
          }
        >
          {t("filter.reset")}
        </button>
      </li>
    </ul>
  );
}

function useValueNames(dimensions: readonly string[]): Readonly<Record<string, Readonly<Record<string, string>>>> {
  const lists = useQueries({
    queries: dimensions.map((dimension) => ({
      ...operationQuery("facts.listValues", { body: { dimension, limit: 500 } }),
      staleTime: 300_000,
    })),
  });
  return Object.fromEntries(
    dimensions.map((dimension, index) => [
      dimension,
      Object.fromEntries((lists[index]?.data?.items ?? []).map(({ value, name }) => [value, name])),
    ]),
  );
}

/** Imports by the name of their file; for whoever may not read imports they keep their ids. */
function useFileNames(imports: readonly string[] = []): Readonly<Record<string, string>> {
  const found = useQueries({
    queries: imports.map((id) => ({
      ...operationQuery("imports.readImport", { params: { id } }),
      staleTime: 300_000,
      retry: false,
    })),
  });
  return Object.fromEntries(found.flatMap(({ data }) => (data === undefined ? [] : [[data.id, data.fileName]])));
}
