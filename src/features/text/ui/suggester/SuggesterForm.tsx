import { Button, NumberInput, PasswordInput, Switch, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";

import { callOperation } from "#web/api/client.ts";
import type { OperationAnswer } from "#web/api/operations.ts";
import { useRefresh } from "#web/api/queries.ts";
import { confirm } from "#web/design/confirm.ts";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { toast } from "#web/shell/toasts.ts";

import classes from "../Themes.module.css";
import { useThemeWords } from "../words.ts";

/** The suggester's settings. Switching it on asks once, saying what leaves the house. */
export function SuggesterForm({ kept }: { kept: OperationAnswer<"text.readSuggester"> }) {
  const { t } = useThemeWords();
  const refresh = useRefresh();
  const [wish, setWish] = useState({
    isEnabled: kept.isEnabled,
    baseUrl: kept.baseUrl,
    model: kept.model,
    dailyTokens: kept.dailyTokens,
  });
  const [key, setKey] = useState("");
  const set = (next: Partial<typeof wish>) => setWish({ ...wish, ...next });
  const { mutate, error, isPending } = useMutation({
    mutationFn: () => callOperation("text.updateSuggester", { body: { ...wish, ...(key === "" ? {} : { key }) } }),
    onSuccess: async () => {
      setKey("");
      await refresh("text.");
      toast(t("web:action.saved"));
    },
  });
  const submit = async () => {
    const isNew = wish.isEnabled && (!kept.isEnabled || wish.baseUrl !== kept.baseUrl);
    const question = {
      title: t("suggester.ask"),
      text: t("suggester.askText", { address: wish.baseUrl }),
      action: t("suggester.switchOn"),
    };
    if (!isNew || (await confirm(question))) mutate();
  };
  return (
    <form
      className={classes.section}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Switch
        label={t("suggester.enabled")}
        checked={wish.isEnabled}
        onChange={(event) => set({ isEnabled: event.target.checked })}
      />
      <TextInput
        type="url"
        label={t("suggester.address")}
        description={t("suggester.addressText")}
        placeholder="https://host/v1"
        value={wish.baseUrl}
        onChange={(event) => set({ baseUrl: event.target.value })}
      />
      <TextInput
        label={t("suggester.model")}
        value={wish.model}
        onChange={(event) => set({ model: event.target.value })}
      />
      <PasswordInput
        label={t("suggester.key")}
        description={t(kept.hasKey ? "suggester.keyKept" : "suggester.keyNone")}
        autoComplete="off"
        value={key}
        onChange={(event) => setKey(event.target.value)}
      />
      <NumberInput
        label={t("suggester.budget")}
        description={t("suggester.budgetText")}
        min={0}
        max={100_000_000}
        allowDecimal={false}
        thousandSeparator=" "
        value={wish.dailyTokens}
        onChange={(value) => set({ dailyTokens: Number(value) || 0 })}
      />
      <ProblemNote error={error} />
      <div className={classes.actions}>
        <Button type="submit" loading={isPending}>
          {t("web:action.save")}
        </Button>
      </div>
    </form>
  );
}
