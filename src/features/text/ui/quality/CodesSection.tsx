import { Link } from "@tanstack/react-router";
import { useState } from "react";

import { ChartFrame } from "#web/design/ChartFrame.tsx";
import type { TableModel } from "#web/design/table-model.ts";
import { Whisker } from "#web/design/Whisker.tsx";

import type { Quality } from "../../contract.ts";
import { partsOf } from "../sides.ts";
import classes from "../Themes.module.css";
import { useThemeWords, type ThemeWords } from "../words.ts";
import { drawQuality } from "./draw-quality.ts";
import styles from "./Quality.module.css";
import { rulingOf } from "./ruling.ts";

type CodeQuality = Quality["codes"][number];
const whole = { low: 0, high: 1 } as const;
const firstShown = 15;

/** Each side of each theme: precision and recall with their intervals, and whether the machine gives it by itself. */
export function CodesSection({ quality }: { quality: Quality }) {
  const words = useThemeWords();
  const { t, count } = words;
  const [isAll, setAll] = useState(false);
  const codes = quality.codes.toSorted((a, b) => b.n - a.n);
  const shown = isAll ? codes : codes.slice(0, firstShown);
  const automatic = codes.filter((one) => one.automatic !== null).length;
  const title = t("quality.codes", { count: automatic, n: count(automatic), of: count(codes.length) });
  const note = t("quality.codesNote", { n: count(quality.n), folds: quality.folds });
  return (
    <ChartFrame
      title={title}
      note={note}
      methods={["coderQuality"]}
      table={tableOf(codes, words)}
      draw={() => drawQuality(shown, { title, caption: note, words })}
    >
      <table className={styles.table}>
        <caption className="unseen">{title}</caption>
        <thead>
          <tr>
            <th scope="col">{t("column.theme")}</th>
            <th scope="col">{t("quality.precision")}</th>
            <th scope="col">{t("quality.recall")}</th>
            <th scope="col" className={styles.number}>
              n
            </th>
            <th scope="col">{t("quality.byItself")}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((one) => (
            <CodeLine key={one.code} code={one} words={words} />
          ))}
        </tbody>
      </table>
      {codes.length > shown.length ? (
        <button type="button" className={classes.more} onClick={() => setAll(true)}>
          {t("more", { n: count(codes.length - shown.length) })}
        </button>
      ) : null}
      <TooRare quality={quality} />
    </ChartFrame>
  );
}

function CodeLine({ code: one, words }: { code: CodeQuality; words: ThemeWords }) {
  const { t, count, share } = words;
  const { theme, side } = partsOf(one.code);
  const ruling = rulingOf(one);
  return (
    <tr>
      <th scope="row">
        <Link to="/themes/theme/$key" params={{ key: theme }}>
          {one.name}
        </Link>
        <small>{t(`side.${side}`)}</small>
      </th>
      {(["precision", "recall"] as const).map((what) => (
        <td key={what} data-label={t(`quality.${what}`)} className={styles.whisker}>
          <Measure figure={one[what]} what={what} words={words} />
        </td>
      ))}
      <td className={styles.number} data-label="n">
        {count(one.n)}
      </td>
      <td data-label={t("quality.byItself")} className={styles.ruling} data-ruling={ruling}>
        {t(`ruling.${ruling}`, { share: one.threshold === null ? "" : share(one.threshold) })}
      </td>
    </tr>
  );
}

function Measure({
  figure,
  what,
  words,
}: {
  figure: CodeQuality["precision"];
  what: "precision" | "recall";
  words: ThemeWords;
}) {
  if (figure === null) return <small>{words.t("quality.noFigure")}</small>;
  return (
    <>
      <Whisker
        value={figure.value}
        interval={figure.interval}
        domain={whole}
        reference={what === "precision" ? 0.9 : undefined}
      />
      <span>
        {words.share(figure.value)} <small>({words.range(figure.interval)})</small>
      </span>
    </>
  );
}

function TooRare({ quality: { tooRare } }: { quality: Quality }) {
  const { t, count } = useThemeWords();
  if (tooRare.length === 0) return null;
  const names = tooRare.map(({ name, n }) => `${name} (${count(n)})`).join(", ");
  return (
    <details className={styles.rare}>
      <summary>{t("quality.tooRare", { count: tooRare.length, n: count(tooRare.length) })}</summary>
      <p>{names}</p>
    </details>
  );
}

function tableOf(codes: readonly CodeQuality[], { t }: ThemeWords): TableModel {
  const shares = ["quality.precision", "quality.recall"].flatMap((key) =>
    ["", ` · ${t("column.low")}`, ` · ${t("column.high")}`].map((end) => ({ label: `${t(key)}${end}`, numeric: true })),
  );
  const three = (figure: CodeQuality["precision"]) =>
    figure === null ? [null, null, null] : [figure.value, figure.interval.low, figure.interval.high];
  return {
    columns: [
      { label: t("column.theme"), numeric: false },
      { label: t("column.side"), numeric: false },
      { label: "n", numeric: true },
      ...shares,
      { label: t("quality.threshold"), numeric: true },
      { label: t("quality.patternPrecision"), numeric: true },
      { label: t("quality.patternRecall"), numeric: true },
    ],
    rows: codes.map((one) => [
      one.name,
      t(`side.${partsOf(one.code).side}`),
      one.n,
      ...three(one.precision),
      ...three(one.recall),
      one.threshold,
      one.patterns.precision?.value ?? null,
      one.patterns.recall?.value ?? null,
    ]),
  };
}
