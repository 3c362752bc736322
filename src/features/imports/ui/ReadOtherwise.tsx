import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { delimiters, encodings, type Reading } from "./setup/FileFacts.tsx";
import classes from "./setup/Setup.module.css";

/** A file that cannot be read as detected is read as one says. */
export function ReadOtherwise({ onRetry }: { onRetry: (wish: Reading) => void }) {
  const { t } = useTranslation("imports");
  const [wish, setWish] = useState<Reading>({});
  const change = (next: Reading) => setWish({ ...wish, ...next });
  return (
    <section className={classes.part} aria-label={t("file.otherwise")}>
      <h3>{t("file.otherwise")}</h3>
      <div className={classes.fields}>
        <NativeSelect
          label={t("file.encoding")}
          data={[{ value: "", label: t("file.detected") }, ...encodings]}
          value={wish.encoding ?? ""}
          onChange={({ target }) => change({ encoding: target.value === "" ? undefined : target.value })}
        />
        <NativeSelect
          label={t("file.delimiterLabel")}
          data={[
            { value: "", label: t("file.detected") },
            ...Object.entries(delimiters).map(([value, name]) => ({ value, label: t(`file.delimiter.${name}`) })),
          ]}
          value={wish.delimiter ?? ""}
          onChange={({ target }) => change({ delimiter: target.value === "" ? undefined : target.value })}
        />
        <TextInput
          type="number"
          label={t("file.headerRow")}
          min={1}
          max={100}
          value={wish.headerRow ?? 1}
          onChange={({ target }) => change({ headerRow: Math.min(100, Math.max(1, Math.trunc(Number(target.value)))) })}
        />
      </div>
      <div>
        <Button variant="default" onClick={() => onRetry(wish)}>
          {t("web:action.retry")}
        </Button>
      </div>
    </section>
  );
}
