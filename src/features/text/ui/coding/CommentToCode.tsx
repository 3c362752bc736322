import { formatWallClock } from "#web/format/time.ts";

import type { TextToCode } from "../../contract.ts";
import { MarkedText } from "../MarkedText.tsx";
import { useThemeWords } from "../words.ts";
import classes from "./Coding.module.css";

/** The comment in hand: what was asked, the words, the score, when. */
export function CommentToCode({ text, nameOf }: { text: TextToCode; nameOf: (code: string) => string }) {
  const { t, language, number } = useThemeWords();
  const { score } = text;
  return (
    <article className={classes.comment} lang={text.language} aria-live="polite">
      <p className={classes.asked}>{text.title}</p>
      <blockquote data-long={text.text.length > 600}>
        <MarkedText text={text.text} hits={text.hits} nameOf={nameOf} />
      </blockquote>
      <p className={classes.asked}>
        {score === null ? null : <span>{t("coding.score", { score: number(score.value, 0) })}</span>}
        <span>{formatWallClock(text.answeredAt, language)}</span>
      </p>
    </article>
  );
}
