import { NativeSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Inspection, Profile } from "#feature/imports/contract";
import { formatCount } from "#web/format/number.ts";

import classes from "./Setup.module.css";

interface FileFactsProps {
  readonly inspection: Inspection;
  /** Saved profiles whose columns this file has. */
  readonly matching: readonly { readonly name: string; readonly profile: Profile }[];
  readonly onProfile: (profile: Profile) => void;
}

/** What the file is, and whether its like was described before. */
export function FileFacts({ inspection, matching, onProfile }: FileFactsProps) {
  const { t, i18n } = useTranslation("imports");
  const { format, encoding, delimiter, rows, columns, sheets } = inspection;
  const count = (value: number) => formatCount(value, i18n.language);
  const delimiters: Readonly<Record<string, string>> = { ",": "comma", ";": "semicolon", "\t": "tab", "|": "bar" };
  const choose = (name: string) =>
    onProfile(matching.find((saved) => saved.name === name)?.profile ?? inspection.suggested);

  return (
    <section className={classes.part}>
      <p className={classes.facts}>
        <span>{t("file.rows", { count: rows, shown: count(rows) })}</span>
        <span>{t("file.columns", { count: columns.length, shown: count(columns.length) })}</span>
        <span>
          {format.toUpperCase()}
          {format === "xlsx" ? "" : `, ${encoding.toUpperCase()}`}
          {delimiter === null ? "" : `, ${t(`file.delimiter.${delimiters[delimiter] ?? "other"}`)}`}
        </span>
        {sheets.length > 1 ? <span>{t("file.sheets", { count: sheets.length })}</span> : null}
      </p>
      {matching.length > 0 ? (
        <NativeSelect
          label={t("file.profile")}
          description={t("file.profileNote")}
          data={[{ value: "", label: t("file.suggested") }, ...matching.map(({ name }) => name)]}
          onChange={(event) => choose(event.target.value)}
        />
      ) : null}
    </section>
  );
}
