import { useTranslation } from "react-i18next";

import { productLanguages } from "#kit/language";
import form from "#web/design/Form.module.css";
import { languageName } from "#web/format/names.ts";

interface AskedLanguagesProps {
  readonly languages: readonly string[];
  readonly onChange: (languages: string[]) => void;
}

/** Languages the organisation asks its people in; those that ready surveys have, more of them in the settings. */
export function AskedLanguages({ languages, onChange }: AskedLanguagesProps) {
  const { t, i18n } = useTranslation("access");
  const toggle = (tag: string) => {
    const next = languages.includes(tag) ? languages.filter((other) => other !== tag) : [...languages, tag];
    if (next.length > 0) onChange(next);
  };
  return (
    <div role="group" aria-label={t("setup.languages")}>
      <span style={{ fontSize: 14, fontWeight: 500 }}>{t("setup.languages")}</span>
      <p className={form.note}>{t("setup.languagesNote")}</p>
      <div style={{ display: "flex", flexWrap: "wrap", columnGap: 24 }}>
        {productLanguages.map((tag) => (
          <label key={tag} style={{ display: "flex", alignItems: "center", gap: 10, minHeight: "var(--touch)" }}>
            <input
              type="checkbox"
              checked={languages.includes(tag)}
              style={{ width: 16, height: 16, accentColor: "var(--accent)" }}
              onChange={() => toggle(tag)}
            />
            {languageName(tag, i18n.language)}
          </label>
        ))}
      </div>
    </div>
  );
}
