import { IconAlertTriangle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

import { Problem, unreachable } from "../api/problem.ts";
import classes from "./Form.module.css";

/** What the server refused, above the button that was pressed; nothing while nothing is wrong. */
export function ProblemNote({ error, message }: { error: unknown; message?: string | undefined }) {
  const { t } = useTranslation("web");
  if (error === null || error === undefined) return null;
  return (
    <p role="alert" className={classes.problem}>
      <IconAlertTriangle size={20} aria-hidden style={{ flex: "none" }} />
      <span>{message ?? wordsOf(error, t)}</span>
    </p>
  );
}

/** A problem in one sentence for the reader. */
export function wordsOf(error: unknown, t: (key: string) => string): string {
  if (!(error instanceof Problem)) return t("error.bug");
  return error.code === unreachable ? `${t("error.away")}. ${t("error.awayText")}` : error.message;
}
