import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { Inspection, Profile } from "#feature/imports/contract";

import { roleOf } from "../profile-edit.ts";
import { ColumnRow } from "./ColumnRow.tsx";
import classes from "./Setup.module.css";

interface ColumnListProps {
  readonly inspection: Inspection;
  readonly profile: Profile;
  readonly onChange: (profile: Profile) => void;
}

/** Every column with what it is used as; columns left out stand apart when there are many. */
export function ColumnList({ inspection: { columns, suggested }, profile, onChange }: ColumnListProps) {
  const { t } = useTranslation("imports");
  const [isAll, setAll] = useState(columns.length <= fewColumns);
  const [words, setWords] = useState("");
  const isUsed = (name: string) => roleOf(profile, name) !== "leave-out" || roleOf(suggested, name) !== "leave-out";
  const found = columns.filter(({ name }) => name.toLowerCase().includes(words.trim().toLowerCase()));
  const shown = isAll || words.trim() !== "" ? found : found.filter(({ name }) => isUsed(name));
  const hidden = found.length - shown.length;

  return (
    <section className={classes.part}>
      <h2>{t("columns.title")}</h2>
      {columns.length > fewColumns ? (
        <input
          type="search"
          className={classes.search}
          aria-label={t("columns.find")}
          placeholder={t("columns.find")}
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
      ) : null}
      <ul className={classes.columns}>
        {shown.map((column) => (
          <ColumnRow key={column.name} column={column} profile={profile} onChange={onChange} />
        ))}
      </ul>
      {hidden > 0 ? (
        <Button variant="default" onClick={() => setAll(true)}>
          {t("columns.more", { count: hidden })}
        </Button>
      ) : null}
      {shown.length === 0 ? <p className={classes.note}>{t("columns.none")}</p> : null}
    </section>
  );
}

const fewColumns = 25;
