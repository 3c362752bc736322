import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import type { Measure } from "#feature/facts/contract";
import { operationQuery } from "#web/api/queries.ts";
import { ChartFrame } from "#web/design/ChartFrame.tsx";
import { DotRows } from "#web/design/DotRows.tsx";
import { drawDotRows, type DotLine } from "#web/design/draw-dot-rows.ts";
import { useFigureText } from "#web/design/figure-text.ts";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import classes from "#web/design/Sections.module.css";
import { Skeleton } from "#web/design/Skeleton.tsx";
import { domainOf } from "#web/design/Whisker.tsx";
import { useNames } from "#web/format/names.ts";
import { formatCount, formatNumber, formatShare } from "#web/format/number.ts";

import type { Quality, SchemePreview as Preview, SchemeWishInput } from "../../contract.ts";
import { weightsTable } from "../../rules.ts";
import { filesOf, useWords } from "../use-sampling.ts";
import { Faults } from "./Faults.tsx";
import { Histogram } from "./Histogram.tsx";

interface SchemePreviewProps {
  readonly wish: SchemeWishInput;
  readonly measure: Measure | undefined;
}

/** What a scheme would do: the figure and the margins before and after, what the weights cost, cells that fail. */
export function SchemePreview({ wish, measure }: SchemePreviewProps) {
  const { t } = useTranslation("sampling");
  const body = { scheme: wish, ...(measure === undefined ? {} : { measure: measure.ref }) };
  const { data, error, isPlaceholderData } = useQuery({
    ...operationQuery("sampling.previewScheme", { body }),
    placeholderData: keepPreviousData,
    retry: false,
  });
  if (data === undefined) return error === null ? <Skeleton height={320} /> : <ProblemNote error={error} />;
  return (
    <section
      className={classes.section}
      style={{ opacity: isPlaceholderData ? 0.6 : 1 }}
      aria-label={t("preview.title")}
      aria-live="polite"
    >
      <h3>{t("preview.title")}</h3>
      <ProblemNote error={error} />
      <Faults faults={data.faults} wavesLeftOut={data.wavesLeftOut} isPossible={data.isPossible} />
      {data.score === null || measure === undefined ? null : <Score score={data.score} measure={measure} />}
      {data.quality === null ? null : <WeightFacts quality={data.quality} />}
      {data.quality === null ? null : <Histogram bins={data.histogram} median={data.quality.median} />}
      <Margins preview={data} question={body} />
    </section>
  );
}

function Score({ score, measure }: { score: NonNullable<Preview["score"]>; measure: Measure }) {
  const { t, i18n } = useTranslation("sampling");
  const text = useFigureText();
  const names = useNames();
  const rows = (["plain", "before", "after"] as const).flatMap((key) => {
    const estimate = score[key];
    const isSame = key === "before" && estimate?.value === score.plain?.value;
    return estimate === null || isSame ? [] : [{ key, estimate }];
  });
  if (rows.length === 0) return null;
  const lines = rows.map(({ key, estimate }): DotLine => ({
    key,
    name: t(`preview.${key}`),
    value: estimate.value,
    interval: estimate.interval,
    text: `${text.value(measure.kind, estimate.value, estimate.interval)} (${text.range(measure.kind, estimate.interval)})`,
    n: estimate.n,
    remark: t("preview.worth", { n: formatCount(estimate.effectiveN, i18n.language) }),
  }));
  const domain = domainOf(rows.flatMap(({ estimate }) => [estimate.interval.low, estimate.interval.high]));
  return (
    <DotRows
      caption={names.measure(measure)}
      lines={lines}
      domain={domain}
      heads={{ name: names.measure(measure), value: names.measure(measure), remark: t("table.effectiveN") }}
    />
  );
}

function WeightFacts({ quality }: { quality: Quality }) {
  const { t, i18n } = useTranslation("sampling");
  const number = (value: number, digits = 2): string => formatNumber(value, i18n.language, digits);
  const facts = [
    {
      key: "designEffect",
      value: number(quality.designEffect),
      note: t("preview.effective", {
        n: formatCount(quality.effectiveN, i18n.language),
        of: formatCount(quality.n, i18n.language),
      }),
    },
    {
      key: "range",
      value: `${number(quality.smallest)} … ${number(quality.largest)}`,
      note: t("preview.median", { median: number(quality.median) }),
    },
    {
      key: "gap",
      value: t("preview.points", { value: number(quality.gap) }),
      note: t("preview.rounds", { count: quality.rounds }),
    },
    { key: "trimmed", value: formatCount(quality.trimmed, i18n.language), note: t("preview.trimmedNote") },
  ];
  return (
    <>
      <dl className={classes.facts}>
        {facts.map(({ key, value, note }) => (
          <div key={key}>
            <dt>{t(`preview.${key}`)}</dt>
            <dd>{value}</dd>
            <small>{note}</small>
          </div>
        ))}
      </dl>
      {quality.isCostly ? <p className={classes.caution}>{t("preview.costly")}</p> : null}
      {quality.gap > 0.5 ? <p className={classes.caution}>{t("preview.gapLeft")}</p> : null}
    </>
  );
}

function Margins({ preview, question }: { preview: Preview; question: { scheme: SchemeWishInput } }) {
  const { t, i18n } = useTranslation("sampling");
  const names = useNames();
  const words = useWords();
  const share = (value: number): string => formatShare(value / 100, i18n.language);
  return preview.margins.map(({ dimension, unknown, categories }) => {
    const small = categories.filter(({ isSmall }) => isSmall);
    const title = names.dimension(dimension);
    const note = [
      small.length === 0 ? "" : t("preview.small", { count: small.length }),
      unknown === 0 ? "" : t("preview.unknown", { count: unknown, number: formatCount(unknown, i18n.language) }),
    ]
      .filter(Boolean)
      .join(" ");
    const lines = categories.map((one): DotLine => ({
      key: one.category,
      name: names.value(dimension, one.category, one.name),
      value: one.after,
      interval: { low: Math.min(one.before, one.after), high: Math.max(one.before, one.after) },
      reference: one.population,
      text: t("preview.change", { before: share(one.before), after: share(one.after) }),
      n: one.n,
      ...(one.isSmall ? { tone: "below" as const, remark: t("preview.few") } : {}),
    }));
    const domain = domainOf(categories.flatMap((one) => [one.before, one.after, one.population]));
    return (
      <ChartFrame
        key={dimension}
        title={title}
        note={note === "" ? t("preview.legend") : note}
        methods={["raking"]}
        table={weightsTable({ margins: [{ dimension, unknown, categories }] }, words)}
        draw={() => drawDotRows(lines, domain, { title, caption: t("preview.legend") })}
        files={filesOf({ about: "weights", ask: question })}
      >
        <DotRows
          caption={title}
          lines={lines}
          domain={domain}
          heads={{ name: title, value: t("preview.beforeAfter"), remark: "" }}
        />
      </ChartFrame>
    );
  });
}
