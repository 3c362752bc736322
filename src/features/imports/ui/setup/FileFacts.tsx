import { NativeSelect, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { Inspection, Profile } from "#feature/imports/contract";
import { formatCount } from "#web/format/number.ts";

import classes from "./Setup.module.css";

/** How to read the file where it is not left to be found out. */
export type Reading = Partial<Profile["file"]>;

interface FileFactsProps {
  readonly inspection: Inspection;
  readonly reading: Reading;
  readonly onReading: (reading: Reading) => void;
}

/** Signs between cells, by name. */
export const delimiters = { ",": "comma", ";": "semicolon", "\t": "tab", "|": "bar" } as const;
/** Encodings that files of the region come in. */
export const encodings = ["utf-8", "windows-1251", "koi8-r", "windows-1252", "utf-16le", "utf-16be"];

/** What the file is, and a way to have it read otherwise. */
export function FileFacts({ inspection, reading, onReading }: FileFactsProps) {
  const { t, i18n } = useTranslation("imports");
  const { format, encoding, delimiter, rows, columns, sheets } = inspection;
  const count = (value: number) => formatCount(value, i18n.language);
  const wish = (next: Reading) => onReading({ ...reading, ...next });
  const delimiterName = (sign: string) =>
    sign in delimiters ? t(`file.delimiter.${delimiters[sign as ","]}`) : t("file.delimiter.other");

  return (
    <section className={classes.file}>
      <p className={classes.facts}>
        <span>{t("file.rows", { count: rows, shown: count(rows) })}</span>
        <span>{t("file.columns", { count: columns.length, shown: count(columns.length) })}</span>
        <span>
          {format.toUpperCase()}
          {format === "xlsx" ? "" : `, ${encoding.toUpperCase()}`}
          {delimiter === null ? "" : `, ${delimiterName(delimiter)}`}
        </span>
      </p>
      <details>
        <summary>{t("file.otherwise")}</summary>
        <div className={classes.fields}>
          {format === "xlsx" ? (
            <NativeSelect
              label={t("file.sheet")}
              data={[{ value: "", label: t("file.firstSheet") }, ...sheets]}
              value={reading.sheet ?? ""}
              onChange={({ target }) => wish({ sheet: target.value })}
            />
          ) : (
            <>
              <NativeSelect
                label={t("file.encoding")}
                data={[...new Set([encoding, ...encodings])].map((value) => ({ value, label: value.toUpperCase() }))}
                value={encoding}
                onChange={({ target }) => wish({ encoding: target.value })}
              />
              <NativeSelect
                label={t("file.delimiterLabel")}
                data={Object.keys(delimiters).map((value) => ({ value, label: delimiterName(value) }))}
                value={delimiter ?? ","}
                onChange={({ target }) => wish({ delimiter: target.value })}
              />
            </>
          )}
          <TextInput
            type="number"
            label={t("file.headerRow")}
            min={1}
            max={100}
            value={reading.headerRow ?? 1}
            onChange={({ target }) => wish({ headerRow: Math.min(100, Math.max(1, Math.trunc(Number(target.value)))) })}
          />
        </div>
      </details>
    </section>
  );
}
