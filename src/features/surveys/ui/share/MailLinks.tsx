import { useTranslation } from "react-i18next";

import type { Definition } from "#feature/surveys/contract";
import { textIn } from "#kit/language";

import type { Carried } from "./address.ts";
import { CodeBlock } from "./CodeBlock.tsx";
import { mailHtml, mailQuestion, stepLinks } from "./mail-snippet.ts";
import classes from "./Share.module.css";

interface MailLinksProps {
  readonly definition: Definition;
  readonly link: string;
  readonly carried: Carried;
}

/** The first question as links for a mail: a press opens the survey with the score chosen, only Send records it. */
export function MailLinks({ definition, link, carried }: MailLinksProps) {
  const { t, i18n } = useTranslation("surveys");
  const question = mailQuestion(definition);
  if (question === undefined) return null;

  const given = carried["lang"] ?? "";
  const language =
    given === "" ? (question.title[i18n.language] === undefined ? definition.defaultLanguage : i18n.language) : given;
  const links = stepLinks(question, link, { channel: "email", ...withoutBlanks(carried), lang: language });
  return (
    <section className={classes.way}>
      <h2>{t("share.mail")}</h2>
      <p>{t("share.mailText")}</p>
      <div className={classes.mail}>
        <strong lang={language}>{textIn(question.title, language)}</strong>
        <span className={classes.mailSteps}>
          {links.map(({ step, href }) => (
            <a key={step} href={href} target="_blank" rel="noreferrer">
              {step}
            </a>
          ))}
        </span>
        <span className={classes.mailEnds} lang={language}>
          <span>{textIn(question.lowLabel, language)}</span>
          <span>{textIn(question.highLabel, language)}</span>
        </span>
      </div>
      <CodeBlock label={t("share.mailHtml")} code={mailHtml(question, { language, links })} />
    </section>
  );
}

function withoutBlanks(carried: Carried): Carried {
  return Object.fromEntries(Object.entries(carried).filter(([, value]) => value.trim() !== ""));
}
