import { useState } from "react";
import { useTranslation } from "react-i18next";

import classes from "./Choices.module.css";
import { Choices } from "./Choices.tsx";
import { Pill } from "./Pill.tsx";
import { useFilter } from "./use-filter.ts";

const choices = ["none", "previous", "year-before", "custom"] as const;
type Choice = (typeof choices)[number];

/**
 * What the period is compared with; with `always` the period before where nothing is chosen. All time has nothing before it,
 * so it offers no comparison.
 */
export function CompareMenu({ always }: { always: boolean }) {
  const { t } = useTranslation("web");
  const { search, filter, change } = useFilter();
  const [opened, setOpened] = useState(false);
  if (filter.period === undefined) return null;

  const { from, to } = filter.period;
  const chosen = search.compare ?? (always ? "previous" : "none");
  const offered = choices.filter((value) => value !== "none" || !always);
  const choose = (value: Choice) => {
    const days =
      value === "custom" ? { since: search.since ?? yearEarlier(from), until: search.until ?? yearEarlier(to) } : {};
    change({ since: undefined, until: undefined, compare: value === "none" ? undefined : value, ...days });
    if (value !== "custom") setOpened(false);
  };
  return (
    <Pill label={t(`compare.${chosen}`)} active={chosen !== "none"} opened={opened} onToggle={setOpened}>
      <Choices
        label={t("filter.compare")}
        choices={offered.map((value) => ({ value, name: t(`compare.${value}`) }))}
        chosen={chosen}
        onChoose={choose}
      />
      {chosen === "custom" ? <Days /> : null}
    </Pill>
  );
}

/** The two dates of a period of one's own. */
function Days() {
  const { t } = useTranslation("web");
  const { search, change } = useFilter();
  const set = (end: "since" | "until", day: string) => {
    if (day !== "") change({ [end]: day }, { replace: true });
  };
  return (
    <div className={classes.days}>
      <label>
        {t("filter.from")}
        <input
          type="date"
          value={search.since ?? ""}
          max={search.until}
          onChange={(event) => set("since", event.target.value)}
        />
      </label>
      <label>
        {t("filter.to")}
        <input
          type="date"
          value={search.until ?? ""}
          min={search.since}
          onChange={(event) => set("until", event.target.value)}
        />
      </label>
    </div>
  );
}

function yearEarlier(day: string): string {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() - 364);
  return at.toISOString().slice(0, 10);
}
