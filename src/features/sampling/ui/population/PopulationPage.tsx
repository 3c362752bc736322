import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useMay } from "#web/api/queries.ts";
import { EmptyState } from "#web/design/EmptyState.tsx";
import { PageHead } from "#web/design/PageHead.tsx";
import classes from "#web/design/Sections.module.css";
import { SkeletonList } from "#web/design/Skeleton.tsx";
import { useNames } from "#web/format/names.ts";
import { formatCount } from "#web/format/number.ts";
import { formatDay } from "#web/format/time.ts";

import type { Population } from "../../contract.ts";
import { SamplingTabs } from "../SamplingTabs.tsx";
import { usePopulations } from "../use-sampling.ts";
import { PopulationEditor } from "./PopulationEditor.tsx";

/** Who the customers are, by every dimension that is known: what answers are held against and weighted to. */
export function PopulationPage() {
  const { t } = useTranslation("sampling");
  const populations = usePopulations();
  const mayWrite = useMay("weights.write");
  const [opened, setOpened] = useState<string>();
  const add = mayWrite ? <Button onClick={() => setOpened("new")}>{t("population.add")}</Button> : undefined;
  const edited = populations?.find(({ id }) => id === opened);
  return (
    <>
      <PageHead title={t("tab.population")} answer={<Answer populations={populations} />} actions={add} />
      <SamplingTabs />
      {populations === undefined ? <SkeletonList rows={3} /> : null}
      {populations?.length === 0 && opened === undefined ? (
        <EmptyState title={t("noPopulation.title")} text={t("noPopulation.text")}>
          {add}
        </EmptyState>
      ) : null}
      <div className={classes.stack}>
        {opened === undefined ? null : (
          <PopulationEditor key={opened} population={edited} onDone={() => setOpened(undefined)} />
        )}
        {populations
          ?.filter(({ id }) => id !== opened)
          .map((one) => (
            <PopulationCard key={one.id} population={one} onEdit={mayWrite ? setOpened : undefined} />
          ))}
      </div>
    </>
  );
}

function Answer({ populations }: { populations: readonly Population[] | undefined }) {
  const { t, i18n } = useTranslation("sampling");
  if (populations === undefined) return " ";
  const [first] = populations;
  if (first === undefined) return t("population.none");
  return t(first.total === null ? "population.answerShares" : "population.answer", {
    name: first.name,
    total: formatCount(first.total ?? 0, i18n.language),
    count: first.margins.length,
  });
}

function PopulationCard({
  population,
  onEdit,
}: {
  population: Population;
  onEdit: ((id: string) => void) | undefined;
}) {
  const { t, i18n } = useTranslation("sampling");
  const names = useNames();
  const { id, name, version, validFrom, note, total, margins, versions } = population;
  return (
    <section className={classes.section}>
      <h2>{name}</h2>
      <p className={classes.note}>
        {t("population.since", { version, day: formatDay(validFrom, i18n.language) })}
        {total === null ? "" : ` ${t("population.total", { total: formatCount(total, i18n.language) })}`}
        {note === "" ? "" : ` ${note}`}
      </p>
      <dl className={classes.facts}>
        {margins.map(({ dimension, cells }) => (
          <div key={dimension}>
            <dt>{names.dimension(dimension)}</dt>
            <dd>{t("population.categories", { count: cells.length })}</dd>
            <small>
              {cells
                .slice(0, 3)
                .map((cell) => names.value(dimension, cell.value, cell.name))
                .join(", ")}
              {cells.length > 3 ? "…" : ""}
            </small>
          </div>
        ))}
      </dl>
      {versions.length < 2 ? null : (
        <p className={classes.note}>
          {t("population.before")}{" "}
          {versions
            .slice(1)
            .map((one) => `${formatDay(one.validFrom, i18n.language)} (${one.createdBy})`)
            .join("; ")}
        </p>
      )}
      {onEdit === undefined ? null : (
        <div className={classes.actions}>
          <Button variant="default" onClick={() => onEdit(id)}>
            {t("population.edit")}
          </Button>
        </div>
      )}
    </section>
  );
}
