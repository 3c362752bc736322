import { Button, NumberInput, TextInput } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { callOperation } from "#web/api/client.ts";
import { operationQuery, useRefresh } from "#web/api/queries.ts";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { SidePanel } from "#web/design/SidePanel.tsx";
import { Skeleton } from "#web/design/Skeleton.tsx";
import { toast } from "#web/shell/toasts.ts";

import { sourceKinds, type RegisterSettings } from "../contract.ts";
import classes from "./Pain.module.css";
import { SegmentFields } from "./SegmentFields.tsx";
import { useMapWords } from "./words.ts";

type Kept = RegisterSettings & { readonly knownCustomers: number };

/** How many customers there are, what they bring, and which surveys are complaints or reviews. */
export function SettingsPanel({ onClose }: { onClose: () => void }) {
  const { t } = useMapWords();
  const { data } = useQuery(operationQuery("problems.readRegisterSettings"));
  return (
    <SidePanel title={t("settings.title")} onClose={onClose}>
      <p className={classes.note}>{t("settings.text")}</p>
      {data === undefined ? <Skeleton height={300} /> : <SettingsForm kept={data} onClose={onClose} />}
    </SidePanel>
  );
}

function SettingsForm({ kept, onClose }: { kept: Kept; onClose: () => void }) {
  const words = useMapWords();
  const { knownCustomers, ...first } = kept;
  const [wish, setWish] = useState<RegisterSettings>(first);
  const refresh = useRefresh();
  const { mutate, error, isPending } = useMutation({
    mutationFn: () => callOperation("problems.putRegisterSettings", { body: wish }),
    onSuccess: async () => {
      await refresh("problems.");
      toast(words.t("edit.saved"));
      onClose();
    },
  });
  const numberOf = (value: string | number): number | null => (value === "" ? null : Number(value));
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (!isPending) mutate();
      }}
    >
      <NumberInput
        label={words.t("settings.customers")}
        description={words.t("settings.known", { n: words.count(knownCustomers) })}
        min={1}
        allowDecimal={false}
        thousandSeparator=" "
        value={wish.customers ?? ""}
        onChange={(value) => setWish({ ...wish, customers: numberOf(value) })}
      />
      <div className={classes.pair}>
        <NumberInput
          label={words.t("settings.revenue")}
          min={0}
          thousandSeparator=" "
          value={wish.revenuePerCustomer ?? ""}
          onChange={(value) => setWish({ ...wish, revenuePerCustomer: numberOf(value) })}
        />
        <TextInput
          label={words.t("settings.currency")}
          maxLength={3}
          value={wish.currency ?? ""}
          onChange={(event) => setWish({ ...wish, currency: event.target.value.toUpperCase() || null })}
        />
      </div>
      <NumberInput
        label={words.t("settings.iceberg")}
        min={1}
        max={1000}
        value={wish.icebergFactor}
        onChange={(value) => setWish({ ...wish, icebergFactor: Number(value) || 1 })}
      />
      <SegmentFields segments={wish.segments} onChange={(segments) => setWish({ ...wish, segments: [...segments] })} />
      <SourceChoices wish={wish} onChange={(sources) => setWish({ ...wish, sources })} />
      <ProblemNote error={error} />
      <Button type="submit" loading={isPending}>
        {words.t("settings.save")}
      </Button>
    </form>
  );
}

function SourceChoices({
  wish,
  onChange,
}: {
  wish: RegisterSettings;
  onChange: (sources: RegisterSettings["sources"]) => void;
}) {
  const { t } = useMapWords();
  const { data } = useQuery(operationQuery("surveys.listSurveys", { query: { limit: 100 } }));
  const surveys = data?.items ?? [];
  if (surveys.length === 0) return null;
  return (
    <fieldset>
      <legend>{t("settings.sources")}</legend>
      {surveys.map(({ id, name }) => (
        <label key={id}>
          {name}
          <select
            className={classes.select}
            value={wish.sources.find(({ surveyId }) => surveyId === id)?.kind ?? ""}
            onChange={(event) => {
              const kind = sourceKinds.find((one) => one === event.target.value);
              const others = wish.sources.filter(({ surveyId }) => surveyId !== id);
              onChange(kind === undefined ? others : [...others, { surveyId: id, kind }]);
            }}
          >
            <option value="">{t("settings.guess")}</option>
            {sourceKinds.map((kind) => (
              <option key={kind} value={kind}>
                {t(`source.${kind}`)}
              </option>
            ))}
          </select>
        </label>
      ))}
    </fieldset>
  );
}
