import { useTranslation } from "react-i18next";

import { ChartFrame } from "#web/design/ChartFrame.tsx";
import { methodOf } from "#web/design/MethodDrawer.tsx";
import { useFilter } from "#web/filters/use-filter.ts";
import { formatShare } from "#web/format/number.ts";

import type { Answer } from "../contract.ts";
import { isAllProvisional, questionOf, sayFinding } from "../rules.ts";
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
  const { t } = useTranslation("explore");
  const speech = useSpeech();
  const notes = useNotes(answer);
  const files = useFiles(shown, title);
  const known = answer.found.filter(({ measure }) => measure !== null);
  const main = known[0];
  if (main?.measure === undefined || main.measure === null) return null;
  if (shown.picture === "trend") return <TrendPicture state={shown.state} found={main} title={title} />;

  const isEmpty = main.rows.length === 0 && shown.state.by.length > 0;
  return (
    <ChartFrame
      title={main.rows.length === 0 ? t("frame.whole") : t(`frame.${shown.picture}`)}
      note={notes}
      methods={methodsOf(known)}
      table={tableOf(answer, speech)}
      draw={() => drawAnswer({ shown, found: known, title, caption: captionOf(), speech })}
      files={files}
    >
      {isEmpty ? <p className={classes.note}>{t("empty.rows")}</p> : null}
      <Picture shown={shown} answer={answer} caption={title} />
    </ChartFrame>
  );

  function captionOf(): string {
    const all = known.map((found) => sayFinding(found, answer.against, speech));
    return all.join(" ").slice(0, 160);
  }
}

function methodsOf(known: Answer["found"]) {
  const isTested = known.some(({ tested }) => tested > 0);
  const kinds = new Set(known.map(({ measure }) => methodOf(measure?.kind ?? "nps")));
  return [...kinds, ...(isTested ? (["ranking"] as const) : [])];
}

/** What has to be known to read the picture: how much was compared, what is left out, what is not final. */
function useNotes(answer: Answer): string {
  const { t, i18n } = useTranslation("explore");
  const { found, against, falseDiscoveryRate } = answer;
  const tested = sumOf(found, "tested");
  const truncated = sumOf(found, "truncated");
  const overlap = found[0]?.overlap ?? 0;
  return [
    against === "none" || tested === 0
      ? ""
      : t("note.tested", { count: tested, rate: formatShare(falseDiscoveryRate, i18n.language) }),
    truncated > 0 ? t("note.truncated", { count: truncated }) : "",
    overlap > 0 ? t("note.overlap", { count: overlap }) : "",
    isAllProvisional(answer) ? t("note.provisional") : "",
  ]
    .filter(Boolean)
    .join(" ");
}

function sumOf(found: Answer["found"], key: "tested" | "truncated"): number {
  return found.reduce((sum, each) => sum + each[key], 0);
}

function useFiles({ state }: Shown, title: string) {
  const { t } = useTranslation("explore");
  const { today } = useFilter();
  const question = questionOf(state, today);
  return (["xlsx", "csv", "json"] as const).map((format) => ({
    label: format === "xlsx" ? "Excel (XLSX)" : format.toUpperCase(),
    save: () => takeAlong({ question, format, title }, t("export.failed")),
  }));
}
