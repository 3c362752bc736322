import { NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { Profile } from "#feature/imports/contract";
import { formatCount } from "#web/format/number.ts";

import type { Column } from "../profile-edit.ts";
import { mappedPart, meaningOf, withMeaning, type Meaning } from "../value-edit.ts";
import classes from "./Setup.module.css";

interface ValueListProps {
  readonly column: Column;
  readonly profile: Profile;
  readonly onChange: (profile: Profile) => void;
}

const first = 15;

/** Each text of a column with how often it occurs and what it counts as: "11 = no answer", "Excellent = 10". */
export function ValueList({ column, profile, onChange }: ValueListProps) {
  const { t } = useTranslation("imports");
  const [isWhole, setWhole] = useState(false);
  const part = mappedPart(profile, column.name);
  if (part === undefined || column.values.length === 0) return null;
  const mapped = column.values.filter(({ text }) => meaningOf(part, text).is !== "itself").length;
  return (
    <details className={classes.values}>
      <summary>
        {t("values.title", { count: column.values.length })}
        {mapped === 0 ? null : ` · ${t("values.mapped", { count: mapped })}`}
      </summary>
      <ul>
        {column.values.slice(0, isWhole ? undefined : first).map(({ text, count }) => (
          <ValueRow
            key={text}
            text={text}
            count={count}
            meaning={meaningOf(part, text)}
            onMeaning={(meaning) => onChange(withMeaning(profile, column.name, text, meaning))}
          />
        ))}
      </ul>
      {column.values.length > first && !isWhole ? (
        <button type="button" className={classes.more} onClick={() => setWhole(true)}>
          {t("values.more", { count: column.values.length - first })}
        </button>
      ) : null}
    </details>
  );
}

interface ValueRowProps {
  readonly text: string;
  readonly count: number;
  readonly meaning: Meaning;
  readonly onMeaning: (meaning: Meaning) => void;
}

function ValueRow({ text, count, meaning, onMeaning }: ValueRowProps) {
  const { t, i18n } = useTranslation("imports");
  const [isOther, setOther] = useState(meaning.is === "other");
  const [as, setAs] = useState(meaning.is === "other" ? meaning.as : "");
  const choose = (is: string) => {
    setOther(is === "other");
    if (is === "itself" || is === "nothing") onMeaning({ is });
  };
  const settle = () => onMeaning(as.trim() === "" ? { is: "itself" } : { is: "other", as: as.trim() });
  return (
    <li>
      <span className={classes.value}>{text}</span>
      <span className="tabular">{formatCount(count, i18n.language)}</span>
      <NativeSelect
        aria-label={t("values.meaning", { text })}
        value={isOther ? "other" : meaning.is}
        data={(["itself", "nothing", "other"] as const).map((value) => ({ value, label: t(`values.${value}`) }))}
        onChange={({ target }) => choose(target.value)}
      />
      {isOther ? (
        <TextInput
          aria-label={t("values.as", { text })}
          placeholder={t("values.asExample")}
          value={as}
          onChange={({ target }) => setAs(target.value)}
          onBlur={settle}
          onKeyDown={({ key }) => key === "Enter" && settle()}
        />
      ) : null}
    </li>
  );
}
