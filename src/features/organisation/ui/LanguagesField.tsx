import { NativeSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";

import form from "#web/design/Form.module.css";
import { languageName } from "#web/format/names.ts";

const offered = [
  "uk",
  "ru",
  "en",
  "pl",
  "de",
  "fr",
  "es",
  "it",
  "pt",
  "tr",
  "ka",
  "hy",
  "az",
  "kk",
  "uz",
  "ro",
  "ar",
  "he",
];

interface LanguagesFieldProps {
  readonly languages: readonly string[];
  readonly first: string;
  readonly onChange: (languages: string[], first: string) => void;
}

/** The languages the organisation asks its people in, and which one comes first. */
export function LanguagesField({ languages, first, onChange }: LanguagesFieldProps) {
  const { t, i18n } = useTranslation("organisation");
  const named = (tag: string): string => languageName(tag, i18n.language);
  const all = [...new Set([...languages, ...offered])];
  const toggle = (tag: string) => {
    const next = languages.includes(tag) ? languages.filter((other) => other !== tag) : [...languages, tag];
    if (next.length > 0) onChange(next, next.includes(first) ? first : (next[0] ?? first));
  };

  return (
    <div className={form.section}>
      <div role="group" aria-label={t("languages.label")}>
        <span style={{ fontSize: 14, fontWeight: 500 }}>{t("languages.label")}</span>
        <p className={form.note}>{t("languages.note")}</p>
        <div style={{ display: "grid", gridTemplateColumns: "repeat(auto-fill, minmax(150px, 1fr))" }}>
          {all.map((tag) => (
            <label key={tag} style={{ display: "flex", alignItems: "center", gap: 10, minHeight: "var(--touch)" }}>
              <input
                type="checkbox"
                checked={languages.includes(tag)}
                style={{ width: 16, height: 16, accentColor: "var(--accent)" }}
                onChange={() => toggle(tag)}
              />
              {named(tag)}
            </label>
          ))}
        </div>
      </div>
      <NativeSelect
        label={t("languages.first")}
        description={t("languages.firstNote")}
        value={first}
        data={languages.map((tag) => ({ value: tag, label: named(tag) }))}
        onChange={(event) => onChange([...languages], event.target.value)}
      />
    </div>
  );
}
