import { useDeferredValue, useMemo, useState } from "react";

import { PageHead } from "#web/design/PageHead.tsx";

import classes from "../Pain.module.css";
import { useMapWords, type MapWords } from "../words.ts";
import styles from "./Readability.module.css";
import { guessedLanguage, readabilityOf, type Readability, type ReadLanguage } from "./readability.ts";

const languages = ["en", "ru", "uk"] as const satisfies readonly ReadLanguage[];

/** How hard a contract, a letter or a template is to read (R125). The text stays in the browser. */
export function ReadabilityPage() {
  const words = useMapWords();
  const { t } = words;
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState<ReadLanguage | null>(null);
  const read = useDeferredValue(text);
  const language = chosen ?? guessedLanguage(read);
  const found = useMemo(() => readabilityOf(read, language), [read, language]);
  return (
    <>
      <PageHead
        title={t("document.title")}
        answer={read.trim() === "" ? t("document.empty") : sentenceOf(found, words)}
      />
      <div className={styles.page}>
        <div className={styles.form}>
          <label htmlFor="document-text">{t("document.text")}</label>
          <textarea
            id="document-text"
            rows={14}
            maxLength={500_000}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
          <label className={classes.check}>
            {t("document.language")}
            <select
              className={classes.select}
              value={language}
              onChange={(event) => setChosen(languages.find((one) => one === event.target.value) ?? null)}
            >
              {languages.map((one) => (
                <option key={one} value={one}>
                  {t(`document.language-${one}`)}
                </option>
              ))}
            </select>
          </label>
          <p className={classes.note}>{t("document.private")}</p>
        </div>
        {found.words === 0 ? null : <Found found={found} words={words} />}
      </div>
      <section className={classes.section} aria-label={t("web:chart.how")}>
        <h2>{t("document.method")}</h2>
        <p className={classes.note}>{t(`document.formula-${language}`)}</p>
        <p className={classes.note}>{t("document.limits")}</p>
      </section>
    </>
  );
}

function sentenceOf({ figure, words: count, sentences }: Readability, words: MapWords): string {
  if (figure === null) return `${words.t("document.few", { count })}.`;
  const long = sentences.filter(({ mark }) => mark !== "plain").length;
  const value = words.number(figure.value, 0);
  const said = words.t(`document.said-${figure.formula}`, { value, band: words.t(`document.band-${figure.band}`) });
  return `${said}; ${words.t("document.long", { count: long, all: words.count(sentences.length) })}.`;
}

/** What the figure is made of, and the sentences that make it so. */
function Found({ found, words }: { found: Readability; words: MapWords }) {
  const { t, number, count } = words;
  const { wordsPerSentence, syllablesPerWord, longWords } = found;
  const lines: readonly (readonly [string, string])[] = [
    ["words", count(found.words)],
    ["sentences", count(found.sentences.length)],
    ["perSentence", number(wordsPerSentence)],
    ...(syllablesPerWord === null ? [] : [["perWord", number(syllablesPerWord, 2)] as const]),
    ["longWords", words.percent(longWords)],
  ];
  return (
    <div className={styles.found}>
      <dl className={styles.facts}>
        {lines.map(([key, value]) => (
          <div key={key}>
            <dt>{t(`document.${key}`)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <h2>{t("document.marked")}</h2>
      <p className={styles.marked}>
        {found.sentences.slice(0, 400).map(({ text, mark, words: length }, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- sentences may repeat, and have no identity but their place
          <span key={index} data-mark={mark}>
            {text}
            {mark === "plain" ? null : <small> {t("document.wordsOf", { count: length })}</small>}{" "}
          </span>
        ))}
      </p>
    </div>
  );
}
