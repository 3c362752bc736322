import { Button, TextInput, useMantineColorScheme, type MantineColorScheme } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { productLanguages } from "#kit/language";
import { callOperation } from "#web/api/client.ts";
import { meQuery, useMe } from "#web/api/queries.ts";
import form from "#web/design/Form.module.css";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { RadioList } from "#web/design/RadioList.tsx";
import { ownName } from "#web/i18n/languages.ts";
import { useChooseLanguage } from "#web/i18n/use-choose-language.ts";
import { toast } from "#web/shell/toasts.ts";
import { useSignOut } from "#web/shell/use-sign-out.ts";

import { Preferences } from "./Preferences.tsx";
import { SecuritySection } from "./security/SecuritySection.tsx";

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
      <SecuritySection />
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
