import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";

import { formatDay } from "#web/format/time.ts";

import type { Problem } from "../../contract.ts";
import classes from "../Pain.module.css";
import { useMapWords } from "../words.ts";
import styles from "./Problem.module.css";

/** Owner, cause, place in the journey, and what counts as this problem. */
export function AboutSection({ problem }: { problem: Problem }) {
  const { t, language, number, percent } = useMapWords();
  const names = (places: readonly { readonly name: string }[]): string => places.map(({ name }) => name).join(", ");
  const day = (of: string | null): string => (of === null ? "" : formatDay(of, language));
  const lines: readonly (readonly [string, ReactNode])[] = [
    ["state", problem.isRegistered ? t(`state.${problem.state}`) : t("cell.proposed")],
    ["ownerFunction", problem.ownerFunction?.name ?? t("cell.noOwner")],
    ["owner", problem.owner?.name],
    ["description", problem.description],
    ["cause", problem.cause === null ? "" : t(`cause.${problem.cause}`)],
    ["visibility", problem.visibility === null ? "" : t(`visibility.${problem.visibility}`)],
    ["avoidable", problem.avoidable === null ? "" : <Avoidable key="avoidable" avoidable={problem.avoidable} />],
    ["stage", problem.stage?.name],
    ["touchpoints", names(problem.touchpoints)],
    ["units", names(problem.units)],
    ["influences", <Influences key="influences" problem={problem} />],
    ["solveRate", problem.solveRate === 1 ? "" : percent(100 * problem.solveRate)],
    ["cost", problem.cost === null ? "" : number(problem.cost, 0)],
    ["deadline", day(problem.deadline)],
    ["controlDate", day(problem.controlDate)],
    ["authority", problem.authority],
    ["resources", problem.resources],
    ["codes", <Codes key="codes" problem={problem} />],
  ];
  return (
    <section className={classes.section} aria-label={t("section.about")}>
      <h2>{t("section.about")}</h2>
      <dl className={styles.about}>
        {lines
          .filter(
            ([key, value]) =>
              value !== "" && value !== undefined && (key !== "influences" || problem.influences.length > 0),
          )
          .map(([key, value]) => (
            <div key={key}>
              <dt>{t(`field.${key}`)}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </section>
  );
}

/** A paper that nobody understands can be tried at once. */
function Avoidable({ avoidable }: { avoidable: NonNullable<Problem["avoidable"]> }) {
  const { t } = useMapWords();
  return (
    <>
      {t(`avoidable.${avoidable}`)}
      {avoidable === "unclear-document" ? (
        <>
          {" "}
          <Link to="/readability" search={{}}>
            {t("document.open")}
          </Link>
        </>
      ) : null}
    </>
  );
}

function Influences({ problem }: { problem: Problem }) {
  const { t } = useMapWords();
  return (
    <ul>
      {problem.influences.map(({ function: code, kind, strength }) => (
        <li key={`${code} ${kind}`}>
          {problem.functions.find((one) => one.code === code)?.name ?? code}: {t(`relation.${kind}-${strength}`)}
        </li>
      ))}
    </ul>
  );
}

function Codes({ problem }: { problem: Problem }) {
  return (
    <ul>
      {problem.codes.map(({ code, title, about }) => (
        <li key={code}>
          {title} {about === "" ? null : <small>{about}</small>}
        </li>
      ))}
    </ul>
  );
}
