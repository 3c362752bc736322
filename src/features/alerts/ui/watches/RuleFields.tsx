import { NativeSelect, NumberInput, TagsInput } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { detectors, watchSteps, type ChartedRule, type Rule } from "#feature/alerts/contract";
import form from "#web/design/Form.module.css";

import { useMeasures, useSpeech } from "../speech.ts";
import { DimensionSelect } from "./DimensionSelect.tsx";
import { FilterLines } from "./FilterLines.tsx";
import { ruleKinds, ruleOfKind, sensitivities, sensitivityOf } from "./rule-choices.ts";
import { ScoreLimit } from "./ScoreLimit.tsx";

interface RuleFieldsProps<R extends Rule> {
  readonly rule: R;
  readonly onRule: (rule: Rule) => void;
}

/** What is watched, in the fields that its kind has. */
export function RuleFields({ rule, onRule }: RuleFieldsProps<Rule>) {
  const { t } = useTranslation("alerts");
  return (
    <>
      <NativeSelect
        label={t("form.kind")}
        description={t(`kind.${rule.kind}-what`)}
        value={rule.kind}
        data={ruleKinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
        onChange={(event) => {
          const kind = ruleKinds.find((each) => each === event.target.value);
          if (kind !== undefined) onRule(ruleOfKind(kind, rule));
        }}
      />
      {rule.kind === "target" ? null : <MeasureSelect rule={rule} onRule={onRule} />}
      {rule.kind === "measure" || rule.kind === "share" || rule.kind === "volume" ? (
        <ChartedFields rule={rule} onRule={onRule} />
      ) : null}
      {rule.kind === "rest" ? <RestFields rule={rule} onRule={onRule} /> : null}
      {rule.kind === "focus" ? <FocusFields rule={rule} onRule={onRule} /> : null}
      {rule.kind === "answer" ? <AnswerFields rule={rule} onRule={onRule} /> : null}
      {rule.kind === "target" ? null : (
        <FilterLines where={rule.where} onWhere={(where) => onRule(withWhere(rule, where))} />
      )}
    </>
  );
}

function MeasureSelect({ rule, onRule }: RuleFieldsProps<Exclude<Rule, { kind: "target" }>>) {
  const { t } = useTranslation("alerts");
  const measures = useMeasures();
  const speech = useSpeech();
  const isAnswer = rule.kind === "answer";
  const usable = [...measures.values()].filter(({ kind, programme }) =>
    isAnswer ? programme !== "employee" : kind !== "text" && (kind !== "choice" || rule.kind !== "measure"),
  );
  const named = usable.map((measure) => ({
    value: measure.ref,
    label: measure.title === "" ? speech.measure(measure.ref) : `${measure.title} · ${measure.surveyName}`,
  }));
  const value = rule.measure ?? "any";
  const isUnknown = value !== "any" && value !== "every" && !measures.has(value);
  return (
    <NativeSelect
      label={t("form.measure")}
      value={value}
      data={[
        isAnswer ? { value: "any", label: t("form.anyAnswer") } : { value: "every", label: t("form.every") },
        ...(isUnknown ? [{ value, label: speech.measure(value) }] : []),
        ...named,
      ]}
      onChange={(event) => {
        const measure = event.target.value;
        onRule(isAnswer ? { ...rule, measure: measure === "any" ? null : measure } : { ...rule, measure });
      }}
    />
  );
}

function ChartedFields({ rule, onRule }: RuleFieldsProps<ChartedRule>) {
  const { t } = useTranslation("alerts");
  const directions = directionsOf(rule);
  return (
    <>
      <DimensionSelect
        label={t(rule.kind === "share" ? "form.shareOf" : "form.by")}
        value={rule.by}
        none={rule.kind === "share" ? undefined : t("form.whole")}
        onChange={(by) => onRule(withBy(rule, by))}
      />
      <div className={form.row}>
        <NativeSelect
          label={t("form.detector")}
          description={t(`detector.${rule.detector}-what`)}
          value={rule.detector}
          data={detectors.map((value) => ({ value, label: t(`detector.${value}`) }))}
          onChange={(event) =>
            onRule({ ...rule, detector: detectors.find((each) => each === event.target.value) ?? "shift" })
          }
        />
        <NativeSelect
          label={t("form.direction")}
          value={rule.direction}
          data={directions.map((value) => ({ value, label: t(`direction.${value}`) }))}
          onChange={(event) => onRule({ ...rule, direction: event.target.value } as ChartedRule)}
        />
      </div>
      <SensitivityFields rule={rule} onRule={onRule} />
    </>
  );
}

function SensitivityFields({ rule, onRule }: RuleFieldsProps<ChartedRule>) {
  const { t } = useTranslation("alerts");
  return (
    <>
      <div className={form.row}>
        <NativeSelect
          label={t("form.sensitivity")}
          value={sensitivityOf(rule.falseAlarms)}
          data={sensitivities.map(({ key }) => ({ value: key, label: t(`sensitivity.${key}`) }))}
          onChange={(event) => {
            const chosen = sensitivities.find(({ key }) => key === event.target.value);
            if (chosen !== undefined) onRule({ ...rule, falseAlarms: chosen.rate });
          }}
        />
        <NumberInput
          label={t("form.falseAlarms")}
          min={0.1}
          max={365}
          decimalScale={1}
          value={rule.falseAlarms}
          onChange={(value) => onRule({ ...rule, falseAlarms: Math.max(0.1, Math.min(365, Number(value) || 1)) })}
        />
      </div>
      <p className={form.note}>{t("form.falseAlarmsWhy")}</p>
      <NativeSelect
        label={t("form.step")}
        value={rule.step}
        data={["auto", ...watchSteps].map((value) => ({ value, label: t(`step.${value}`) }))}
        onChange={(event) =>
          onRule({ ...rule, step: watchSteps.find((each) => each === event.target.value) ?? "auto" })
        }
      />
    </>
  );
}

function FocusFields({ rule, onRule }: RuleFieldsProps<Extract<Rule, { kind: "focus" }>>) {
  const { t } = useTranslation("alerts");
  return (
    <NumberInput
      label={t("form.idleDays")}
      min={7}
      max={365}
      value={rule.days}
      onChange={(value) => onRule({ ...rule, days: Math.max(7, Math.min(365, Math.round(Number(value) || 30))) })}
    />
  );
}

function RestFields({ rule, onRule }: RuleFieldsProps<Extract<Rule, { kind: "rest" }>>) {
  const { t } = useTranslation("alerts");
  return (
    <div className={form.row}>
      <DimensionSelect
        label={t("form.by")}
        value={rule.by}
        none={undefined}
        onChange={(by) => onRule({ ...rule, by: by ?? rule.by })}
      />
      <NumberInput
        label={t("form.days")}
        min={7}
        max={365}
        value={rule.days}
        onChange={(value) => onRule({ ...rule, days: Math.max(7, Math.min(365, Math.round(Number(value) || 30))) })}
      />
    </div>
  );
}

function AnswerFields({ rule, onRule }: RuleFieldsProps<Extract<Rule, { kind: "answer" }>>) {
  const { t } = useTranslation("alerts");
  return (
    <>
      <TagsInput
        label={t("form.words")}
        description={t("form.wordsWhy")}
        value={[...rule.words]}
        maxTags={100}
        splitChars={[",", ";"]}
        onChange={(words) =>
          onRule({ ...rule, words: words.map((word) => word.trim()).filter((word) => word.length > 1) })
        }
      />
      {rule.measure === null ? null : <ScoreLimit rule={rule} onRule={onRule} />}
    </>
  );
}

function directionsOf({ kind }: ChartedRule): readonly ChartedRule["direction"][] {
  if (kind === "measure") return ["worse", "better", "both"];
  return kind === "share" ? ["more", "less", "both"] : ["less", "more", "both"];
}

function withBy(rule: ChartedRule, by: string | null): ChartedRule {
  if (rule.kind === "share") return by === null ? rule : { ...rule, by };
  return { ...rule, by };
}

function withWhere<R extends Exclude<Rule, { kind: "target" }>>(rule: R, where: R["where"]): R {
  const { where: _, ...rest } = rule;
  return (where === undefined ? rest : { ...rest, where }) as R;
}
