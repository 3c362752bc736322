import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useState, type SubmitEvent } from "react";
import { useTranslation } from "react-i18next";

import type { Settings } from "#feature/organisation/contract";
import { useMay, useSettings } from "#web/api/queries.ts";
import form from "#web/design/Form.module.css";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { RadioList } from "#web/design/RadioList.tsx";

import { ScaleCut } from "./ScaleCut.tsx";
import { useSaveSettings } from "./use-save-settings.ts";

/** How figures are worded, where the scale is cut, from how many answers on they are shown. */
export function MeasurementPage() {
  const settings = useSettings();
  return settings === undefined ? null : <MeasurementForm settings={settings} />;
}

function MeasurementForm({ settings }: { settings: Settings }) {
  const { t } = useTranslation("organisation");
  const mayChange = useMay("organisation.write");
  const { save, error, isPending } = useSaveSettings();
  const [wording, setWording] = useState(settings.recommendationWording);
  const [cut, setCut] = useState(settings.cutPoints);
  const [minimumN, setMinimumN] = useState(String(settings.minimumN));
  const [smallGroup, setSmallGroup] = useState(String(settings.smallGroup));
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const counts = { minimumN: Number(minimumN), smallGroup: Number(smallGroup) };
    save({ recommendationWording: wording, cutPoints: cut, ...counts });
  };

  return (
    <form className={form.form} style={{ gap: "var(--space-5)" }} onSubmit={submit}>
      <fieldset className={form.section} disabled={!mayChange} style={{ gap: "var(--space-5)" }}>
        <RadioList
          label={t("wording.label")}
          value={wording}
          onChange={(value) => setWording(value as typeof wording)}
          choices={[
            { value: "nps", name: t("wording.nps"), note: t("wording.npsNote") },
            { value: "recommendation", name: t("wording.recommendation"), note: t("wording.recommendationNote") },
          ]}
        />
        <CutPoints cut={cut} onChange={setCut} />
        <div className={form.section}>
          <h2>{t("few.title")}</h2>
          <TextInput
            type="number"
            min={5}
            max={200}
            required
            withAsterisk={false}
            label={t("few.minimum")}
            description={t("few.minimumNote")}
            value={minimumN}
            onChange={(event) => setMinimumN(event.target.value)}
          />
          <TextInput
            type="number"
            min={3}
            max={50}
            required
            withAsterisk={false}
            label={t("few.group")}
            description={t("few.groupNote")}
            value={smallGroup}
            onChange={(event) => setSmallGroup(event.target.value)}
          />
        </div>
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

interface CutPointsProps {
  readonly cut: Settings["cutPoints"];
  readonly onChange: (cut: Settings["cutPoints"]) => void;
}

function CutPoints({ cut, onChange }: CutPointsProps) {
  const { t } = useTranslation("organisation");
  const isStandard = cut.detractorMax === 6 && cut.promoterMin === 9;
  const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, step) => String(from + step));
  return (
    <div className={form.section}>
      <h2>{t("cut.title")}</h2>
      <p className={form.note}>{t("cut.text")}</p>
      <ScaleCut cut={cut} />
      <div className={form.row}>
        <NativeSelect
          label={t("cut.detractors")}
          data={range(0, 8)}
          value={String(cut.detractorMax)}
          onChange={(event) => {
            const detractorMax = Number(event.target.value);
            onChange({ detractorMax, promoterMin: Math.max(cut.promoterMin, detractorMax + 1) });
          }}
        />
        <NativeSelect
          label={t("cut.promoters")}
          data={range(cut.detractorMax + 1, 10)}
          value={String(cut.promoterMin)}
          onChange={(event) => onChange({ ...cut, promoterMin: Number(event.target.value) })}
        />
      </div>
      <p className={form.note} aria-live="polite">
        {isStandard ? t("cut.standard") : t("cut.own")}
      </p>
    </div>
  );
}
