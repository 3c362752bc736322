import { ChartFrame } from "#web/design/ChartFrame.tsx";
import { methodOf } from "#web/design/MethodDrawer.tsx";

import type { Telling } from "../rules/telling/evidence.ts";
import { drawRows } from "./pictures/draw-rows.ts";
import type { PictureRow } from "./pictures/row.ts";
import { sidesTable } from "./pictures/tables.ts";
import { captionOf } from "./pictures/WaterfallSection.tsx";
import { Sides } from "./Sides.tsx";
import { useFiles } from "./take-along.ts";

/** Both groups side by side, with the way to take everything along and to how all of it is computed. */
export function SidesSection({ telling }: { telling: Telling }) {
  const { explanation, words } = telling;
  const filesOf = useFiles(explanation.query);
  const title = words.t("sides.title");
  const table = sidesTable(telling);
  return (
    <ChartFrame
      title={title}
      methods={[methodOf(explanation.kind), "changeParts", "changePlaces", "simpson", "changeThemes"]}
      table={table}
      files={filesOf(title, table)}
      draw={() => drawRows({ title, caption: captionOf(telling), rows: rowsOf(telling), zero: false })}
    >
      <Sides explanation={explanation} />
    </ChartFrame>
  );
}

function rowsOf({ explanation, figures, a, b }: Telling): readonly PictureRow[] {
  return (["a", "b"] as const).flatMap((side): PictureRow[] => {
    const { estimate } = explanation[side];
    if (estimate === null) return [];
    const { value, interval } = estimate;
    return [
      {
        id: side,
        name: side === "a" ? a : b,
        marks: [{ value, low: interval.low, high: interval.high, tone: "accent" }],
        text: figures.figure(explanation[side]),
      },
    ];
  });
}
