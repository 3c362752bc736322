import { ActionIcon, Button } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { asMonday, nextHours, withDay, wrongDays, type Hours, type Week } from "./calendar-draft.ts";
import { weekdayName } from "./days.ts";
import classes from "./Settings.module.css";
import { TimeField } from "./TimeField.tsx";

/** Seven days, each with any number of stretches of work; a day without one is off. */
export function WeekField({ week, onChange }: { week: Week; onChange: (week: Week) => void }) {
  const { t, i18n } = useTranslation("organisation");
  const wrong = new Set(wrongDays(week));
  return (
    <fieldset className={classes.week}>
      <legend>{t("unit.hours")}</legend>
      {week.map((hours, day) => (
        <Day
          key={weekdayName(day, "en", "short")}
          name={weekdayName(day, i18n.language, "long")}
          hours={hours}
          isWrong={wrong.has(day)}
          onChange={(next) => onChange(withDay(week, day, next))}
        />
      ))}
      <div className={classes.ends}>
        <Button variant="subtle" onClick={() => onChange(asMonday(week))} disabled={week[0]?.length === 0}>
          {t("calendars.asMonday")}
        </Button>
      </div>
    </fieldset>
  );
}

interface DayProps {
  readonly name: string;
  readonly hours: readonly Hours[];
  readonly isWrong: boolean;
  readonly onChange: (hours: readonly Hours[]) => void;
}

function Day({ name, hours, isWrong, onChange }: DayProps) {
  const { t } = useTranslation("organisation");
  const change = (at: number, next: Partial<Hours>) =>
    onChange(hours.map((one, index) => (index === at ? { ...one, ...next } : one)));
  const isFull = hours.at(-1)?.to === "24:00";
  return (
    <div className={classes.day} role="group" aria-label={name}>
      <span>{name}</span>
      <div className={classes.spans}>
        {hours.length === 0 ? <span className={classes.off}>{t("calendars.off")}</span> : null}
        {hours.map(({ from, to }, at) => (
          // oxlint-disable-next-line react/no-array-index-key -- two stretches may be the same while they are typed
          <span key={at} className={classes.span}>
            <TimeField
              label={t("calendars.from", { day: name })}
              value={from}
              onChange={(next) => change(at, { from: next })}
            />
            –
            <TimeField
              label={t("calendars.to", { day: name })}
              value={to}
              isEnd
              onChange={(next) => change(at, { to: next })}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              size={44}
              aria-label={t("calendars.removeHours", { day: name, from, to })}
              onClick={() => onChange(hours.filter((_, index) => index !== at))}
            >
              <IconX size={18} aria-hidden />
            </ActionIcon>
          </span>
        ))}
        {isFull ? null : (
          <Button
            variant="subtle"
            aria-label={t("calendars.addHoursOn", { day: name })}
            onClick={() => onChange([...hours, nextHours(hours)])}
          >
            {t("calendars.addHours")}
          </Button>
        )}
        {isWrong ? <span role="alert">{t("calendars.wrong")}</span> : null}
      </div>
    </div>
  );
}
