import type { ReactNode } from "react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";

import { productLanguages } from "#kit/language";
import mark from "#web/holos.svg";
import { switchLanguage } from "#web/i18n/i18n.ts";
import { ownName } from "#web/i18n/languages.ts";

import classes from "./Doorway.module.css";

interface DoorwayProps {
  readonly title: string;
  readonly text: string;
  readonly children: ReactNode;
}

/** The calm page before the product: one question, the language to read it in. */
export function Doorway({ title, text, children }: DoorwayProps) {
  const { t, i18n } = useTranslation("access");
  useEffect(() => {
    document.title = `${title} · Holos`;
  }, [title]);

  return (
    <div className={classes.page}>
      <header className={classes.head}>
        <img src={mark} alt="" width={30} height={30} />
        <span>Holos</span>
      </header>
      <main className={classes.main}>
        <h1>{title}</h1>
        <p>{text}</p>
        {children}
      </main>
      <nav className={classes.languages} aria-label={t("door.language")}>
        {productLanguages.map((language) => (
          <button
            key={language}
            type="button"
            lang={language}
            aria-pressed={i18n.language === language}
            onClick={() => void switchLanguage(language)}
          >
            {ownName(language)}
          </button>
        ))}
      </nav>
    </div>
  );
}
