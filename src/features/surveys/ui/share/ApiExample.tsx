import { Link } from "@tanstack/react-router";
import { Trans, useTranslation } from "react-i18next";

import type { Definition, Survey } from "#feature/surveys/contract";

import { publicLink } from "./address.ts";
import { CodeBlock } from "./CodeBlock.tsx";
import { curlExample } from "./sample-answers.ts";
import classes from "./Share.module.css";

/** How another system sends an answer to this survey. */
export function ApiExample({ survey, definition }: { survey: Survey; definition: Definition }) {
  const { t } = useTranslation("surveys");
  return (
    <section className={classes.way}>
      <h2>{t("share.api")}</h2>
      <p>
        <Trans t={t} i18nKey="share.apiText" components={{ keys: <Link to="/settings/keys" search={{}} /> }} />
      </p>
      <CodeBlock
        label={t("share.apiCopy")}
        code={curlExample(new URL(publicLink(survey)).origin, survey.slug, definition)}
      />
    </section>
  );
}
