import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { operationQuery } from "../api/queries.ts";
import { CompareMenu } from "./CompareMenu.tsx";
import { filterDimensions } from "./dimension-names.ts";
import { DimensionPicker } from "./DimensionPicker.tsx";
import classes from "./FilterBar.module.css";
import { MoreDimensions } from "./MoreDimensions.tsx";
import { PeriodMenu } from "./PeriodMenu.tsx";
import { useFilter } from "./use-filter.ts";

const always: ReadonlySet<string> = new Set(["unit", "channel", "language", "survey"]);

interface FilterControlsProps {
  readonly comparable: boolean;
  readonly compared: boolean;
  readonly weighted: boolean;
  readonly without: readonly string[];
}

/** The controls themselves, in a row or, on a phone, in a sheet. */
export function FilterControls({ comparable, compared, weighted, without }: FilterControlsProps) {
  const { t } = useTranslation("web");
  const { search, change } = useFilter();
  const { data } = useQuery({ ...operationQuery("facts.listDimensions"), staleTime: 60_000 });
  const known = (data?.items ?? []).map(({ dimension }) => dimension);
  const offered = orderOf(known.filter((dimension) => !without.includes(dimension)));
  const chosen = Object.keys(search.where ?? {});
  const inSight = offered.filter((dimension) => always.has(dimension) || chosen.includes(dimension));

  return (
    <>
      <PeriodMenu />
      {comparable ? <CompareMenu always={compared} /> : null}
      {inSight.map((dimension) => (
        <DimensionPicker key={dimension} dimension={dimension} />
      ))}
      <MoreDimensions dimensions={offered.filter((dimension) => !inSight.includes(dimension))} />
      {weighted ? (
        <label className={classes.check}>
          <input
            type="checkbox"
            checked={search.weight === true}
            onChange={(event) => change({ weight: event.target.checked ? true : undefined })}
          />
          {t("filter.weight")}
        </label>
      ) : null}
    </>
  );
}

function orderOf(dimensions: readonly string[]): readonly string[] {
  const rank = (dimension: string): number => {
    const at = (filterDimensions as readonly string[]).indexOf(dimension);
    return at === -1 ? filterDimensions.length : at;
  };
  return [...dimensions].sort((a, b) => rank(a) - rank(b) || a.localeCompare(b));
}
