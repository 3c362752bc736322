import { Button, NativeSelect, PasswordInput, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { useState, type SubmitEvent } from "react";
import { useTranslation } from "react-i18next";

import { productLanguages } from "#kit/language";
import { callOperation } from "#web/api/client.ts";
import { signIn } from "#web/api/session.ts";
import form from "#web/design/Form.module.css";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { timeZones } from "#web/format/zones.ts";

import { AskedLanguages } from "./AskedLanguages.tsx";
import { Doorway } from "./Doorway.tsx";

const guessedZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const guessedLanguages = productLanguages.filter((tag) => navigator.languages.some((known) => known.startsWith(tag)));

/** The first run: who the organisation is, who looks after it, which local time counts. Then straight in. */
export function SetupPage() {
  const { t } = useTranslation("access");
  const { values, languages, setLanguages, set, submit, error, isPending } = useSetup();
  const field = (name: keyof typeof values) => ({
    label: t(`setup.${name}`),
    required: true,
    withAsterisk: false,
    value: values[name],
    onChange: (event: { target: { value: string } }) => set(name, event.target.value),
  });

  return (
    <Doorway title={t("setup.title")} text={t("setup.text")}>
      <form className={form.form} onSubmit={submit}>
        <TextInput {...field("organisation")} autoComplete="organization" maxLength={120} />
        <TextInput {...field("ownerName")} autoComplete="name" maxLength={120} />
        <TextInput {...field("ownerEmail")} type="email" autoComplete="username" />
        <PasswordInput
          {...field("ownerPassword")}
          description={t("setup.passwordNote")}
          autoComplete="new-password"
          minLength={10}
        />
        <AskedLanguages languages={languages} onChange={setLanguages} />
        <NativeSelect {...field("timeZone")} description={t("setup.zoneNote")} data={[...timeZones(guessedZone)]} />
        <ProblemNote error={error} />
        <Button type="submit" loading={isPending} size="md">
          {t("setup.start")}
        </Button>
      </form>
    </Doorway>
  );
}

function useSetup() {
  const { i18n } = useTranslation("access");
  const router = useRouter();
  const cache = useQueryClient();
  const [values, setValues] = useState({
    organisation: "",
    ownerName: "",
    ownerEmail: "",
    ownerPassword: "",
    timeZone: guessedZone,
  });
  const [chosen, setLanguages] = useState<readonly string[] | undefined>();
  const languages = chosen ?? [...new Set([i18n.language, ...guessedLanguages])];
  const run = useMutation({
    mutationFn: async () => {
      await callOperation("access.setUp", { body: { ...values, languages: [...languages] } });
      await signIn(values.ownerEmail, values.ownerPassword);
      await callOperation("access.updateMe", { body: { language: i18n.language as "en" } });
    },
    onSuccess: () => {
      cache.clear();
      router.history.push("/");
    },
  });
  return {
    values,
    languages,
    setLanguages,
    set: (name: keyof typeof values, value: string) => setValues((now) => ({ ...now, [name]: value })),
    submit: (event: SubmitEvent) => {
      event.preventDefault();
      run.mutate();
    },
    error: run.error,
    isPending: run.isPending,
  };
}
