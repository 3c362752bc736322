import { TextInput } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { operationQuery } from "#web/api/queries.ts";
import { ChartFrame } from "#web/design/ChartFrame.tsx";
import { DotRows } from "#web/design/DotRows.tsx";
import { drawDotRows, type DotLine } from "#web/design/draw-dot-rows.ts";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import classes from "#web/design/Sections.module.css";
import { formatCount, formatShare } from "#web/format/number.ts";

import type { Representativeness } from "../../contract.ts";

interface PeopleProps {
  readonly people: Representativeness["people"];
  readonly total: number | null;
}

/** How many people the groups of the scale stand for, and beside it what complaints alone would say. */
export function People({ people, total }: PeopleProps) {
  const { t } = useTranslation("sampling");
  return (
    <section className={classes.section}>
      <h2>{t("people.title")}</h2>
      {total === null || people.length === 0 ? (
        <p className={classes.note}>{t("people.noTotal")}</p>
      ) : (
        <Projection people={people} total={total} />
      )}
      <Iceberg />
    </section>
  );
}

function Projection({ people, total }: { people: PeopleProps["people"]; total: number }) {
  const { t, i18n } = useTranslation("sampling");
  const count = (value: number): string => formatCount(roundedPeople(value), i18n.language);
  const low = people.find(({ group }) => group === "low");
  const lines = people.map(({ group, share, people: of }): DotLine => ({
    key: group,
    name: t(`people.${group}`),
    value: of.value,
    interval: of.interval,
    text: t("people.range", { value: count(of.value), low: count(of.interval.low), high: count(of.interval.high) }),
    n: share.n,
    remark: formatShare(share.value / 100, i18n.language),
  }));
  const domain = { low: 0, high: Math.max(...people.map((one) => one.people.interval.high)) };
  const title = t("people.finding", {
    value: count(low?.people.value ?? 0),
    low: count(low?.people.interval.low ?? 0),
    high: count(low?.people.interval.high ?? 0),
    total: formatCount(total, i18n.language),
  });
  const caption = t("people.caption");
  return (
    <ChartFrame
      title={title}
      note={caption}
      methods={["share", "iceberg"]}
      table={{
        columns: [
          { label: t("people.group"), numeric: false },
          ...[t("table.people"), t("table.low"), t("table.high")].map((label) => ({ label, numeric: true })),
        ],
        rows: people.map(({ group, people: of }) => [
          t(`people.${group}`),
          ...[of.value, of.interval.low, of.interval.high].map((value) => Math.round(value)),
        ]),
      }}
      draw={() => drawDotRows(lines, domain, { title, caption })}
    >
      <DotRows
        caption={title}
        lines={lines}
        domain={domain}
        heads={{ name: t("people.group"), value: t("table.people"), remark: t("people.share") }}
      />
    </ChartFrame>
  );
}

/** No false precision: three digits. */
function roundedPeople(value: number): number {
  const digits = Math.max(0, Math.floor(Math.log10(Math.max(1, value))) - 2);
  return Math.round(value / 10 ** digits) * 10 ** digits;
}

function Iceberg() {
  const { t, i18n } = useTranslation("sampling");
  const [wish, setWish] = useState({ complaints: "", value: "10", low: "4", high: "25" });
  const factor = { value: Number(wish.value), low: Number(wish.low), high: Number(wish.high) };
  const isReady =
    wish.complaints !== "" && factor.low >= 1 && factor.low <= factor.value && factor.value <= factor.high;
  const body = { complaints: Math.max(0, Math.round(Number(wish.complaints))), factor };
  const { data, error } = useQuery({
    ...operationQuery("sampling.estimateIceberg", { body }),
    enabled: isReady,
    placeholderData: keepPreviousData,
  });
  const count = (value: number): string => formatCount(roundedPeople(value), i18n.language);
  return (
    <section className={classes.section}>
      <h3>{t("iceberg.title")}</h3>
      <p className={classes.note}>{t("iceberg.text")}</p>
      <div className={classes.controls}>
        {(["complaints", "value", "low", "high"] as const).map((key) => (
          <TextInput
            key={key}
            type="number"
            min={key === "complaints" ? 0 : 1}
            label={t(`iceberg.${key}`)}
            value={wish[key]}
            onChange={(event) => setWish({ ...wish, [key]: event.target.value })}
          />
        ))}
      </div>
      <ProblemNote error={error} />
      {wish.complaints !== "" && !isReady ? <p className={classes.caution}>{t("iceberg.order")}</p> : null}
      {data === undefined || !isReady ? null : (
        <p aria-live="polite">
          {t("iceberg.answer", {
            value: count(data.people.value),
            low: count(data.people.interval.low),
            high: count(data.people.interval.high),
          })}
        </p>
      )}
    </section>
  );
}
