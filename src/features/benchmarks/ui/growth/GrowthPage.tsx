import { Button, NativeSelect } from "@mantine/core";
import { IconFileImport, IconTrash } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { callOperation } from "#web/api/client.ts";
import type { OperationCall } from "#web/api/operations.ts";
import { operationQuery, useMay } from "#web/api/queries.ts";
import { confirm } from "#web/design/confirm.ts";
import { PageHead } from "#web/design/PageHead.tsx";
import sections from "#web/design/Sections.module.css";
import { SidePanel } from "#web/design/SidePanel.tsx";
import { FilterBar } from "#web/filters/FilterBar.tsx";
import { useFilter } from "#web/filters/use-filter.ts";
import { formatNumber } from "#web/format/number.ts";

import type { GrowthAnswer, GrowthKind } from "../../contract.ts";
import { Asked, stateOf } from "../Asked.tsx";
import classes from "../Benchmarks.module.css";
import { BenchmarkTabs } from "../BenchmarkTabs.tsx";
import { MeasureField, NoMeasure, useChosenMeasure } from "../MeasureField.tsx";
import { SheetImport } from "../SheetImport.tsx";
import { useDeed } from "../use-benchmarks.ts";
import { GrowthSection } from "./GrowthSection.tsx";

type Body = NonNullable<OperationCall<"benchmarks.readGrowth">["body"]>;

interface Choice {
  readonly kind: GrowthKind;
  readonly year: number | undefined;
  readonly lag: number;
}

/** Whether units with better scores grow more: the organisation's own check of the claim (R187). */
export function GrowthPage() {
  const { t } = useTranslation("benchmarks");
  const { filter } = useFilter();
  const chosen = useChosenMeasure(["nps", "csat"], ["relational", "transactional"]);
  const [choice, setChoice] = useState<Choice>({ kind: "revenue", year: undefined, lag: 0 });
  const [isOpen, setOpen] = useState(false);
  const { year, ...kept } = choice;
  const where = filter.where;
  const body: Body = {
    ...kept,
    measure: chosen.measure?.ref ?? "nps:relational",
    where,
    ...(year === undefined ? {} : { year }),
  };
  const asked = useQuery({
    ...operationQuery("benchmarks.readGrowth", { body }),
    enabled: chosen.measure !== undefined,
    placeholderData: keepPreviousData,
    retry: false,
  });
  const { data, error } = asked;
  const hasAny = data !== undefined && data.year !== null;
  const isThere = chosen.measures?.length !== 0;
  return (
    <>
      <PageHead
        title={t("growth.title")}
        answer={<Answer found={data} />}
        actions={<Ways kind={choice.kind} hasAny={hasAny} onImport={() => setOpen(true)} />}
      />
      <BenchmarkTabs />
      <FilterBar comparable={false} />
      <div className={sections.controls}>
        <MeasureField chosen={chosen} />
        <ChoiceFields choice={choice} found={data} onChange={setChoice} />
      </div>
      <NoMeasure chosen={chosen} />
      <Asked
        state={isThere ? stateOf(asked, (found) => found.year === null) : "off"}
        error={error}
        empty={{ title: t("growth.none"), text: t("growth.noneText") }}
      >
        {data === undefined ? null : (
          <GrowthSection found={data} kind={chosen.measure?.kind ?? "nps"} question={body} />
        )}
      </Asked>
      <p className={classes.quote}>{t("growth.claim")}</p>
      {isOpen ? <GrowthImport kind={choice.kind} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

/** The answer of the page in an honest sentence. */
function Answer({ found }: { found: GrowthAnswer | undefined }) {
  const { t, i18n } = useTranslation("benchmarks");
  if (found === undefined) return " ";
  if (found.year === null) return t("growth.bring");
  const { pearson, smallest, verdict, points } = found;
  if (verdict === "too-few" || pearson === null || smallest === null)
    return t("growth.tooFew", { count: points.length });
  const two = (value: number): string => formatNumber(value, i18n.language, 2);
  return t(`growth.answer-${verdict}`, {
    count: points.length,
    r: two(pearson.value),
    low: two(pearson.interval.low),
    high: two(pearson.interval.high),
    smallest: two(smallest),
  });
}

function Ways({ kind, hasAny, onImport }: { kind: GrowthKind; hasAny: boolean; onImport: () => void }) {
  const { t } = useTranslation("benchmarks");
  const mayWrite = useMay("weights.write");
  const remove = useDeed({
    run: (one: GrowthKind) => callOperation("benchmarks.deleteGrowth", { params: { kind: one } }),
    done: t("growth.deleted"),
  });
  if (!mayWrite) return null;
  const ask = async () => {
    const question = { title: t("growth.delete"), text: t(`growth.deleteText-${kind}`), action: t("growth.delete") };
    if (await confirm(question)) remove(kind);
  };
  return (
    <>
      <Button leftSection={<IconFileImport size={17} />} onClick={onImport}>
        {t("growth.import")}
      </Button>
      {hasAny ? (
        <Button variant="subtle" color="red" leftSection={<IconTrash size={17} />} onClick={() => void ask()}>
          {t("growth.delete")}
        </Button>
      ) : null}
    </>
  );
}

interface ChoiceFieldsProps {
  readonly choice: Choice;
  readonly found: GrowthAnswer | undefined;
  readonly onChange: (choice: Choice) => void;
}

function ChoiceFields({ choice, found, onChange }: ChoiceFieldsProps) {
  const { t } = useTranslation("benchmarks");
  const years = found?.years ?? [];
  return (
    <>
      <NativeSelect
        label={t("growth.kind")}
        value={choice.kind}
        data={(["revenue", "customers"] as const).map((value) => ({ value, label: t(`growth.kind-${value}`) }))}
        onChange={(event) => onChange({ ...choice, kind: event.target.value as GrowthKind, year: undefined })}
      />
      {years.length === 0 ? null : (
        <NativeSelect
          label={t("growth.year")}
          value={String(found?.year ?? "")}
          data={years.map(String)}
          onChange={(event) => onChange({ ...choice, year: Number(event.target.value) })}
        />
      )}
      <NativeSelect
        label={t("growth.lag")}
        value={String(choice.lag)}
        data={[0, 1, 2, 3].map((value) => ({
          value: String(value),
          label: value === 0 ? t("growth.sameYear") : t("growth.lagOf", { count: value }),
        }))}
        onChange={(event) => onChange({ ...choice, lag: Number(event.target.value) })}
      />
    </>
  );
}

function GrowthImport({ kind, onClose }: { kind: GrowthKind; onClose: () => void }) {
  const { t } = useTranslation("benchmarks");
  const { today } = useFilter();
  const units =
    useQuery(operationQuery("facts.listValues", { body: { dimension: "unit", limit: 8 } })).data?.items ?? [];
  const codes = units.filter(({ value }) => value !== "").map(({ value }) => value);
  const growths = ["4.2", "-1.0", "2.5", "7.1", "0.3", "3.8", "-2.4", "5.0"];
  const year = Number(today.slice(0, 4)) - 1;
  const example = ["unit;year;growth", ...codes.map((code, index) => `${code};${year};${growths[index] ?? "0"}`)].join(
    "\n",
  );
  return (
    <SidePanel title={t("growth.import")} onClose={onClose}>
      <SheetImport
        about={t(`growth.about-${kind}`)}
        example={example}
        run={(text, dryRun) => callOperation("benchmarks.importGrowth", { body: { text, dryRun, kind } })}
      />
    </SidePanel>
  );
}
