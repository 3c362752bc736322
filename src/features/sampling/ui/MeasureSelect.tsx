import { NativeSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Measure } from "#feature/facts/contract";
import { useNames } from "#web/format/names.ts";

interface MeasureSelectProps {
  readonly measures: readonly Measure[];
  readonly measure: Measure;
  readonly onChoose: (ref: string) => void;
}

/** Which measure the page is about. */
export function MeasureSelect({ measures, measure, onChoose }: MeasureSelectProps) {
  const { t } = useTranslation("sampling");
  const names = useNames();
  return (
    <NativeSelect
      label={t("measure")}
      value={measure.ref}
      onChange={(event) => onChoose(event.target.value)}
      data={measures.map((one) => ({
        value: one.ref,
        label: [names.measure(one), names.programme(one.programme), one.surveyName].filter(Boolean).join(" · "),
      }))}
    />
  );
}
