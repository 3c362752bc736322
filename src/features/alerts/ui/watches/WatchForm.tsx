import { Button, NumberInput, TextInput } from "@mantine/core";
import { IconEye, IconTrash } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { Rule, Watch, WatchWish } from "#feature/alerts/contract";
import { callOperation } from "#web/api/client.ts";
import { useMay, useRefresh } from "#web/api/queries.ts";
import form from "#web/design/Form.module.css";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { toast } from "#web/shell/toasts.ts";

import { PreviewSection } from "./PreviewSection.tsx";
import { RuleFields } from "./RuleFields.tsx";
import { useWatchDeeds } from "./use-watch-deeds.ts";
import { StatusText } from "./WatchRow.tsx";

interface WatchFormProps {
  readonly watch: Watch | undefined;
  readonly onDone: () => void;
}

const firstRule: Rule = {
  kind: "measure",
  measure: "every",
  by: "unit",
  step: "auto",
  detector: "shift",
  direction: "worse",
  falseAlarms: 4,
};

/** What a watch looks at, how often it may cry wolf, and what it would have told. */
export function WatchForm({ watch, onDone }: WatchFormProps) {
  const { t } = useTranslation("alerts");
  const refresh = useRefresh();
  const may = useMay("alerts.write");
  const mayWrite = watch === undefined ? may : watch.mayWrite;
  const [wish, setWish] = useState<WatchWish>(() => wishOf(watch));
  const save = useMutation({
    mutationFn: () =>
      watch === undefined
        ? callOperation("alerts.createWatch", { body: wish })
        : callOperation("alerts.updateWatch", {
            params: { id: watch.id },
            body: { ...wish, revision: watch.revision },
          }),
    onSuccess: async () => {
      await refresh("alerts.");
      toast(t("watches.saved"));
      onDone();
    },
  });
  return (
    <form
      className={form.form}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      {watch === undefined ? null : (
        <p className={form.note}>
          <StatusText watch={watch} />
        </p>
      )}
      <fieldset className={form.section} disabled={!mayWrite}>
        <RuleFields rule={wish.rule} onRule={(rule) => setWish({ ...wish, rule })} />
        <div className={form.row}>
          <NumberInput
            label={t("form.quiet")}
            description={t("form.quietWhy")}
            min={0}
            max={90}
            value={wish.quietDays}
            onChange={(value) => setWish({ ...wish, quietDays: Math.max(0, Math.min(90, Number(value) || 0)) })}
          />
        </div>
        <TextInput
          label={t("form.name")}
          description={t("form.nameWhy")}
          maxLength={120}
          value={wish.name}
          onChange={(event) => setWish({ ...wish, name: event.target.value })}
        />
      </fieldset>
      {may ? <PreviewSection rule={wish.rule} quietDays={wish.quietDays} /> : null}
      <ProblemNote error={save.error} />
      {mayWrite ? (
        <div className={form.actions}>
          <Button type="submit" loading={save.isPending}>
            {t(watch === undefined ? "watches.create" : "web:action.save")}
          </Button>
          {watch === undefined ? null : <Deeds watch={watch} onDone={onDone} />}
        </div>
      ) : null}
    </form>
  );
}

function Deeds({ watch, onDone }: { watch: Watch; onDone: () => void }) {
  const { t } = useTranslation("alerts");
  const deeds = useWatchDeeds();
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconEye size={17} />}
        loading={deeds.isLooking}
        onClick={() => deeds.look(watch.id)}
      >
        {t("watches.look")}
      </Button>
      <Button
        variant="subtle"
        color="red"
        leftSection={<IconTrash size={17} />}
        onClick={() => [deeds.remove(watch.id), onDone()]}
      >
        {t("watches.delete")}
      </Button>
    </>
  );
}

function wishOf(watch: Watch | undefined): WatchWish {
  if (watch === undefined) return { name: "", rule: firstRule, isOn: true, quietDays: 7 };
  const { name, rule, isOn, quietDays } = watch;
  return { name, rule, isOn, quietDays };
}
