import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { Measure } from "#feature/facts/contract";
import { operationQuery, useMay } from "#web/api/queries.ts";
import { EmptyState } from "#web/design/EmptyState.tsx";
import { PageHead } from "#web/design/PageHead.tsx";
import classes from "#web/design/Sections.module.css";
import { SkeletonList } from "#web/design/Skeleton.tsx";
import { formatCount } from "#web/format/number.ts";

import type { Population, Scheme } from "../../contract.ts";
import { SamplingTabs } from "../SamplingTabs.tsx";
import { useMeasures, usePopulations } from "../use-sampling.ts";
import { SchemeEditor } from "./SchemeEditor.tsx";
import { SchemeHistory } from "./SchemeHistory.tsx";
import { SchemeState } from "./SchemeState.tsx";

/** Weights that let the answers stand for everybody: schemes with a live preview, applied and taken back as a whole. */
export function WeightsPage() {
  const { t } = useTranslation("sampling");
  const schemes = useSchemes();
  const populations = usePopulations();
  const { measures, measure } = useMeasures();
  const mayWrite = useMay("weights.write");
  const [opened, setOpened] = useState<string>();
  const isReady = schemes !== undefined && populations !== undefined && measures !== undefined;
  const add =
    mayWrite && isReady && populations.length > 0 ? (
      <Button onClick={() => setOpened("new")}>{t("weights.add")}</Button>
    ) : undefined;
  return (
    <>
      <PageHead title={t("tab.weights")} answer={<Answer schemes={schemes} />} actions={add} />
      <SamplingTabs />
      {isReady ? (
        <Schemes
          schemes={schemes}
          populations={populations}
          measure={measure}
          opened={opened ?? schemes[0]?.id}
          onOpen={setOpened}
          add={add}
        />
      ) : (
        <SkeletonList rows={4} />
      )}
    </>
  );
}

function Answer({ schemes }: { schemes: readonly Scheme[] | undefined }) {
  const { t, i18n } = useTranslation("sampling");
  if (schemes === undefined) return " ";
  const applied = schemes.filter(({ state }) => state === "applied");
  const weighted = applied.reduce((sum, one) => sum + one.weighted, 0);
  return applied.length === 0
    ? t("weights.none")
    : t("weights.answer", { count: applied.length, number: formatCount(weighted, i18n.language) });
}

/** Asked again while something is being applied or taken back. */
function useSchemes(): readonly Scheme[] | undefined {
  const query = useQuery({
    ...operationQuery("sampling.listSchemes"),
    refetchInterval: ({ state }) =>
      state.data?.items.some((one) => one.state === "applying" || one.state === "undoing") === true ? 1000 : false,
  });
  return query.data?.items;
}

interface SchemesProps {
  readonly schemes: readonly Scheme[];
  readonly populations: readonly Population[];
  readonly measure: Measure | undefined;
  readonly opened: string | undefined;
  readonly onOpen: (id: string | undefined) => void;
  readonly add: ReactNode;
}

function Schemes({ schemes, populations, measure, opened, onOpen, add }: SchemesProps) {
  const { t } = useTranslation("sampling");
  if (populations.length === 0) {
    return (
      <EmptyState title={t("noPopulation.title")} text={t("noPopulation.text")}>
        <Button component={Link} to="/sampling/population">
          {t("population.add")}
        </Button>
      </EmptyState>
    );
  }
  const scheme = schemes.find(({ id }) => id === opened);
  if (scheme === undefined && opened !== "new") {
    return (
      <EmptyState title={t("noScheme.title")} text={t("noScheme.text")}>
        {add}
      </EmptyState>
    );
  }
  return (
    <div className={classes.stack}>
      {schemes.length < 2 && opened !== "new" ? null : (
        <ul className={classes.list}>
          {schemes.map((one) => (
            <li key={one.id}>
              <button
                type="button"
                className={classes.item}
                data-active={one.id === opened}
                onClick={() => onOpen(one.id)}
              >
                {one.definition.name}
                <small>{t(`state.${one.state}`)}</small>
              </button>
            </li>
          ))}
        </ul>
      )}
      {scheme === undefined ? null : <SchemeState scheme={scheme} />}
      <SchemeEditor
        key={scheme === undefined ? "new" : `${scheme.id} ${scheme.revision}`}
        scheme={scheme}
        populations={populations}
        measure={measure}
        onDone={onOpen}
      />
      {scheme === undefined ? null : <SchemeHistory scheme={scheme} />}
    </div>
  );
}
