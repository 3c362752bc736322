import { IconCode, IconFileImport, IconForms, IconRoute, type TablerIcon } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { PageHead } from "#web/design/PageHead.tsx";

import classes from "./NoAnswers.module.css";

interface Way {
  readonly key: string;
  readonly icon: TablerIcon;
  readonly to: "/surveys" | "/imports" | "/settings/keys" | "/training";
}

const ways: readonly Way[] = [
  { key: "sample", icon: IconRoute, to: "/training" },
  { key: "survey", icon: IconForms, to: "/surveys" },
  { key: "import", icon: IconFileImport, to: "/imports" },
  { key: "api", icon: IconCode, to: "/settings/keys" },
];

/** A new organisation: three ways in, and what one will see then. */
export function NoAnswers() {
  const { t } = useTranslation("insight");
  return (
    <>
      <PageHead title={t("title")} answer={t("empty.answer")} />
      <ul className={classes.ways}>
        {ways.map(({ key, icon: Icon, to }) => (
          <li key={key}>
            <Icon size={26} stroke={1.5} aria-hidden />
            <h2>
              <Link to={to} search={{}}>
                {t(`empty.${key}`)}
              </Link>
            </h2>
            <p>{t(`empty.${key}Text`)}</p>
          </li>
        ))}
      </ul>
      <h2>{t("empty.then")}</h2>
      <ul className={classes.promise}>
        {["figure", "trend", "units", "answers"].map((key) => (
          <li key={key}>{t(`empty.then-${key}`)}</li>
        ))}
      </ul>
    </>
  );
}
