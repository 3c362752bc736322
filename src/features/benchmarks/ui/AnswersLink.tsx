import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { useMay } from "#web/api/queries.ts";
import { narrowed, onlyFilter } from "#web/filters/filter.ts";
import { useFilter } from "#web/filters/use-filter.ts";

import classes from "./Benchmarks.module.css";

interface AnswersLinkProps {
  readonly name: string;
  readonly measure: string;
  readonly dimension: string;
  readonly value: string;
}

/** A name that leads to the answers its number is made of, for those who may read them. */
export function AnswersLink({ name, measure, dimension, value }: AnswersLinkProps) {
  const { t } = useTranslation("benchmarks");
  const { search } = useFilter();
  const mayRead = useMay("answers.read");
  if (!mayRead) return name;
  return (
    <Link
      className={classes.link}
      to="/answers"
      search={{ ...narrowed(onlyFilter(search), dimension, value), measure }}
      title={t("answersOf", { name })}
    >
      {name}
    </Link>
  );
}
