import { Link, useNavigate } from "@tanstack/react-router";

import { CompactRows, type CompactRow } from "#web/design/CompactRows.tsx";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { Skeleton } from "#web/design/Skeleton.tsx";
import { useFilter } from "#web/filters/use-filter.ts";

import type { MapItem, PainMap, Side } from "../contract.ts";
import { headlineOf } from "../rules.ts";
import { MapPicture } from "./map/MapPicture.tsx";
import classes from "./Pain.module.css";
import { useMapQuery, usePainMap } from "./use-map.ts";
import { useWidth } from "./use-width.ts";
import { useMapWords, type MapWords } from "./words.ts";

/** From this width on there is room for the map beside the list. */
const roomForMap = 760;
const mostRows = 12;

/** What hurts most as a card of a dashboard. */
export function PainWidget() {
  return <MapWidget side="pain" />;
}

/** What is loved as a card of a dashboard. */
export function PraiseWidget() {
  return <MapWidget side="praise" />;
}

function MapWidget({ side }: { side: Side }) {
  const words = useMapWords();
  const { query, measures } = useMapQuery(side);
  const { map, error } = usePainMap(query);
  if (error !== null) return <ProblemNote error={error} />;
  if (measures?.length === 0) return <h2>{words.t("empty.noMeasure")}</h2>;
  if (map === undefined) return <Skeleton height={180} />;
  return (
    <>
      <h2>{headlineOf(map, words)}.</h2>
      <Worths map={map} />
    </>
  );
}

/** What each is worth; where there is room, where it stands on the map beside it. */
function Worths({ map }: { map: PainMap }) {
  const words = useMapWords();
  const navigate = useNavigate();
  const { search } = useFilter();
  const [frame, width] = useWidth<HTMLDivElement>();
  const open = { ...search, side: map.query.side, picture: undefined };
  const rows = map.items.flatMap((item) => rowOf(item, map, words, open)).slice(0, mostRows);
  const title = words.t(`list.title.${map.query.side}`);
  return (
    <div ref={frame} className={classes.card} data-wide={width >= roomForMap}>
      {width >= roomForMap && map.state === "ok" ? (
        <MapPicture
          map={map}
          isLog={search.top === "log"}
          height={330}
          alternative={headlineOf(map, words)}
          onOpen={({ key }) => void navigate({ to: "/problems/$key", params: { key }, search: open })}
        />
      ) : null}
      {rows.length === 0 ? null : (
        <CompactRows label={title} unit={words.t(`axis.lift.${map.unit}`)} rows={rows} reference={0} />
      )}
    </div>
  );
}

function rowOf(
  { key, name, lift, clear, mentions }: MapItem,
  { query: { side } }: PainMap,
  words: MapWords,
  search: ReturnType<typeof useFilter>["search"],
): readonly CompactRow[] {
  if (lift === null) return [];
  const { value, low, high } = lift.expected;
  return [
    {
      key,
      name: (
        <Link to="/problems/$key" params={{ key }} search={search}>
          {name}
        </Link>
      ),
      value: words.points(value),
      note: `${words.points(low)} … ${words.points(high)} · n ${words.count(mentions)}`,
      span: lift.expected,
      tone: !clear ? "plain" : side === "pain" ? "below" : "above",
      isFaint: !clear,
    },
  ];
}
