import { useTranslation } from "react-i18next";

import { useEditor } from "./editor.ts";
import { When } from "./When.tsx";
import { WordField } from "./WordField.tsx";
import classes from "./Words.module.css";

/** What people see after the last question: the first ending that fits their answers. */
export function EndingsEditor() {
  const { t } = useTranslation("surveys");
  const { definition, lookAt } = useEditor();
  return definition.endings.map(({ key, condition, text, link }, index) => (
    <section key={key} className={classes.part} onFocus={() => lookAt({ ending: key })}>
      <header className={classes.partHead}>
        <h2>{t("words.ending")}</h2>
        {condition === undefined ? (
          <span className={classes.when}>{t(definition.endings.length > 1 ? "when.otherwise" : "when.everybody")}</span>
        ) : (
          <When condition={condition} />
        )}
      </header>
      <WordField label={t("words.endingTitle")} path={`endings.${index}.title`} />
      <WordField label={t("words.endingText")} path={`endings.${index}.text`} optional={text === undefined} />
      {link === undefined ? null : <WordField label={t("words.endingLink")} path={`endings.${index}.link.label`} />}
    </section>
  ));
}
