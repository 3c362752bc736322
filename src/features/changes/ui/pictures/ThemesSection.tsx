import { ChartFrame } from "#web/design/ChartFrame.tsx";

import { themeName, type Telling } from "../../rules/telling/evidence.ts";
import { themeTone } from "../../rules/telling/sentences-themes.ts";
import { pointsWords } from "../../rules/telling/words.ts";
import { useFiles } from "../take-along.ts";
import { drawRows } from "./draw-rows.ts";
import type { PictureRow } from "./row.ts";
import { Rows } from "./Rows.tsx";
import { themesTable } from "./tables.ts";
import { captionOf } from "./WaterfallSection.tsx";

const mostShown = 12;

/** What is named more or less often: both shares as a dumbbell. */
export function ThemesSection({ telling }: { telling: Telling }) {
  const { explanation, words } = telling;
  const { t } = words;
  const filesOf = useFiles(explanation.query);
  const { themes } = explanation;
  if (themes.length === 0) return null;
  const clear = themes.filter((theme) => theme.clear).length;
  const title = clear === 0 ? t("themes.none") : t("themes.title", { count: clear });
  const rows = themes.slice(0, mostShown).map((theme): PictureRow => {
    const { a, b, code, side } = theme;
    const known = theme.clear ? themeTone(theme) : "plain";
    const tone = theme.clear && known === "plain" ? "accent" : known;
    const mark = ({ value, interval: { low, high } }: typeof a) => ({ value, low, high });
    return {
      id: code,
      name: themeName(theme),
      note: `${t(`side.${side}`)} · n ${words.count(a.of)} · ${words.count(b.of)}`,
      marks: [
        { ...mark(a), tone: "hollow" },
        { ...mark(b), tone },
      ],
      bar: { from: a.value, to: b.value, tone, isThin: true },
      text: pointsWords(theme.difference, words),
    };
  });
  const table = themesTable(themes, telling);
  return (
    <ChartFrame
      title={title}
      note={t("themes.note")}
      methods={["changeThemes"]}
      table={table}
      files={filesOf(title, table)}
      draw={() => drawRows({ title, caption: captionOf(telling), rows, zero: false })}
    >
      <Rows caption={title} rows={rows} />
    </ChartFrame>
  );
}
