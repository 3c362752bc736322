import { Menu, NativeSelect, SegmentedControl } from "@mantine/core";
import { IconLanguage, IconPlus } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { productLanguages } from "#kit/language";
import { useSettings } from "#web/api/queries.ts";
import { languageName } from "#web/format/names.ts";

import { blanksIn } from "../check/concerns.ts";
import { useEditor } from "../draft/editor.ts";
import { withLanguage, withoutLanguage, withTranslationState } from "../words/editing.ts";
import classes from "../words/Words.module.css";

interface LanguageBarProps {
  readonly chosen: string;
  readonly onChoose: (language: string) => void;
}

const translationStates = ["draft", "review", "approved"] as const;

/** Which language to write in, how complete each is, and whether respondents are offered it. */
export function LanguageBar({ chosen, onChoose }: LanguageBarProps) {
  const { t, i18n } = useTranslation("surveys");
  const { definition } = useEditor();
  const label = (language: string) => {
    const missing = blanksIn(definition, language).length;
    return (
      <span className={classes.language}>
        <span className={classes.languageName}>{languageName(language, i18n.language)}</span>
        {missing === 0 ? null : (
          <span className={classes.count} title={t("words.missingCount", { count: missing })}>
            {missing}
            <span className="unseen">{t("words.missingCount", { count: missing })}</span>
          </span>
        )}
      </span>
    );
  };
  return (
    <div className={classes.languages}>
      <SegmentedControl
        aria-label={t("words.language")}
        value={chosen}
        onChange={onChoose}
        data={definition.languages.map((value) => ({ value, label: label(value) }))}
      />
      <LanguageMenu chosen={chosen} onChoose={onChoose} />
      {chosen === definition.defaultLanguage ? null : <OfferState language={chosen} />}
    </div>
  );
}

function OfferState({ language }: { language: string }) {
  const { t } = useTranslation("surveys");
  const { definition, change, mayWrite } = useEditor();
  return (
    <NativeSelect
      aria-label={t("words.offer")}
      disabled={!mayWrite}
      value={definition.translations[language] ?? "auto"}
      onChange={(event) => {
        const state = translationStates.find((each) => each === event.target.value);
        change((now) => withTranslationState(now, language, state));
      }}
      data={["auto", ...translationStates].map((value) => ({ value, label: t(`offer.${value}`) }))}
    />
  );
}

function LanguageMenu({ chosen, onChoose }: LanguageBarProps) {
  const { t, i18n } = useTranslation("surveys");
  const { definition, change, mayWrite } = useEditor();
  const own = useSettings()?.languages ?? [];
  const addable = [...new Set([...own, ...productLanguages])].filter((each) => !definition.languages.includes(each));
  const removable = definition.languages.filter((each) => each !== definition.defaultLanguage);
  if (!mayWrite || addable.length + removable.length === 0) return null;

  const remove = (language: string) => {
    if (chosen === language) onChoose(definition.defaultLanguage);
    change((now) => withoutLanguage(now, language));
  };
  return (
    <Menu position="bottom-start" withinPortal={false} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <button type="button" className={classes.iconButton} aria-label={t("words.languages")}>
          <IconLanguage size={19} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {addable.map((language) => (
          <Menu.Item
            key={language}
            leftSection={<IconPlus size={15} />}
            onClick={() => [change((now) => withLanguage(now, language)), onChoose(language)]}
          >
            {t("words.addLanguage", { language: languageName(language, i18n.language) })}
          </Menu.Item>
        ))}
        {removable.map((language) => (
          <Menu.Item key={language} onClick={() => remove(language)}>
            {t("words.removeLanguage", { language: languageName(language, i18n.language) })}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
