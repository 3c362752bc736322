import { useTranslation } from "react-i18next";

import { ChartFrame } from "#web/design/ChartFrame.tsx";
import { methodOf } from "#web/design/MethodDrawer.tsx";
import { useFilter } from "#web/filters/use-filter.ts";
import { formatShare } from "#web/format/number.ts";

import type { Answer } from "../contract.ts";
import { questionOf, sayFinding } from "../rules.ts";
import { drawAnswer } from "./pictures/draw-answer.ts";
import { Picture } from "./pictures/Picture.tsx";
import classes from "./pictures/Pictures.module.css";
import { tableOf } from "./pictures/table-of.ts";
import { TrendPicture } from "./pictures/TrendPicture.tsx";
import { useSpeech } from "./speech.ts";
import { takeAlong } from "./take-along.ts";
import type { Shown } from "./use-question.ts";

/** An answer in its picture, with table, export and methods around it. */
export function AnswerView({ shown, answer, title }: { shown: Shown; answer: Answer; title: string }) {
  const { t, i18n } = useTranslation("explore");
  const speech = useSpeech();
  const { today } = useFilter();
  const known = answer.found.filter(({ measure }) => measure !== null);
  const main = known[0];
  if (main?.measure === undefined || main.measure === null) return null;
  if (shown.picture === "trend") return <TrendPicture state={shown.state} found={main} title={title} />;

  const tested = answer.found.reduce((sum, found) => sum + found.tested, 0);
  const truncated = answer.found.reduce((sum, found) => sum + found.truncated, 0);
  const question = questionOf(shown.state, today);
  const notes = [
    answer.against === "none" || tested === 0
      ? ""
      : t("note.tested", { count: tested, rate: formatShare(answer.falseDiscoveryRate, i18n.language) }),
    truncated > 0 ? t("note.truncated", { count: truncated }) : "",
    (main.overlap ?? 0) > 0 ? t("note.overlap", { count: main.overlap ?? 0 }) : "",
  ].filter(Boolean);
  return (
    <ChartFrame
      title={main.rows.length === 0 ? t("frame.whole") : t(`frame.${shown.picture}`)}
      note={notes.join(" ")}
      methods={[
        ...new Set(known.map(({ measure }) => methodOf(measure?.kind ?? "nps"))),
        ...(tested > 0 ? (["ranking"] as const) : []),
      ]}
      table={tableOf(answer, speech)}
      draw={() => drawAnswer({ found: known, title, caption: captionOf(), speech })}
      files={(["xlsx", "csv", "json"] as const).map((format) => ({
        label: format === "xlsx" ? "Excel (XLSX)" : format.toUpperCase(),
        save: () => takeAlong({ question, format, title }, t("export.failed")),
      }))}
    >
      {main.rows.length === 0 && shown.state.by.length > 0 ? <p className={classes.note}>{t("empty.rows")}</p> : null}
      <Picture shown={shown} answer={answer} caption={title} />
    </ChartFrame>
  );

  function captionOf(): string {
    return known
      .map((found) => sayFinding(found, answer.against, speech))
      .join(" ")
      .slice(0, 160);
  }
}
