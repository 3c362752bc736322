import { TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Profile } from "#feature/imports/contract";

import classes from "./Setup.module.css";

/** The day that answers without a time of their own are given; said aloud, since trends depend on it. */
export function FixedTime({ profile, onChange }: { profile: Profile; onChange: (profile: Profile) => void }) {
  const { t } = useTranslation("imports");
  const { fixedTime, ...rest } = profile;
  if (profile.time !== undefined && fixedTime === undefined) return null;
  const change = (day: string) => onChange(day === "" ? rest : { ...rest, fixedTime: `${day}T12:00:00Z` });

  return (
    <section className={classes.part}>
      <div className={classes.fields}>
        <TextInput
          type="date"
          label={t(profile.time === undefined ? "fixed.all" : "fixed.some")}
          description={t("fixed.note")}
          value={fixedTime?.slice(0, 10) ?? ""}
          min="1990-01-01"
          onChange={({ target }) => change(target.value)}
        />
      </div>
    </section>
  );
}
