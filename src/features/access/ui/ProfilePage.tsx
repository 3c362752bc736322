import { Button, PasswordInput, TextInput, useMantineColorScheme, type MantineColorScheme } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type SubmitEvent } from "react";
import { useTranslation } from "react-i18next";

import { productLanguages } from "#kit/language";
import { callOperation } from "#web/api/client.ts";
import { Problem } from "#web/api/problem.ts";
import { meQuery, useMe } from "#web/api/queries.ts";
import { changePassword } from "#web/api/session.ts";
import form from "#web/design/Form.module.css";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { RadioList } from "#web/design/RadioList.tsx";
import { ownName } from "#web/i18n/languages.ts";
import { useChooseLanguage } from "#web/i18n/use-choose-language.ts";
import { toast } from "#web/shell/toasts.ts";
import { useSignOut } from "#web/shell/use-sign-out.ts";

import { Preferences } from "./Preferences.tsx";

const schemes: readonly MantineColorScheme[] = ["light", "dark", "auto"];

/** One's own name, language, theme and password; the way out. */
export function ProfilePage() {
  const { t, i18n } = useTranslation("access");
  const me = useMe();
  const choose = useChooseLanguage();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const leave = useSignOut();
  if (me === undefined) return null;
  return (
    <div className={form.form} style={{ gap: "var(--space-5)" }}>
      <NameForm name={me.name} email={me.email} />
      <RadioList
        label={t("profile.language")}
        choices={productLanguages.map((language) => ({ value: language, name: ownName(language) }))}
        value={i18n.language}
        onChange={(language) => void choose(language as "en")}
      />
      <RadioList
        label={t("web:theme.label")}
        choices={schemes.map((scheme) => ({ value: scheme, name: t(`web:theme.${scheme}`) }))}
        value={colorScheme}
        onChange={(scheme) => setColorScheme(scheme as MantineColorScheme)}
      />
      <Preferences me={me} />
      <PasswordForm />
      <div>
        <Button variant="default" onClick={() => void leave()}>
          {t("web:profile.signOut")}
        </Button>
      </div>
    </div>
  );
}

function NameForm({ name, email }: { name: string; email: string }) {
  const { t } = useTranslation("access");
  const cache = useQueryClient();
  const [value, setValue] = useState(name);
  const save = useMutation({
    mutationFn: () => callOperation("access.updateMe", { body: { name: value.trim() } }),
    onSuccess: (me) => {
      cache.setQueryData(meQuery.queryKey, me);
      toast(t("web:action.saved"));
    },
  });
  return (
    <form className={form.form} onSubmit={(event) => [event.preventDefault(), save.mutate()]}>
      <h2>{t("profile.who")}</h2>
      <TextInput label={t("field.email")} value={email} readOnly disabled />
      <TextInput
        label={t("field.name")}
        value={value}
        required
        withAsterisk={false}
        maxLength={120}
        onChange={(event) => setValue(event.target.value)}
      />
      <ProblemNote error={save.error} />
      <div className={form.actions}>
        <Button type="submit" loading={save.isPending} disabled={value.trim() === name || value.trim() === ""}>
          {t("web:action.save")}
        </Button>
      </div>
    </form>
  );
}

function PasswordForm() {
  const { t } = useTranslation("access");
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const save = useMutation({
    mutationFn: () => changePassword(current, next),
    onSuccess: () => {
      setCurrent("");
      setNext("");
      toast(t("password.changed"));
    },
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    save.mutate();
  };
  const isWrong = save.error instanceof Problem && save.error.code === "access.wrong_password";
  return (
    <form className={form.form} onSubmit={submit}>
      <h2>{t("password.title")}</h2>
      <PasswordInput
        label={t("password.current")}
        autoComplete="current-password"
        required
        withAsterisk={false}
        value={current}
        onChange={(event) => setCurrent(event.target.value)}
      />
      <PasswordInput
        label={t("password.next")}
        description={t("setup.passwordNote")}
        autoComplete="new-password"
        minLength={10}
        required
        withAsterisk={false}
        value={next}
        onChange={(event) => setNext(event.target.value)}
      />
      <ProblemNote error={save.error} message={isWrong ? t("password.wrong") : undefined} />
      <div className={form.actions}>
        <Button type="submit" variant="default" loading={save.isPending}>
          {t("password.change")}
        </Button>
      </div>
    </form>
  );
}
