import { NativeSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Measure } from "#feature/facts/contract";
import { EmptyState } from "#web/design/EmptyState.tsx";
import { useFilter } from "#web/filters/use-filter.ts";

import { useMeasures } from "./use-benchmarks.ts";

/** The measure that the page looks at, in the URL; else the best fitting one that there is. */
export function useChosenMeasure(kinds: readonly Measure["kind"][], programmes: readonly string[]) {
  const { search, change } = useFilter();
  const { measures: all, label } = useMeasures(kinds);
  const measures = all?.filter(({ programme }) => programme !== "employee");
  const preferred = programmes.flatMap((programme) => measures?.filter((one) => one.programme === programme) ?? []);
  const measure = measures?.find(({ ref }) => ref === search.measure) ?? preferred[0] ?? measures?.[0];
  return { measures, measure, label, choose: (ref: string) => change({ measure: ref }) };
}

type Chosen = ReturnType<typeof useChosenMeasure>;

/** Which measure the page is about. */
export function MeasureField({ chosen }: { chosen: Chosen }) {
  const { t } = useTranslation("benchmarks");
  const { measures, measure, label, choose } = chosen;
  if (measures === undefined || measure === undefined) return null;
  return (
    <NativeSelect
      label={t("measure")}
      value={measure.ref}
      onChange={(event) => choose(event.target.value)}
      data={measures.map((one) => ({ value: one.ref, label: label(one) }))}
    />
  );
}

/** There is nothing to measure yet. */
export function NoMeasure({ chosen }: { chosen: Chosen }) {
  const { t } = useTranslation("benchmarks");
  if (chosen.measures === undefined || chosen.measure !== undefined) return null;
  return <EmptyState title={t("noMeasure.title")} text={t("noMeasure.text")} />;
}
