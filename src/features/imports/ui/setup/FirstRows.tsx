import { useTranslation } from "react-i18next";

import { useNames } from "#web/format/names.ts";
import { formatWallClock } from "#web/format/time.ts";

import classes from "./Setup.module.css";

/** The first responses as they would come in. */
export function FirstRows({
  rows,
  titleOf,
}: {
  rows: readonly Readonly<Record<string, string>>[];
  titleOf: (key: string) => string;
}) {
  const { t, i18n } = useTranslation("imports");
  const names = useNames();
  if (rows.length === 0) return null;
  const label = (key: string) => (key === "time" ? t("role.time") : names.dimension(titleOf(key)));
  const value = (key: string, text: string) =>
    key === "time" ? formatWallClock(text.slice(0, 19), i18n.language) : names.value(key, text);

  return (
    <div>
      <h3>{t("preview.first")}</h3>
      <ol className={classes.rows}>
        {rows.slice(0, 4).map((row, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- rows have no other identity
          <li key={index}>
            <dl>
              {Object.entries(row).map(([key, text]) => (
                <div key={key}>
                  <dt>{label(key)}</dt>
                  <dd>{value(key, text)}</dd>
                </div>
              ))}
            </dl>
          </li>
        ))}
      </ol>
    </div>
  );
}
