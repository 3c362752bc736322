import { IconChevronDown, IconChevronRight, IconPencil } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useState } from "react";

import { Whisker } from "#web/design/Whisker.tsx";
import { useFilter } from "#web/filters/use-filter.ts";
import type { Span } from "#web/format/number.ts";

import type { Department, Side } from "../../contract.ts";
import classes from "../Pain.module.css";
import { useMapWords } from "../words.ts";
import styles from "./Pictures.module.css";

interface DepartmentRowsProps {
  readonly department: Department;
  readonly side: Side;
  readonly domain: Span;
  /** Undefined: one may not. */
  readonly onEdit: (() => void) | undefined;
}

/** A department with its share of the pain, and, when opened, every problem it owns or bears on. */
export function DepartmentRows({ department, side, domain, onEdit }: DepartmentRowsProps) {
  const words = useMapWords();
  const [isOpen, setOpen] = useState(false);
  const { problems, clear } = department;
  const owned = problems.filter(({ relation }) => relation === "owns").length;
  const tone = side === "pain" ? "below" : "above";
  return (
    <tbody className={styles.department}>
      <tr data-faint={!clear}>
        <th scope="row">
          <button
            type="button"
            className={styles.opener}
            aria-expanded={isOpen}
            disabled={problems.length === 0}
            onClick={() => setOpen(!isOpen)}
          >
            {isOpen ? <IconChevronDown size={16} aria-hidden /> : <IconChevronRight size={16} aria-hidden />}
            {department.function?.name ?? words.t("department.nobody")}
          </button>
          <small>
            {[
              words.t(department.function === null ? "department.unowned" : "department.owns", { count: owned }),
              problems.length > owned ? words.t("department.bears", { count: problems.length - owned }) : "",
            ]
              .filter(Boolean)
              .join(" · ")}
          </small>
        </th>
        <Figures department={department} tone={tone} domain={domain} isOwner={owned > 0} />
        <td data-label={words.t("column.team")}>
          <Team department={department} onEdit={onEdit} />
        </td>
      </tr>
      {isOpen
        ? problems.map((problem) => <ProblemRow key={problem.key} problem={problem} domain={domain} tone={tone} />)
        : null}
    </tbody>
  );
}

interface FiguresProps {
  readonly department: Department;
  readonly tone: "above" | "below";
  readonly domain: Span;
  /** Whoever only bears on problems has no figures of its own. */
  readonly isOwner: boolean;
}

/** What the problems of a department touch and cost, taken as one. */
function Figures({ department: { share, lift, clear, standing }, tone, domain, isOwner }: FiguresProps) {
  const words = useMapWords();
  return (
    <>
      <td className={classes.number} data-label={words.t("column.share")}>
        {share === null || !isOwner ? null : (
          <>
            <b>{words.percent(share.value)}</b>
            <small>
              {words.number(share.interval.low)}–{words.number(share.interval.high)}
            </small>
          </>
        )}
      </td>
      <td className={classes.whisker}>
        {lift === null ? null : (
          <Whisker
            value={lift.expected.value}
            interval={lift.expected}
            domain={domain}
            reference={0}
            tone={clear ? tone : "plain"}
          />
        )}
      </td>
      <td className={classes.number} data-label={words.t("column.lift")}>
        {lift === null ? (
          <small>{isOwner ? words.t(`standing.${standing}`) : ""}</small>
        ) : (
          <>
            <b>{words.points(lift.expected.value)}</b>
            <small>
              {words.points(lift.expected.low)} … {words.points(lift.expected.high)}
            </small>
          </>
        )}
      </td>
    </>
  );
}

/** Who answers for the function and whose people do its work. */
function Team({ department, onEdit }: Pick<DepartmentRowsProps, "department" | "onEdit">) {
  const { t } = useMapWords();
  if (department.function === null) return null;
  const { owner, units } = department.team;
  const said = [owner?.name, ...units.map(({ name }) => name)].filter((one) => one !== undefined).join(", ");
  return (
    <span className={styles.team}>
      {said === "" ? <small>{t("department.noTeam")}</small> : said}
      {onEdit === undefined ? null : (
        <button
          type="button"
          className={styles.pencil}
          aria-label={t("department.edit", { name: department.function.name })}
          onClick={onEdit}
        >
          <IconPencil size={16} aria-hidden />
        </button>
      )}
    </span>
  );
}

interface ProblemRowProps {
  readonly problem: Department["problems"][number];
  readonly domain: Span;
  readonly tone: "above" | "below";
}

function ProblemRow({ problem, domain, tone }: ProblemRowProps) {
  const words = useMapWords();
  const { search } = useFilter();
  const { key, name, state, relation, strength, share, lift, clear } = problem;
  const bearing = strength === null ? words.t(`relation.${relation}`) : words.t(`relation.${relation}-${strength}`);
  return (
    <tr className={styles.inner} data-faint={!clear}>
      <th scope="row">
        <Link to="/problems/$key" params={{ key }} search={{ ...search, picture: undefined }}>
          {name}
        </Link>
        <small>
          {bearing} · {words.t(`state.${state}`)}
        </small>
      </th>
      <td className={classes.number} data-label={words.t("column.share")}>
        {share === null ? null : words.percent(share.value)}
      </td>
      <td className={classes.whisker}>
        {lift === null ? null : (
          <Whisker value={lift.value} interval={lift} domain={domain} reference={0} tone={clear ? tone : "plain"} />
        )}
      </td>
      <td className={classes.number} data-label={words.t("column.lift")}>
        {lift === null ? null : (
          <>
            {words.points(lift.value)}
            <small>
              {words.points(lift.low)} … {words.points(lift.high)}
            </small>
          </>
        )}
      </td>
    </tr>
  );
}
