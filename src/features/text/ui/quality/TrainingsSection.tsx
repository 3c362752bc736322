import { DataTable } from "#web/design/DataTable.tsx";
import { formatInstant } from "#web/format/time.ts";

import type { Quality } from "../../contract.ts";
import classes from "../Themes.module.css";
import { useThemeWords } from "../words.ts";

/** What the machine learned, and when. */
export function TrainingsSection({ quality: { trainings } }: { quality: Quality }) {
  const { t, count, number, language } = useThemeWords();
  if (trainings.length === 0) return null;
  return (
    <section className={classes.section}>
      <h2>{t("trainings.title")}</h2>
      <DataTable
        caption={t("trainings.title")}
        rows={trainings}
        rowKey={({ version }) => String(version)}
        columns={[
          { key: "at", label: t("trainings.at"), render: ({ trainedAt }) => formatInstant(trainedAt, language) },
          { key: "n", label: t("trainings.n"), numeric: true, render: ({ n }) => count(n) },
          {
            key: "f1",
            label: t("trainings.f1"),
            numeric: true,
            render: ({ macroF1 }) => (macroF1 === null ? t("quality.notYet") : number(macroF1)),
          },
          {
            key: "automatic",
            label: t("trainings.automatic"),
            numeric: true,
            render: ({ automaticCodes }) => count(automaticCodes),
          },
        ]}
      />
    </section>
  );
}
