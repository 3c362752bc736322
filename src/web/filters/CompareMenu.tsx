import { useState } from "react";
import { useTranslation } from "react-i18next";

import { Choices } from "./Choices.tsx";
import { Pill } from "./Pill.tsx";
import { useFilter } from "./use-filter.ts";

const choices = ["none", "previous", "year-before"] as const;

/** What the period is compared with. All time has nothing before it, so it offers no comparison. */
export function CompareMenu() {
  const { t } = useTranslation("web");
  const { search, filter, change } = useFilter();
  const [opened, setOpened] = useState(false);
  if (filter.period === undefined) return null;

  const chosen = search.compare ?? "none";
  return (
    <Pill label={t(`compare.${chosen}`)} active={chosen !== "none"} opened={opened} onToggle={setOpened}>
      <Choices
        label={t("filter.compare")}
        choices={choices.map((value) => ({ value, name: t(`compare.${value}`) }))}
        chosen={chosen}
        onChoose={(value) => [change({ compare: value === "none" ? undefined : value }), setOpened(false)]}
      />
    </Pill>
  );
}
