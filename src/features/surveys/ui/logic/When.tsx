import { IconArrowRampRight } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import type { Condition } from "#kit/condition";

import { useEditor } from "../draft/editor.ts";
import classes from "../words/Words.module.css";
import { conditionInWords } from "./condition-words.ts";

/** To whom a part is shown; nothing when it is everybody. */
export function When({ condition }: { condition: Condition | undefined }) {
  const { t, i18n } = useTranslation("surveys");
  const { definition } = useEditor();
  if (condition === undefined) return null;
  return (
    <span className={classes.when}>
      <IconArrowRampRight size={15} aria-hidden />
      {t("when.shown", { condition: conditionInWords(condition, { definition, language: i18n.language, t }) })}
    </span>
  );
}
