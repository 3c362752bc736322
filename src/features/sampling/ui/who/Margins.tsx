import { useTranslation } from "react-i18next";

import type { OperationCall } from "#web/api/operations.ts";
import { ChartFrame } from "#web/design/ChartFrame.tsx";
import { DotRows } from "#web/design/DotRows.tsx";
import { drawDotRows, type DotLine } from "#web/design/draw-dot-rows.ts";
import classes from "#web/design/Sections.module.css";
import { domainOf } from "#web/design/Whisker.tsx";
import { useNames } from "#web/format/names.ts";
import { formatCount, formatNumber, formatShare } from "#web/format/number.ts";

import type { Representativeness } from "../../contract.ts";
import { representativenessTable } from "../../rules.ts";
import { filesOf, useWords } from "../use-sampling.ts";

type Margin = Representativeness["margins"][number];
type Ask = NonNullable<OperationCall<"sampling.readRepresentativeness">["body"]>;

/** Every margin of the population: the dot is those who answered, the hairline everybody. */
export function Margins({ found, question }: { found: Representativeness; question: Ask }) {
  const { t } = useTranslation("sampling");
  if (found.margins.length === 0) return <p className={classes.caution}>{t("who.nothingLong")}</p>;
  return found.margins.map((margin) => <MarginFrame key={margin.dimension} margin={margin} question={question} />);
}

function MarginFrame({ margin, question }: { margin: Margin; question: Ask }) {
  const { t, i18n } = useTranslation("sampling");
  const names = useNames();
  const words = useWords();
  const share = (value: number): string => formatShare(value / 100, i18n.language);
  const lines = margin.categories.map((one): DotLine => {
    const tone = one.isNotable ? (one.standardised > 0 ? "above" : "below") : "plain";
    return {
      key: one.value,
      name: names.value(margin.dimension, one.value, one.name),
      value: one.n === 0 ? null : one.answers,
      interval: one.interval,
      reference: one.population,
      tone,
      text: t("who.ofAll", { answers: share(one.answers), population: share(one.population) }),
      n: one.n,
      remark: one.n === 0 ? t("who.none") : one.isNotable ? t(`who.${tone}`) : t("who.noDifference"),
    };
  });
  const domain = domainOf(
    margin.categories.flatMap(({ interval, population }) => [interval.low, interval.high, population]),
  );
  const dimension = names.dimension(margin.dimension);
  const title = t(margin.differs ? "who.differs" : "who.fits", { dimension });
  const p = margin.p < 0.001 ? `<${formatNumber(0.001, i18n.language, 3)}` : formatNumber(margin.p, i18n.language, 3);
  const unknown =
    margin.unknown === 0
      ? ""
      : ` ${t("who.unknownValues", { count: margin.unknown, number: formatCount(margin.unknown, i18n.language) })}`;
  const note = `${t("who.test", { dissimilarity: share(margin.dissimilarity), p })}${unknown}`;
  return (
    <ChartFrame
      title={title}
      note={note}
      methods={["representativeness"]}
      table={representativenessTable({ margins: [margin] }, words)}
      draw={() => drawDotRows(lines, domain, { title, caption: note })}
      files={filesOf({ about: "representativeness", ask: question })}
    >
      <DotRows
        caption={title}
        lines={lines}
        domain={domain}
        heads={{ name: dimension, value: t("who.answersOf"), remark: t("who.verdict") }}
      />
    </ChartFrame>
  );
}
