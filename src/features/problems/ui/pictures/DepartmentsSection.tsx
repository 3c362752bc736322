import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { operationQuery } from "#web/api/queries.ts";
import { ChartFrame } from "#web/design/ChartFrame.tsx";
import { EmptyState } from "#web/design/EmptyState.tsx";
import { pictureOf } from "#web/design/picture.ts";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { Skeleton } from "#web/design/Skeleton.tsx";
import { domainOf } from "#web/design/Whisker.tsx";

import type { Department, Departments, MapQueryInput } from "../../contract.ts";
import classes from "../Pain.module.css";
import { departmentsTable } from "../tables.ts";
import { useMapWords, type MapWords } from "../words.ts";
import { DepartmentRows } from "./DepartmentRows.tsx";
import { drawDepartments } from "./draw-departments.ts";
import { TeamPanel } from "./TeamPanel.tsx";

/** What of the customers' pain is whose (R124): the problems of each function taken as one, and what it bears on. */
export function DepartmentsSection({ query }: { query: MapQueryInput }) {
  const { measure, where, period, side, weight } = query;
  const body = {
    measure,
    side,
    ...(where === undefined ? {} : { where }),
    ...(period === undefined ? {} : { period }),
    ...(weight === undefined ? {} : { weight }),
  };
  const { data, error } = useQuery({
    ...operationQuery("problems.readDepartments", { body }),
    placeholderData: keepPreviousData,
  });
  if (error !== null) return <ProblemNote error={error} />;
  return data === undefined ? <Skeleton height={360} /> : <LoadedDepartments departments={data} />;
}

function LoadedDepartments({ departments }: { departments: Departments }) {
  const words = useMapWords();
  const { t } = words;
  const [edited, setEdited] = useState<Department | null>(null);
  const { items, mayChange } = departments;
  const isOwned = items.some((one) => one.function !== null);
  const ends = items.flatMap(({ lift }) => (lift === null ? [] : [lift.expected.low, lift.expected.high]));
  const title = departmentsSentence(departments, words);
  return (
    <>
      <ChartFrame
        title={title}
        note={t("department.note")}
        methods={["problemEffect", "problemLift"]}
        table={departmentsTable(departments, words)}
        draw={() => pictureOf({ title, caption: t("department.note"), ...drawDepartments(departments, words) })}
      >
        {isOwned ? null : <EmptyState title={t("department.none")} text={t("department.none-text")} />}
        <div className={classes.scroll}>
          <table className={classes.table}>
            <caption className="unseen">{title}</caption>
            <thead>
              <tr>
                <th scope="col">{t("column.department")}</th>
                <th scope="col" className={classes.number}>
                  {t("column.share")}
                </th>
                <th scope="col" className={classes.whisker}>
                  <span className="unseen">{t("column.picture")}</span>
                </th>
                <th scope="col" className={classes.number}>
                  {t("column.lift")}
                </th>
                <th scope="col">{t("column.team")}</th>
              </tr>
            </thead>
            {items.map((one) => (
              <DepartmentRows
                key={one.function?.code ?? ""}
                department={one}
                side={departments.query.side}
                domain={domainOf([0, ...ends])}
                onEdit={mayChange && one.function !== null ? () => setEdited(one) : undefined}
              />
            ))}
          </table>
        </div>
      </ChartFrame>
      {edited === null ? null : <TeamPanel department={edited} onClose={() => setEdited(null)} />}
    </>
  );
}

/** Who owns most, with its certainty; several that cannot be told apart are named together. */
function departmentsSentence({ items, unit, query, n }: Departments, words: MapWords): string {
  const owned = items.filter((one) => one.function !== null && one.clear && one.lift !== null);
  const [first] = owned;
  if (first?.lift === null || first === undefined) return words.t("department.unclear");
  const equals = first.tied ? owned.filter(({ rank }) => rank === first.rank) : [first];
  const names = equals.map((one) => words.t("quoted", { name: one.function?.name ?? "" })).join(", ");
  const amount = words.t("headline.of", { amount: words.amount(first.lift.expected, unit), n: words.number(n, 0) });
  return words.t(`department.sentence.${query.side}`, { names, amount, count: equals.length });
}
