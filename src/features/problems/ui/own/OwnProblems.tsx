import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";

import { operationQuery, useMay } from "#web/api/queries.ts";

import type { Concern, OwnProblem } from "../../contract.ts";
import { useMapWords, type MapWords } from "../words.ts";
import classes from "./OwnProblems.module.css";

const shown = 5;

/** The problems that whoever signed in has to do with, and why (R99); nothing while there are none. */
export function OwnProblems() {
  const words = useMapWords();
  const mayOpen = useMay("insight.read");
  const { data } = useQuery({ ...operationQuery("problems.readOwnProblems"), staleTime: 60_000 });
  const items = data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <section className={classes.section} aria-labelledby="own-problems">
      <h2 id="own-problems">{words.t("own.title")}</h2>
      <ul className={classes.list}>
        {items.slice(0, shown).map((problem) => (
          <li key={problem.key}>
            <Named problem={problem} mayOpen={mayOpen} />
            <span className={classes.state} data-side={problem.side}>
              {words.t(`state.${problem.state}`)}
            </span>
            <p>{problem.concerns.map((concern) => concernText(concern, words)).join(" · ")}</p>
            {problem.description === "" ? null : <p className={classes.about}>{problem.description}</p>}
          </li>
        ))}
      </ul>
      {items.length > shown && mayOpen ? (
        <Link to="/problems" search={{ mine: true }} className={classes.all}>
          {words.t("own.all", { count: items.length })}
        </Link>
      ) : null}
    </section>
  );
}

/** Who may not see figures reads the name; the page of the problem is made of figures. */
function Named({ problem, mayOpen }: { problem: OwnProblem; mayOpen: boolean }) {
  if (!mayOpen) return <b>{problem.name}</b>;
  return (
    <Link to="/problems/$key" params={{ key: problem.key }} search={{}}>
      {problem.name}
    </Link>
  );
}

function concernText(concern: Concern, { t }: MapWords): string {
  switch (concern.kind) {
    case "owner":
      return t("concern.owner");
    case "function-owner":
      return t("concern.function-owner", { name: concern.function.name });
    case "works":
      return t(`concern.works-${concern.relation}`, { name: concern.function.name });
    case "unit":
      return t("concern.unit", { name: concern.unit.name });
  }
}
