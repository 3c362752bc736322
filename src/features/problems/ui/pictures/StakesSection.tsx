import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";

import { operationQuery } from "#web/api/queries.ts";
import { DataTable } from "#web/design/DataTable.tsx";
import { EmptyState } from "#web/design/EmptyState.tsx";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { Skeleton } from "#web/design/Skeleton.tsx";
import { useFilter } from "#web/filters/use-filter.ts";

import type { AvoidableContacts, MapQueryInput, SegmentRisk, Uncertain } from "../../contract.ts";
import classes from "../Pain.module.css";
import { useMapWords, type MapWords } from "../words.ts";

/** What is at stake: revenue behind the unhappy by segment (R170), or of contacts those that need not have been (R177). */
export function StakesSection({ query }: { query: MapQueryInput }) {
  const { measure, where, period, weight } = query;
  const body = {
    measure,
    ...(where === undefined ? {} : { where }),
    ...(period === undefined ? {} : { period }),
    ...(weight === undefined ? {} : { weight }),
  };
  return measure.includes(":transactional") ? <AvoidableSection body={body} /> : <RiskSection body={body} />;
}

type Body = Pick<MapQueryInput, "measure" | "where" | "period" | "weight">;

function RiskSection({ body }: { body: Body }) {
  const words = useMapWords();
  const { t } = words;
  const { data, error } = useQuery({
    ...operationQuery("problems.readSegmentRisk", { body }),
    placeholderData: keepPreviousData,
  });
  if (error !== null) return <ProblemNote error={error} />;
  if (data === undefined) return <Skeleton height={300} />;
  if (data.state !== "ok") return <EmptyState title={t("risk.unknown")} text={t("risk.unknown-text")} />;
  const money = (of: Uncertain): string =>
    `${words.money(of.low, data.currency)} – ${words.money(of.high, data.currency)}`;
  const title =
    data.total === null
      ? t("risk.few")
      : t("risk.title", { value: words.money(data.total.value, data.currency), range: money(data.total) });
  return (
    <section className={classes.section} aria-label={t("risk.name")}>
      <h2>{title}</h2>
      <p className={classes.note}>{t("risk.note")}</p>
      <RiskTable risk={data} money={money} words={words} />
    </section>
  );
}

function RiskTable({ risk, money, words }: { risk: SegmentRisk; money: (of: Uncertain) => string; words: MapWords }) {
  const { t } = words;
  const { search } = useFilter();
  return (
    <DataTable
      caption={t("risk.name")}
      rows={risk.items}
      rowKey={({ segment }) => segment.code}
      columns={[
        { key: "segment", label: t("column.segment"), render: ({ segment }) => segment.name },
        {
          key: "low",
          label: t("column.low"),
          numeric: true,
          render: ({ shareLow }) =>
            shareLow === null
              ? t("heat.tooFew")
              : `${words.percent(shareLow.value)} (${words.number(shareLow.interval.low)}–${words.number(shareLow.interval.high)})`,
        },
        { key: "n", label: "n", numeric: true, render: ({ n }) => words.count(n) },
        {
          key: "customers",
          label: t("column.affected"),
          numeric: true,
          render: ({ customers }) => words.count(customers),
        },
        {
          key: "risk",
          label: t("column.money"),
          numeric: true,
          render: ({ atRisk }) => (atRisk === null ? "" : money(atRisk)),
        },
        {
          key: "first",
          label: t("column.firstProblem"),
          render: ({ first }) =>
            first === null ? (
              ""
            ) : (
              <>
                <Link to="/problems/$key" params={{ key: first.key }} search={{ ...search, picture: undefined }}>
                  {first.name}
                </Link>{" "}
                <small>{money(first.atRisk)}</small>
              </>
            ),
        },
      ]}
    />
  );
}

function AvoidableSection({ body }: { body: Body }) {
  const words = useMapWords();
  const { t } = words;
  const { data, error } = useQuery({
    ...operationQuery("problems.readAvoidable", { body }),
    placeholderData: keepPreviousData,
  });
  if (error !== null) return <ProblemNote error={error} />;
  if (data === undefined) return <Skeleton height={300} />;
  if (data.state !== "ok") return <EmptyState title={t("contacts.unsaid")} text={t("contacts.unsaid-text")} />;
  const { whole } = data;
  const title =
    whole === null
      ? t("risk.few")
      : t("contacts.title", {
          share: words.percent(whole.value),
          low: words.number(whole.interval.low),
          high: words.number(whole.interval.high),
          n: words.count(data.n),
        });
  return (
    <section className={classes.section} aria-label={t("contacts.name")}>
      <h2>{title}</h2>
      <p className={classes.note}>{t("contacts.note")}</p>
      <AvoidableTable contacts={data} words={words} />
    </section>
  );
}

function AvoidableTable({ contacts, words }: { contacts: AvoidableContacts; words: MapWords }) {
  const { t } = words;
  const { search } = useFilter();
  return (
    <DataTable
      caption={t("contacts.name")}
      rows={contacts.items}
      rowKey={({ reason }) => reason}
      columns={[
        { key: "reason", label: t("column.reason"), render: ({ reason }) => t(`avoidable.${reason}`) },
        {
          key: "share",
          label: t("column.contacts"),
          numeric: true,
          render: ({ share }) =>
            share === null
              ? t("heat.tooFew")
              : `${words.percent(share.value)} (${words.number(share.interval.low)}–${words.number(share.interval.high)})`,
        },
        { key: "n", label: t("column.n"), numeric: true, render: ({ mentions }) => words.count(mentions) },
        {
          key: "problems",
          label: t("register.title"),
          render: ({ problems }) =>
            problems.map(({ key, name }, index) => (
              <span key={key}>
                {index > 0 ? ", " : ""}
                <Link to="/problems/$key" params={{ key }} search={{ ...search, picture: undefined }}>
                  {name}
                </Link>
              </span>
            )),
        },
      ]}
    />
  );
}
