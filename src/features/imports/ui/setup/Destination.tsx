import { Checkbox, NativeSelect, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Profile } from "#feature/imports/contract";
import { useNames } from "#web/format/names.ts";

import classes from "./Setup.module.css";

type Programme = Profile["programme"];
const programmes: readonly Programme[] = ["relational", "transactional", "employee", "product", "competitor", "review"];

/** Which survey the responses land in, and what kind of listening it is. */
export function Destination({ profile, onChange }: { profile: Profile; onChange: (profile: Profile) => void }) {
  const { t } = useTranslation("imports");
  const names = useNames();
  const programme = programmes.find((each) => each === profile.programme) ?? "relational";

  return (
    <section className={classes.part}>
      <h2>{t("destination.title")}</h2>
      <div className={classes.fields}>
        <TextInput
          label={t("destination.name")}
          value={profile.surveyName ?? profile.name}
          maxLength={120}
          onChange={({ target }) =>
            onChange({ ...profile, surveyName: target.value, name: target.value || profile.name })
          }
        />
        <TextInput
          label={t("destination.address")}
          description={t("destination.addressNote")}
          value={profile.survey}
          maxLength={60}
          onChange={({ target }) => onChange({ ...profile, survey: addressOf(target.value) })}
        />
        <NativeSelect
          label={t("destination.programme")}
          data={programmes.map((value) => ({ value, label: names.programme(value) }))}
          value={programme}
          onChange={({ target }) => onChange({ ...profile, programme: target.value as Programme })}
        />
      </div>
      <Checkbox
        label={t("destination.anonymous")}
        description={t("destination.anonymousNote")}
        checked={profile.anonymous}
        onChange={({ target }) => onChange({ ...profile, anonymous: target.checked })}
      />
    </section>
  );
}

function addressOf(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replace(/^-+/, "");
}
