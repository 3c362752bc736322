import { Button, NativeSelect, NumberInput, TextInput } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { TargetView, TargetWish } from "#feature/alerts/contract";
import { callOperation } from "#web/api/client.ts";
import { operationQuery, useMay, useRefresh } from "#web/api/queries.ts";
import form from "#web/design/Form.module.css";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { useFilter } from "#web/filters/use-filter.ts";
import { useNames } from "#web/format/names.ts";
import { toast } from "#web/shell/toasts.ts";

import { amount, kindOf, usualTolerance } from "../../rules.ts";
import { useMeasures, useSpeech } from "../speech.ts";
import { ToleranceFields } from "./ToleranceFields.tsx";
import { useTargetDeeds } from "./use-target-deeds.ts";

interface TargetFormProps {
  readonly target: TargetView | undefined;
  readonly onDone: () => void;
}

/** What a measure should reach, how far beside still counts, and from when on. */
export function TargetForm({ target, onDone }: TargetFormProps) {
  const { t, i18n } = useTranslation("alerts");
  const refresh = useRefresh();
  const mayWrite = useMay("alerts.write");
  const { today } = useFilter();
  const deeds = useTargetDeeds();
  const [wish, setWish] = useState<TargetWish>(() => wishOf(target, today));
  const save = useMutation({
    mutationFn: () => send(target, wish),
    onSuccess: async () => {
      await refresh("alerts.");
      toast(t("targets.saved"));
      onDone();
    },
  });
  const slack =
    wish.tolerance.kind === "relative" ? (Math.abs(wish.value) * wish.tolerance.percent) / 100 : wish.tolerance.amount;
  const threshold = wish.better === "higher" ? wish.value - slack : wish.value + slack;
  return (
    <form
      className={form.form}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <fieldset className={form.section} disabled={!mayWrite}>
        {target === undefined ? <WhatFields wish={wish} onWish={setWish} /> : null}
        <div className={form.row}>
          <NumberInput
            label={t("targets.value")}
            value={wish.value}
            decimalScale={2}
            onChange={(value) => setWish({ ...wish, value: Number(value) || 0 })}
          />
          <NativeSelect
            label={t("targets.better")}
            value={wish.better}
            data={(["higher", "lower"] as const).map((value) => ({ value, label: t(`targets.better-${value}`) }))}
            onChange={(event) => setWish({ ...wish, better: event.target.value === "lower" ? "lower" : "higher" })}
          />
        </div>
        <ToleranceFields wish={wish} onWish={setWish} />
        <p className={form.note}>
          {t(`targets.threshold-${wish.better}`, { threshold: amount(kindOf(wish.measure), threshold, i18n) })}
        </p>
        <TextInput
          type="date"
          label={t("targets.from")}
          required
          value={wish.from}
          onChange={(event) => setWish({ ...wish, from: event.target.value })}
        />
      </fieldset>
      <ProblemNote error={save.error} />
      {mayWrite ? (
        <div className={form.actions}>
          <Button type="submit" loading={save.isPending} disabled={wish.measure === ""}>
            {t(target === undefined ? "targets.set" : "web:action.save")}
          </Button>
          {target === undefined ? null : (
            <Button
              variant="subtle"
              color="red"
              leftSection={<IconTrash size={17} />}
              onClick={() => [deeds.remove(target.id), onDone()]}
            >
              {t("targets.drop")}
            </Button>
          )}
        </div>
      ) : null}
    </form>
  );
}

/** Which measure, and of whom. */
function WhatFields({ wish, onWish }: { wish: TargetWish; onWish: (wish: TargetWish) => void }) {
  const { t } = useTranslation("alerts");
  const measures = useMeasures();
  const speech = useSpeech();
  const names = useNames();
  const { data } = useQuery({
    ...operationQuery("facts.listValues", { body: { dimension: "unit", limit: 300 } }),
    staleTime: 60_000,
  });
  const usable = [...measures.values()].filter(({ kind }) => kind !== "text" && kind !== "choice");
  const choose = (ref: string) => {
    const measure = measures.get(ref);
    onWish({ ...wish, measure: ref, tolerance: usualTolerance(kindOf(ref), measure?.scale ?? null) });
  };
  return (
    <>
      <NativeSelect
        label={t("form.measure")}
        required
        value={wish.measure}
        data={[
          { value: "", label: t("targets.choose") },
          ...usable.map((measure) => ({
            value: measure.ref,
            label: measure.title === "" ? speech.measure(measure.ref) : `${measure.title} · ${measure.surveyName}`,
          })),
        ]}
        onChange={(event) => choose(event.target.value)}
      />
      <NativeSelect
        label={t("targets.unit")}
        value={wish.unit ?? ""}
        data={[
          { value: "", label: t("form.whole") },
          ...(data?.items ?? []).map(({ value, name }) => ({ value, label: names.value("unit", value, name) })),
        ]}
        onChange={(event) => onWish({ ...wish, unit: event.target.value === "" ? null : event.target.value })}
      />
    </>
  );
}

function wishOf(target: TargetView | undefined, today: string): TargetWish {
  if (target === undefined) {
    const from = `${today.slice(0, 7)}-01`;
    return { measure: "", unit: null, value: 50, better: "higher", tolerance: usualTolerance("nps", null), from };
  }
  const { measure, unit, value, better, tolerance, from } = target;
  return { measure, unit, value, better, tolerance, from };
}

function send(target: TargetView | undefined, wish: TargetWish): Promise<unknown> {
  if (target === undefined) return callOperation("alerts.createTarget", { body: wish });
  const { value, better, tolerance, from } = wish;
  return callOperation("alerts.updateTarget", {
    params: { id: target.id },
    body: { value, better, tolerance, from, revision: target.revision },
  });
}
