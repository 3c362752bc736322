import { Link } from "@tanstack/react-router";
import { useState } from "react";

import { ChartFrame } from "#web/design/ChartFrame.tsx";
import { useFigureText } from "#web/design/figure-text.ts";
import { Whisker } from "#web/design/Whisker.tsx";
import { onlyFilter } from "#web/filters/filter.ts";
import { useFilter } from "#web/filters/use-filter.ts";
import { formatShare } from "#web/format/number.ts";

import type { Topic, TopicGroup, Topics } from "../../contract.ts";
import type { DriverWords } from "../../rules.ts";
import { drawWhiskers, type Mark } from "../draw-whiskers.ts";
import { useDriverWords } from "../driver-words.ts";
import classes from "../Drivers.module.css";

/** The two ends of the score, which are held against each other. */
const ends = ["high", "low"] as const;
const tones = { high: "above", low: "below" } as const;

/** So many topics stand on the page until all are asked for. */
const mostShown = 15;

/** Each topic with its share among promoters and among detractors. */
export function TopicSection({ topics }: { topics: Topics }) {
  const words = useDriverWords();
  const { t, language } = words;
  const title =
    topics.common === null ? t("topics.list") : t(topics.isAlike ? "topics.listAlike" : "topics.listDiffer");
  const note = t("topics.note", {
    high: words.count(topics.spoken.high),
    middle: words.count(topics.spoken.middle),
    low: words.count(topics.spoken.low),
    rate: formatShare(topics.falseDiscoveryRate, language),
  });
  const domain = domainOf(topics);
  const [showsAll, setShowsAll] = useState(false);
  const shown = showsAll ? topics.items : topics.items.slice(0, mostShown);
  return (
    <ChartFrame
      title={title}
      note={note}
      methods={["topics"]}
      table={tableOf(topics, words)}
      draw={() =>
        drawWhiskers({
          title,
          caption: note,
          domain,
          rows: topics.items.map((topic) => ({
            name: topic.name,
            marks: ends.flatMap((group) => markOf(topic, group)),
            text: ends.map((group) => shareText(topic, group, words)).join(" · "),
          })),
        })
      }
    >
      <table className={classes.table} data-table="topics">
        <caption className="unseen">{title}</caption>
        <thead>
          <tr>
            <th scope="col">{t("topics.topic")}</th>
            <th scope="col" aria-hidden className={classes.picture} />
            <th scope="col" className={classes.number}>
              {t("web:group.nps-high")}
            </th>
            <th scope="col" className={classes.number}>
              {t("web:group.nps-low")}
            </th>
            <th scope="col" className={classes.number}>
              n
            </th>
            <th scope="col">{t("web:chart.verdict")}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((topic) => (
            <Row key={topic.key} topic={topic} measure={topics.measure} domain={domain} />
          ))}
        </tbody>
      </table>
      {shown.length < topics.items.length ? (
        <button type="button" className={classes.more} onClick={() => setShowsAll(true)}>
          {t("topics.all", { count: topics.items.length })}
        </button>
      ) : null}
    </ChartFrame>
  );
}

interface RowProps {
  readonly topic: Topic;
  readonly measure: string | null;
  readonly domain: { readonly low: number; readonly high: number };
}

function Row({ topic, measure, domain }: RowProps) {
  const words = useDriverWords();
  const text = useFigureText();
  const { search } = useFilter();
  const where = { ...search.where, theme: ["-", "+", "~"].map((side) => `${topic.key}${side}`) };
  const { t } = words;
  return (
    <tr>
      <th scope="row">
        <Link
          to="/answers"
          search={{ ...onlyFilter(search), where, measure: measure ?? undefined }}
          className={classes.link}
        >
          {topic.name}
        </Link>
      </th>
      <td className={classes.picture}>
        {ends.map((group) => {
          const share = topic.shares[group];
          return share === null ? null : (
            <Whisker
              key={group}
              value={share.value}
              interval={share.interval}
              domain={domain}
              tone={topic.clear ? tones[group] : "plain"}
            />
          );
        })}
      </td>
      <td className={classes.number} data-label={t("web:group.nps-high")}>
        {shareText(topic, "high", words)}
      </td>
      <td className={classes.number} data-label={t("web:group.nps-low")}>
        {shareText(topic, "low", words)}
      </td>
      <td className={classes.number} data-n data-label="n">
        {words.count(saidBy(topic))}
      </td>
      <td>
        {topic.difference === null
          ? t("topics.untold")
          : topic.clear
            ? t(topic.difference.value > 0 ? "topics.moreHigh" : "topics.moreLow", {
                change: text.change("csat", topic.difference),
              })
            : t("topics.noDifference")}
      </td>
    </tr>
  );
}

function domainOf({ items }: Topics): { readonly low: number; readonly high: number } {
  const tops = items.flatMap(({ shares }) => ends.map((group) => shares[group]?.interval.high ?? 0));
  return { low: 0, high: Math.max(0.05, ...tops) };
}

function markOf(topic: Topic, group: (typeof ends)[number]): Mark[] {
  const share = topic.shares[group];
  if (share === null) return [];
  const { low, high } = share.interval;
  return [{ value: share.value, low, high, tone: topic.clear ? tones[group] : "soft" }];
}

function shareText(topic: Topic, group: TopicGroup, words: DriverWords): string {
  const share = topic.shares[group];
  return share === null ? words.t("topics.untold") : words.share({ ...share, standardError: 0 });
}

function saidBy({ shares }: Topic): number {
  return (shares.high?.n ?? 0) + (shares.middle?.n ?? 0) + (shares.low?.n ?? 0);
}

function tableOf({ items }: Topics, { t }: DriverWords) {
  const percent = (part: number | undefined): number | string =>
    part === undefined ? "" : Math.round(1000 * part) / 10;
  const groups = ["high", "middle", "low"] as const;
  return {
    columns: [
      { label: t("topics.topic"), numeric: false },
      ...groups.flatMap((group) => [
        { label: `${t(`web:group.nps-${group}`)}, %`, numeric: true },
        { label: t("web:chart.low"), numeric: true },
        { label: t("web:chart.high"), numeric: true },
        { label: "n", numeric: true },
      ]),
      { label: t("topics.difference"), numeric: true },
      { label: t("topics.adjusted"), numeric: true },
      { label: t("web:chart.verdict"), numeric: false },
    ],
    rows: items.map(({ name, shares, difference, adjustedP, clear }) => [
      name,
      ...groups.flatMap((group) => {
        const share = shares[group];
        return [percent(share?.value), percent(share?.interval.low), percent(share?.interval.high), share?.of ?? ""];
      }),
      difference === null ? "" : Math.round(10 * difference.value) / 10,
      adjustedP ?? "",
      clear ? t("topics.clear") : t("topics.noDifference"),
    ]),
  };
}
