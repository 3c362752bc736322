import { ActionIcon, Button, TextInput } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import type { Calendar } from "#feature/organisation/contract";

import classes from "./Settings.module.css";

type Holidays = Calendar["holidays"];

/** Days on which nobody works, each with a name. */
export function HolidaysField({ holidays, onChange }: { holidays: Holidays; onChange: (holidays: Holidays) => void }) {
  const { t } = useTranslation("organisation");
  const change = (at: number, next: Partial<Holidays[number]>) =>
    onChange(holidays.map((one, index) => (index === at ? { ...one, ...next } : one)));
  return (
    <fieldset className={classes.week}>
      <legend>{t("calendars.holidays")}</legend>
      {holidays.map(({ date, name }, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- days may be the same while they are typed
        <div key={at} className={classes.line}>
          <TextInput
            type="date"
            aria-label={t("calendars.holidayDate", { n: at + 1 })}
            required
            min="1900-01-01"
            max="2199-12-31"
            value={date}
            onChange={({ target }) => change(at, { date: target.value })}
          />
          <TextInput
            className={classes.grow}
            aria-label={t("calendars.holidayName", { n: at + 1 })}
            placeholder={t("unit.name")}
            maxLength={120}
            value={name}
            onChange={({ target }) => change(at, { name: target.value })}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            size={44}
            aria-label={t("calendars.removeHoliday", { name: name || date })}
            onClick={() => onChange(holidays.filter((_, index) => index !== at))}
          >
            <IconX size={18} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      <div className={classes.ends}>
        <Button variant="subtle" onClick={() => onChange([...holidays, { date: "", name: "" }])}>
          {t("calendars.addHoliday")}
        </Button>
      </div>
    </fieldset>
  );
}
