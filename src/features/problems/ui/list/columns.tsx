import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";

import { Whisker } from "#web/design/Whisker.tsx";
import type { AppSearch } from "#web/filters/search.ts";

import type { MapItem, PainMap } from "../../contract.ts";
import { answersOf, groupOf } from "../opening.ts";
import type { MapWords } from "../words.ts";

/** One column of the list of problems. */
export interface ListColumn {
  readonly key: string;
  readonly look: "rank" | "head" | "number" | "whisker" | "plain";
  readonly render: (item: MapItem) => ReactNode;
}

/** What the columns are made from. */
export interface ListGround {
  readonly map: PainMap;
  readonly words: MapWords;
  readonly search: AppSearch;
  readonly domain: { readonly low: number; readonly high: number };
}

/** The columns there is something to show in. */
export function columnsOf(ground: ListGround): readonly ListColumn[] {
  const { items, query, base } = ground.map;
  const { words, map, search, domain } = ground;
  const has = (is: (item: MapItem) => boolean, column: ListColumn): readonly ListColumn[] =>
    items.some(is) ? [column] : [];
  return [
    { key: "column.rank", look: "rank", render: rankText },
    { key: "column.problem", look: "head", render: (item) => <Name item={item} {...ground} /> },
    { key: "column.share", look: "number", render: (item) => <Share item={item} {...ground} /> },
    {
      key: `column.group.${query.side}`,
      look: "number",
      render: (item) => <OfGroup item={item} map={map} words={words} search={search} />,
    },
    { key: "column.effect", look: "number", render: ({ effect }) => <Effect effect={effect} words={words} /> },
    { key: "", look: "whisker", render: (item) => <LiftLine item={item} map={map} domain={domain} /> },
    { key: "column.lift", look: "number", render: (item) => <Lift item={item} words={words} /> },
    { key: "column.range", look: "number", render: ({ lift }) => <Range lift={lift} words={words} /> },
    ...has(({ affected }) => affected !== null, {
      key: "column.affected",
      look: "number",
      render: ({ affected }) => (affected === null ? null : words.range(affected.low, affected.high)),
    }),
    ...has(({ revenueAtRisk }) => revenueAtRisk !== null, {
      key: "column.money",
      look: "number",
      render: ({ revenueAtRisk }) => (revenueAtRisk === null ? null : words.money(revenueAtRisk.value, base.currency)),
    }),
    ...has(({ change }) => change !== null, {
      key: "column.change",
      look: "number",
      render: ({ change }) => <Change change={change} words={words} />,
    }),
    { key: "column.owner", look: "plain", render: (item) => <Owner item={item} words={words} /> },
  ];
}

function rankText({ rank, tied }: MapItem): string {
  return rank === null ? "" : `${rank}${tied ? "=" : ""}`;
}

type OfItem = { readonly item: MapItem } & Pick<ListGround, "words" | "search" | "map">;

function Name({ item, words, search }: OfItem) {
  return (
    <>
      <Link to="/problems/$key" params={{ key: item.key }} search={{ ...search, picture: undefined }}>
        {item.name}
      </Link>
      <small>
        {item.isRegistered ? words.t(`state.${item.state}`) : words.t("cell.proposed")}
        {item.standing === "ok" ? null : ` · ${words.t(`standing.${item.standing}`)}`}
      </small>
    </>
  );
}

function Share({ item, words, search, map }: OfItem) {
  const { share, estimatedShare } = item;
  return (
    <>
      {share === null ? null : (
        <Link to="/answers" search={answersOf(search, item, map.query.measure)}>
          <b>{words.percent(share.value)}</b>
          <small>
            {words.number(share.interval.low)}–{words.number(share.interval.high)}
          </small>
        </Link>
      )}
      {estimatedShare === null ? null : (
        <small title={words.t("cell.estimated", { share: words.percent(estimatedShare) })}>
          ≈ {words.percent(estimatedShare)}
        </small>
      )}
    </>
  );
}

function OfGroup({ item, words, search, map }: OfItem) {
  if (item.shareOfGroup === null) return null;
  const { measure, side } = map.query;
  return (
    <Link to="/answers" search={groupOf(answersOf(search, item, measure), side === "pain" ? "low" : "high")}>
      {words.percent(item.shareOfGroup.value)}
    </Link>
  );
}

function Effect({ effect, words }: { effect: MapItem["effect"]; words: MapWords }) {
  if (effect === null) return null;
  return (
    <>
      {words.number(effect.value, 0)}
      <small>
        {words.number(effect.low, 0)} … {words.number(effect.high, 0)}
      </small>
    </>
  );
}

function LiftLine({ item: { lift, clear }, map, domain }: { item: MapItem } & Pick<ListGround, "map" | "domain">) {
  if (lift === null) return null;
  const tone = map.query.side === "pain" ? "below" : "above";
  return (
    <Whisker
      value={lift.expected.value}
      interval={lift.expected}
      domain={domain}
      reference={0}
      tone={clear ? tone : "plain"}
    />
  );
}

function Lift({ item: { lift, standing }, words }: { item: MapItem; words: MapWords }) {
  if (lift === null) return <small>{words.t(`standing.${standing}`)}</small>;
  return (
    <>
      <b>{words.points(lift.expected.value)}</b>
      <small>
        {words.points(lift.expected.low)} … {words.points(lift.expected.high)}
      </small>
    </>
  );
}

function Range({ lift, words }: { lift: MapItem["lift"]; words: MapWords }) {
  if (lift === null) return null;
  return <small>{words.t("cell.range", { lower: words.points(lift.lower), upper: words.points(lift.upper) })}</small>;
}

function Change({ change, words }: { change: MapItem["change"]; words: MapWords }) {
  if (change === null) return null;
  if (!change.clear) return <small>{words.t("cell.noChange")}</small>;
  return (
    <span>
      {change.value > 0 ? "+" : ""}
      {words.number(change.value)}
    </span>
  );
}

function Owner({ item: { ownerFunction, owner }, words }: { item: MapItem; words: MapWords }) {
  return ownerFunction?.name ?? owner?.name ?? <small>{words.t("cell.noOwner")}</small>;
}
