import { ChartFrame } from "#web/design/ChartFrame.tsx";
import { methodOf } from "#web/design/MethodDrawer.tsx";

import type { Telling } from "../../rules/telling/evidence.ts";
import { waterfallOf, type Step } from "../../rules/telling/waterfall.ts";
import { useFiles } from "../take-along.ts";
import { drawRows } from "./draw-rows.ts";
import type { PictureRow } from "./row.ts";
import { Rows } from "./Rows.tsx";
import { waterfallTable } from "./tables.ts";

/** From A to B: what each mix and the performance did, one after the other. */
export function WaterfallSection({ telling }: { telling: Telling }) {
  const { explanation, words, figures, a, b } = telling;
  const { t } = words;
  const filesOf = useFiles(explanation.query);
  const steps = waterfallOf(telling);
  if (steps === null || explanation.parts === null) return null;
  const { mix, performance } = explanation.parts;
  const title = t("waterfall.title", { a, b, mix: figures.change(mix), performance: figures.change(performance) });
  const rows = steps.map((step) => rowOf(step, telling));
  const table = waterfallTable(steps, telling);
  return (
    <ChartFrame
      title={title}
      note={t("waterfall.note")}
      methods={["changeParts", methodOf(explanation.kind)]}
      table={table}
      files={filesOf(title, table)}
      draw={() => drawRows({ title, caption: captionOf(telling), rows, zero: false })}
    >
      <Rows caption={title} rows={rows} />
    </ChartFrame>
  );
}

/** What a picture on paper rests on: the measure, and both sides with n. */
export function captionOf({ explanation, words, a, b }: Telling): string {
  const count = (n: number | null): string => words.count(n ?? 0);
  const measure = words.names.measure(explanation.query.measure);
  return `${measure} · ${a}, n ${count(explanation.a.n)} · ${b}, n ${count(explanation.b.n)}`;
}

function rowOf({ id, name, from, to, low, high, part, tone, n }: Step, { words, figures }: Telling): PictureRow {
  const mark = { value: to, low, high };
  if (part === null) {
    const text = `${figures.value(to)} (${words.range(figures.value(low), figures.value(high))})`;
    return { id, name, note: `n ${words.count(n ?? 0)}`, marks: [{ ...mark, tone: "accent" }], text };
  }
  return { id, name, marks: [{ ...mark, tone }], bar: { from, to, tone, isThin: false }, text: figures.change(part) };
}
