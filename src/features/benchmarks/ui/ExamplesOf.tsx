import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import type { OperationCall } from "#web/api/operations.ts";
import { operationQuery } from "#web/api/queries.ts";
import sections from "#web/design/Sections.module.css";

import classes from "./Benchmarks.module.css";

interface ExamplesOfProps {
  readonly title: string;
  readonly query: Pick<
    NonNullable<OperationCall<"benchmarks.listExamples">["query"]>,
    "competitor" | "journey" | "touchpoint"
  >;
}

/** Examples attached to a competitor, a journey or a touchpoint; nothing where there is none. */
export function ExamplesOf({ title, query }: ExamplesOfProps) {
  const { t } = useTranslation("benchmarks");
  const { data } = useQuery(operationQuery("benchmarks.listExamples", { query: { ...query, limit: 5 } }));
  if (data === undefined || data.items.length === 0) return null;
  return (
    <section className={sections.section}>
      <h3>{title}</h3>
      <ul className={classes.figures}>
        {data.items.map(({ id, wish }) => (
          <li key={id}>
            <div>
              <Link className={classes.link} to="/competitors/examples" search={{ q: wish.title }}>
                {wish.title}
              </Link>
              <small>{[wish.company, wish.source === "" ? t("example.noSource") : wish.source].join(" · ")}</small>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
