import { NativeSelect, TextInput } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { OperationAnswer, OperationCall } from "#web/api/operations.ts";
import { operationQuery, useMay } from "#web/api/queries.ts";
import { EmptyState } from "#web/design/EmptyState.tsx";
import { PageHead } from "#web/design/PageHead.tsx";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import classes from "#web/design/Sections.module.css";
import { Skeleton } from "#web/design/Skeleton.tsx";
import { FilterBar } from "#web/filters/FilterBar.tsx";
import { useFilter } from "#web/filters/use-filter.ts";
import { formatCount } from "#web/format/number.ts";
import { formatDay } from "#web/format/time.ts";

import type { ThresholdAnswer } from "../../contract.ts";
import { MeasureSelect } from "../MeasureSelect.tsx";
import { SamplingTabs } from "../SamplingTabs.tsx";
import { useMeasures } from "../use-sampling.ts";
import { CutChoice } from "./CutChoice.tsx";
import { Outcomes } from "./Outcomes.tsx";
import { RetentionPicture } from "./RetentionPicture.tsx";

type Body = NonNullable<OperationCall<"sampling.readThreshold">["body"]>;

/** Below which score people behave like people who leave: retention by score, and the cut with its interval (R52). */
export function ThresholdPage() {
  const { t } = useTranslation("sampling");
  const mayWrite = useMay("weights.write");
  const known = useQuery(operationQuery("sampling.readOutcomes")).data;
  if (known === undefined) {
    return (
      <>
        <PageHead title={t("threshold.title")} answer=" " />
        <SamplingTabs />
        <Skeleton height={320} />
      </>
    );
  }
  return (
    <>
      {known.persons === 0 ? (
        <>
          <PageHead title={t("threshold.title")} answer={t("threshold.bring")} />
          <SamplingTabs />
          <EmptyState title={t("outcomes.none")} text={t("outcomes.noneText")} />
        </>
      ) : (
        <Threshold />
      )}
      <div className={classes.section} style={{ marginTop: "var(--space-5)" }}>
        <Known known={known} />
        {mayWrite ? <Outcomes hasAny={known.persons > 0} /> : null}
      </div>
    </>
  );
}

function Known({ known }: { known: OperationAnswer<"sampling.readOutcomes"> }) {
  const { t, i18n } = useTranslation("sampling");
  const { persons, left, knownUntil } = known;
  if (persons === 0 || knownUntil === null) return null;
  return (
    <p className={classes.note}>
      {t("outcomes.known", {
        persons: formatCount(persons, i18n.language),
        left: formatCount(left, i18n.language),
        until: formatDay(knownUntil, i18n.language),
      })}
    </p>
  );
}

function Threshold() {
  const { t } = useTranslation("sampling");
  const { filter } = useFilter();
  const { measures, measure, choose } = useMeasures();
  const [horizon, setHorizon] = useState("365");
  const [rule, setRule] = useState<Rule>({ by: "youden", missed: "5", bothered: "1" });
  const body = measure === undefined ? null : bodyOf(measure.ref, filter, { horizon, rule });
  const { data, error, isPlaceholderData } = useQuery({
    ...operationQuery("sampling.readThreshold", { body: body ?? { measure: "nps:relational" } }),
    enabled: body !== null,
    placeholderData: keepPreviousData,
    retry: false,
  });
  return (
    <>
      <PageHead title={t("threshold.title")} answer={<Verdict found={data} />} />
      <SamplingTabs />
      <FilterBar comparable={false} />
      <div className={classes.controls}>
        {measures === undefined || measure === undefined ? null : (
          <MeasureSelect measures={measures} measure={measure} onChoose={choose} />
        )}
        <TextInput
          type="number"
          min={1}
          max={1825}
          label={t("threshold.horizon")}
          value={horizon}
          onChange={(event) => setHorizon(event.target.value)}
        />
        <RuleFields rule={rule} onChange={setRule} />
      </div>
      <ProblemNote error={error} />
      {data === undefined && error === null ? <Skeleton height={320} /> : null}
      {data === undefined || body === null ? null : (
        <div className={classes.stack} style={{ opacity: isPlaceholderData ? 0.6 : 1, marginTop: "var(--space-4)" }}>
          <RetentionPicture found={data} question={body} />
          {data.told === null ? null : <CutChoice told={data.told} />}
        </div>
      )}
    </>
  );
}

interface Rule {
  readonly by: "youden" | "cost";
  readonly missed: string;
  readonly bothered: string;
}

function bodyOf(
  measure: string,
  { period, where }: Pick<Body, "period" | "where">,
  { horizon, rule }: { horizon: string; rule: Rule },
): Body | null {
  const days = Math.round(Number(horizon));
  const [missed, bothered] = [Number(rule.missed), Number(rule.bothered)];
  const isSound = days >= 1 && days <= 1825 && (rule.by === "youden" || (missed >= 0.01 && bothered >= 0.01));
  if (!isSound) return null;
  const by = rule.by === "youden" ? { by: "youden" as const } : { by: "cost" as const, missed, bothered };
  return {
    measure,
    horizon: days,
    rule: by,
    ...(period === undefined ? {} : { period }),
    ...(where === undefined ? {} : { where }),
  };
}

function RuleFields({ rule, onChange }: { rule: Rule; onChange: (rule: Rule) => void }) {
  const { t } = useTranslation("sampling");
  return (
    <>
      <NativeSelect
        label={t("threshold.rule")}
        value={rule.by}
        onChange={(event) => onChange({ ...rule, by: event.target.value as Rule["by"] })}
        data={[
          { value: "youden", label: t("threshold.youden") },
          { value: "cost", label: t("threshold.cost") },
        ]}
      />
      {rule.by === "youden"
        ? null
        : (["missed", "bothered"] as const).map((key) => (
            <TextInput
              key={key}
              type="number"
              min={0.01}
              step="any"
              label={t(`threshold.${key}`)}
              value={rule[key]}
              onChange={(event) => onChange({ ...rule, [key]: event.target.value })}
            />
          ))}
    </>
  );
}

/** The answer of the page: the cut with its interval, or why there is none. */
function Verdict({ found }: { found: ThresholdAnswer | undefined }) {
  const { t, i18n } = useTranslation("sampling");
  if (found === undefined) return " ";
  const { told, reason } = found;
  if (told === null) {
    const params = { n: formatCount(found.n, i18n.language), left: formatCount(found.left, i18n.language) };
    return t(`reason.${reason ?? "nobody"}`, params);
  }
  const { low, high } = told.interval;
  return t(low === high ? "threshold.toldSure" : "threshold.told", {
    cut: told.detractorMax,
    low,
    high,
    n: formatCount(found.n, i18n.language),
  });
}
