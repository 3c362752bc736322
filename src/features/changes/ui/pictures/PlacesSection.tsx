import { ChartFrame } from "#web/design/ChartFrame.tsx";

import { toneOf, type Telling } from "../../rules/telling/evidence.ts";
import { useFiles } from "../take-along.ts";
import { drawRows } from "./draw-rows.ts";
import type { PictureRow } from "./row.ts";
import { Rows } from "./Rows.tsx";
import { placesTable } from "./tables.ts";
import { captionOf } from "./WaterfallSection.tsx";

const mostShown = 14;

/** How the change of each place stands out from all around it. */
export function PlacesSection({ telling }: { telling: Telling }) {
  const { explanation, words, figures } = telling;
  const { t } = words;
  const filesOf = useFiles(explanation.query);
  const places = explanation.places.filter(({ against }) => against !== null);
  if (places.length === 0) return null;
  const clear = places.filter((place) => place.clear);
  const title = clear.length === 0 ? t("places.none") : t("places.title", { count: clear.length });
  const rows = places.slice(0, mostShown).flatMap(({ key, against, clear: isClear, a, b }): PictureRow[] => {
    if (against === null) return [];
    const { value, interval } = against;
    const tone = isClear ? toneOf(against, explanation) : "plain";
    return [
      {
        id: key.map((one) => `${one.dimension}=${one.value}`).join("+"),
        name: words.place(key),
        note: `n ${words.count(a.n)} · ${words.count(b.n)}`,
        marks: [{ value, low: interval.low, high: interval.high, tone }],
        text: figures.change(against),
      },
    ];
  });
  const table = placesTable(explanation.places, telling);
  return (
    <ChartFrame
      title={title}
      note={t("places.note")}
      methods={["changePlaces"]}
      table={table}
      files={filesOf(title, table)}
      draw={() => drawRows({ title, caption: captionOf(telling), rows, zero: true })}
    >
      <Rows caption={title} rows={rows} zero />
    </ChartFrame>
  );
}
