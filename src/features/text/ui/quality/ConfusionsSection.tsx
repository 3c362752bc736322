import { DataTable } from "#web/design/DataTable.tsx";

import type { Quality } from "../../contract.ts";
import { partsOf } from "../sides.ts";
import classes from "../Themes.module.css";
import { useThemeWords } from "../words.ts";

/** What the machine takes for what. */
export function ConfusionsSection({ quality: { confusions } }: { quality: Quality }) {
  const { t, count } = useThemeWords();
  if (confusions.length === 0) return null;
  const said = ({ code, name }: { readonly code: string; readonly name: string }) => (
    <>
      {name} <small>{t(`side.${partsOf(code).side}`)}</small>
    </>
  );
  return (
    <section className={classes.section}>
      <h2>{t("confusion.title")}</h2>
      <p className={classes.note}>{t("confusion.text")}</p>
      <DataTable
        caption={t("confusion.title")}
        rows={confusions}
        rowKey={({ given, wanted }) => `${given.code} ${wanted?.code}`}
        columns={[
          { key: "given", label: t("confusion.given"), render: ({ given }) => said(given) },
          {
            key: "wanted",
            label: t("confusion.wanted"),
            render: ({ wanted }) => (wanted === null ? t("confusion.nothing") : said(wanted)),
          },
          { key: "n", label: t("confusion.n"), numeric: true, render: ({ n }) => count(n) },
        ]}
      />
    </section>
  );
}
