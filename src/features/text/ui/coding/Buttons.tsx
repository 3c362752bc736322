import { IconArrowBackUp, IconArrowRight, IconCheck, IconCircleOff } from "@tabler/icons-react";

import { useThemeWords } from "../words.ts";
import classes from "./Coding.module.css";
import type { Coding } from "./use-queue.ts";

/** What ends a comment, large enough for a thumb. */
export function Buttons({ coding, onAccept }: { coding: Coding; onAccept: () => void }) {
  const { t } = useThemeWords();
  const isOff = coding.queue.texts.length === 0;
  return (
    <div className={classes.buttons}>
      <button type="button" onClick={coding.back}>
        <IconArrowBackUp size={19} aria-hidden />
        {t("coding.back")}
      </button>
      <button type="button" disabled={isOff} onClick={coding.skip}>
        <IconArrowRight size={19} aria-hidden />
        {t("coding.skip")}
      </button>
      <button type="button" disabled={isOff} onClick={() => coding.accept([])}>
        <IconCircleOff size={19} aria-hidden />
        {t("coding.nothing")}
      </button>
      <button type="button" disabled={isOff} data-main onClick={onAccept}>
        <IconCheck size={19} aria-hidden />
        {t("coding.accept")}
      </button>
    </div>
  );
}
