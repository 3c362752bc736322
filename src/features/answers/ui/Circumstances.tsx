import { IconHelpHexagon } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { Response } from "#feature/answers/contract";
import { useNames, type Names } from "#web/format/names.ts";
import { formatNumber } from "#web/format/number.ts";
import { formatWallClock } from "#web/format/time.ts";

import classes from "./AnswerPanel.module.css";

/** When, where and through what the answer came; codes that nobody has named are marked. */
export function Circumstances({ response }: { response: Response }) {
  const { t, i18n } = useTranslation("answers");
  const names = useNames();
  const facts: readonly (readonly [string, ReactNode])[] = [
    [t("when"), formatWallClock(response.localTime, i18n.language)],
    [t("state"), t(`state-${response.state}`)],
    [names.dimension("programme"), names.programme(response.programme)],
    [names.dimension("source"), names.value("source", response.source)],
    ...(response.language === null ? [] : [languageFact(response.language, names)]),
    ...response.context.map((part) => [names.dimension(part.field), <Part key={part.field} part={part} />] as const),
    ...Object.entries(response.attributes),
    ...(response.weight === 1 ? [] : [[t("weight"), formatNumber(response.weight, i18n.language, 2)] as const]),
    [t("version"), String(response.surveyVersion)],
  ];
  return (
    <section aria-label={t("circumstances")}>
      <dl className={classes.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function languageFact(language: string, names: Names): readonly [string, string] {
  return [names.dimension("language"), names.value("language", language)];
}

function Part({ part: { field, code, name, resolved } }: { part: Response["context"][number] }) {
  const { t } = useTranslation("answers");
  const names = useNames();
  if (resolved) return names.value(field, code, name);
  return (
    <>
      <code>{code}</code>
      <Link to="/settings/codes" className={classes.mark}>
        <IconHelpHexagon size={14} aria-hidden />
        {t("unknownCode")}
      </Link>
    </>
  );
}
