import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useState, type SubmitEvent } from "react";
import { useTranslation } from "react-i18next";

import type { Settings } from "#feature/organisation/contract";
import { useMay, useSettings } from "#web/api/queries.ts";
import form from "#web/design/Form.module.css";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { timeZones } from "#web/format/zones.ts";

import { ColourField } from "./ColourField.tsx";
import { LanguagesField } from "./LanguagesField.tsx";
import { LogoField } from "./LogoField.tsx";
import { useSaveSettings } from "./use-save-settings.ts";

/** Who the organisation is, as staff and respondents see it. */
export function OrganisationPage() {
  const settings = useSettings();
  return settings === undefined ? null : <OrganisationForm settings={settings} />;
}

function OrganisationForm({ settings }: { settings: Settings }) {
  const { t } = useTranslation("organisation");
  const mayChange = useMay("organisation.write");
  const { save, error, isPending } = useSaveSettings();
  const [values, setValues] = useState(() => identityOf(settings));
  const set = (next: Partial<typeof values>) => setValues((now) => ({ ...now, ...next }));
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    save({ ...values, privacyUrl: values.privacyUrl === "" ? null : values.privacyUrl });
  };

  return (
    <form className={form.form} onSubmit={submit}>
      <fieldset className={form.section} disabled={!mayChange}>
        <TextInput
          label={t("organisation.name")}
          description={t("organisation.nameNote")}
          required
          withAsterisk={false}
          maxLength={120}
          value={values.name}
          onChange={(event) => set({ name: event.target.value })}
        />
        <LogoField logo={values.logo} onChange={(logo) => set({ logo })} />
        <ColourField colour={values.colour} onChange={(colour) => set({ colour })} />
        <LanguagesField
          languages={values.languages}
          first={values.defaultLanguage}
          onChange={(languages, defaultLanguage) => set({ languages, defaultLanguage })}
        />
        <NativeSelect
          label={t("organisation.zone")}
          description={t("organisation.zoneNote")}
          data={[...timeZones(values.timeZone)]}
          value={values.timeZone}
          onChange={(event) => set({ timeZone: event.target.value })}
        />
        <TextInput
          label={t("organisation.privacy")}
          description={t("organisation.privacyNote")}
          type="url"
          placeholder="https://"
          value={values.privacyUrl}
          onChange={(event) => set({ privacyUrl: event.target.value })}
        />
      </fieldset>
      <ProblemNote error={error} />
      {mayChange ? (
        <div className={form.actions}>
          <Button type="submit" loading={isPending}>
            {t("web:action.save")}
          </Button>
        </div>
      ) : (
        <p className={form.note}>{t("readOnly")}</p>
      )}
    </form>
  );
}

function identityOf({ name, logo, colour, languages, defaultLanguage, timeZone, privacyUrl }: Settings) {
  return { name, logo, colour, languages, defaultLanguage, timeZone, privacyUrl: privacyUrl ?? "" };
}
