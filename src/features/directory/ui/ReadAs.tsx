import { NativeSelect, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";

import type { DirectoryInspection } from "#feature/directory/contract";

import classes from "./Directory.module.css";

/** How a file is read where that is not left to be found out. */
export interface Reading {
  readonly encoding?: string | undefined;
  readonly delimiter?: string | undefined;
  readonly sheet?: string | undefined;
  readonly headerRow?: number | undefined;
}

interface ReadAsProps {
  /** Undefined while the file cannot be read at all. */
  readonly seen: DirectoryInspection | undefined;
  readonly reading: Reading;
  readonly onRead: (reading: Reading) => void;
}

const delimiters = { ",": "comma", ";": "semicolon", "\t": "tab", "|": "bar" } as const;
const encodings = ["utf-8", "windows-1251", "koi8-r", "windows-1252", "utf-16le", "utf-16be"];

/** What the file is taken for, and a way to have it read otherwise. */
export function ReadAs({ seen, reading, onRead }: ReadAsProps) {
  const { t } = useTranslation("directory");
  const change = (next: Reading) => onRead({ ...reading, ...next });
  const chosen = (text: string) => (text === "" ? undefined : text);
  return (
    <details className={classes.readAs} open={seen === undefined ? true : undefined}>
      <summary>{t("read.otherwise")}</summary>
      <div className={classes.fields}>
        {seen?.format === "xlsx" ? (
          <NativeSelect
            label={t("read.sheet")}
            data={[{ value: "", label: t("read.firstSheet") }, ...seen.sheets]}
            value={reading.sheet ?? ""}
            onChange={({ target }) => change({ sheet: chosen(target.value) })}
          />
        ) : (
          <>
            <NativeSelect
              label={t("read.encoding")}
              data={[
                { value: "", label: withFound(t("read.detected"), seen?.encoding.toUpperCase()) },
                ...encodings.map((value) => ({ value, label: value.toUpperCase() })),
              ]}
              value={reading.encoding ?? ""}
              onChange={({ target }) => change({ encoding: chosen(target.value) })}
            />
            <NativeSelect
              label={t("read.delimiter")}
              data={[
                { value: "", label: t("read.detected") },
                ...Object.entries(delimiters).map(([value, name]) => ({ value, label: t(`read.delimiter.${name}`) })),
              ]}
              value={reading.delimiter ?? ""}
              onChange={({ target }) => change({ delimiter: chosen(target.value) })}
            />
          </>
        )}
        <TextInput
          type="number"
          label={t("read.headerRow")}
          min={1}
          max={100}
          value={reading.headerRow ?? 1}
          onChange={({ target }) => change({ headerRow: rowIn(target.value) })}
        />
      </div>
    </details>
  );
}

function withFound(text: string, found: string | undefined): string {
  return found === undefined ? text : `${text}: ${found}`;
}

function rowIn(text: string): number {
  return Math.min(100, Math.max(1, Math.trunc(Number(text))));
}
