import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Figure } from "#feature/facts/contract";
import { callOperation } from "#web/api/client.ts";
import { useMay } from "#web/api/queries.ts";
import { DistributionStrip } from "#web/design/DistributionStrip.tsx";
import sections from "#web/design/Sections.module.css";
import { formatCount, formatNumber } from "#web/format/number.ts";
import { formatDay } from "#web/format/time.ts";

import type { Competitor, EnteredFigure } from "../../contract.ts";
import classes from "../Benchmarks.module.css";
import { useDeed } from "../use-benchmarks.ts";

/** What is known of a competitor's score, newest first, each with where it is known from. */
export function FigureList({ competitor: { figures } }: { competitor: Competitor }) {
  const { t } = useTranslation("benchmarks");
  const mayWrite = useMay("weights.write");
  const remove = useDeed({
    run: (id: string) => callOperation("benchmarks.deleteFigure", { params: { id } }),
    done: t("figure.deleted"),
    undo: (id) => callOperation("benchmarks.restoreFigure", { params: { id } }),
  });
  if (figures.length === 0) return <p className={sections.note}>{t("figure.none")}</p>;
  return (
    <section className={sections.section}>
      <h3>{t("figure.list")}</h3>
      <ul className={classes.figures}>
        {figures.map((figure) => (
          <li key={figure.id}>
            <FigureLine figure={figure} />
            {mayWrite ? (
              <Button variant="subtle" size="compact-sm" onClick={() => remove(figure.id)}>
                {t("figure.delete")}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

function FigureLine({ figure }: { figure: EnteredFigure }) {
  const { t, i18n } = useTranslation("benchmarks");
  const { measuredOn, score, n, counts, method, whose, paidBy, source, sourceUrl, note, createdBy } = figure;
  return (
    <div>
      <b>{formatNumber(score, i18n.language, 0)}</b>{" "}
      {n === null ? t("figure.noN") : `n ${formatCount(n, i18n.language)}`} · {formatDay(measuredOn, i18n.language)}
      {counts === null ? null : (
        <DistributionStrip
          kind="nps"
          figure={{ ...bare, groups: { high: counts.promoters, middle: counts.passives, low: counts.detractors } }}
        />
      )}
      <small>
        {t(`surveyMethod.${method}`)}, {t(`whose.${whose}`)}, {t(`paidBy.${paidBy}`)}
      </small>
      <small>
        {sourceUrl === "" ? (
          source
        ) : (
          <a href={sourceUrl} target="_blank" rel="noreferrer noopener">
            {source}
          </a>
        )}
        {` · ${createdBy}`}
      </small>
      {note === "" ? null : <small>{note}</small>}
    </div>
  );
}

const bare: Figure = {
  state: "ok",
  n: null,
  estimate: null,
  mean: null,
  distribution: null,
  groups: null,
  provisional: false,
  designEffect: null,
};
