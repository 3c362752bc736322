import { useState } from "react";
import { useTranslation } from "react-i18next";

import { formatDay } from "../format/time.ts";
import classes from "./Choices.module.css";
import { Choices } from "./Choices.tsx";
import { daysOf } from "./filter.ts";
import { periodPresets, type PeriodPreset } from "./periods.ts";
import { Pill } from "./Pill.tsx";
import { useFilter } from "./use-filter.ts";

/** Which days count: a preset, or two dates. */
export function PeriodMenu() {
  const { t, i18n } = useTranslation("web");
  const { search, change, today } = useFilter();
  const [opened, setOpened] = useState(false);
  const preset = search.period ?? "all";
  const days = daysOf(search, today);

  const choose = (value: PeriodPreset) => {
    if (value === "custom") {
      change({ period: "custom", from: days?.from ?? `${today.slice(0, 4)}-01-01`, to: days?.to ?? today });
      return;
    }
    change({ period: value === "all" ? undefined : value, from: undefined, to: undefined });
    setOpened(false);
  };
  const label =
    preset === "custom" && days !== undefined
      ? `${formatDay(days.from, i18n.language)} – ${formatDay(days.to, i18n.language)}`
      : t(`period.${preset}`);

  return (
    <Pill label={label} active={preset !== "all"} opened={opened} onToggle={setOpened}>
      <Choices
        label={t("filter.period")}
        choices={periodPresets.map((value) => ({ value, name: t(`period.${value}`) }))}
        chosen={preset}
        onChoose={choose}
      />
      {preset === "custom" && days !== undefined ? (
        <div className={classes.days}>
          <label>
            {t("filter.from")}
            <input
              type="date"
              value={days.from}
              max={days.to}
              onChange={(event) => setDay("from", event.target.value)}
            />
          </label>
          <label>
            {t("filter.to")}
            <input type="date" value={days.to} min={days.from} onChange={(event) => setDay("to", event.target.value)} />
          </label>
        </div>
      ) : null}
    </Pill>
  );

  function setDay(end: "from" | "to", day: string): void {
    if (day !== "") change({ [end]: day }, { replace: true });
  }
}
