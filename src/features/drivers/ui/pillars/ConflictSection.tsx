import { Link } from "@tanstack/react-router";

import { DataTable } from "#web/design/DataTable.tsx";
import { useFigureText } from "#web/design/figure-text.ts";
import { narrowed, onlyFilter } from "#web/filters/filter.ts";
import { useFilter } from "#web/filters/use-filter.ts";
import { formatShare } from "#web/format/number.ts";
import { formatDay } from "#web/format/time.ts";

import type { Pillars } from "../../contract.ts";
import { useDriverWords } from "../driver-words.ts";
import classes from "../Drivers.module.css";
import { usePillarName } from "./PairSection.tsx";

type Conflict = Pillars["conflicts"][number];

/** Units where one measure clearly rose while another clearly fell. */
export function ConflictSection({ pillars }: { pillars: Pillars }) {
  const { t, language } = useDriverWords();
  const { periods, conflicts, tested, falseDiscoveryRate } = pillars;
  const day = (of: string): string => formatDay(of, language);
  return (
    <section className={classes.section} aria-labelledby="conflicts">
      <h2 id="conflicts">
        {conflicts.length === 0 ? t("conflict.none") : t("conflict.title", { count: conflicts.length })}
      </h2>
      {periods === null ? null : (
        <p className={classes.soft}>
          {t("conflict.note", {
            now: `${day(periods.now.from)} – ${day(periods.now.to)}`,
            before: `${day(periods.before.from)} – ${day(periods.before.to)}`,
            count: tested,
            rate: formatShare(falseDiscoveryRate, language),
          })}
        </p>
      )}
      {conflicts.length === 0 ? null : (
        <DataTable<Conflict>
          caption={t("conflict.title", { count: conflicts.length })}
          rows={conflicts}
          rowKey={({ unit }) => unit}
          columns={[
            { key: "unit", label: t("web:dimension.unit"), render: ({ name }) => <b>{name}</b> },
            {
              key: "up",
              label: t("conflict.up"),
              render: (row) => <Side pillars={pillars} unit={row.unit} side={row.up} />,
            },
            {
              key: "down",
              label: t("conflict.down"),
              render: (row) => <Side pillars={pillars} unit={row.unit} side={row.down} />,
            },
          ]}
        />
      )}
    </section>
  );
}

function Side({ pillars, unit, side }: { pillars: Pillars; unit: string; side: Conflict["up"] }) {
  const text = useFigureText();
  const { search } = useFilter();
  const nameOf = usePillarName(pillars);
  const kind = pillars.measures.find(({ ref }) => ref === side.measure)?.kind ?? "nps";
  return (
    <Link
      to="/answers"
      search={{ ...narrowed(onlyFilter(search), "unit", unit), measure: side.measure }}
      className={classes.link}
    >
      {`${nameOf(side.measure)}: ${text.change(kind, side.difference)}`}
    </Link>
  );
}
