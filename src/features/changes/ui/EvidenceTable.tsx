import { Link } from "@tanstack/react-router";

import { useMay } from "#web/api/queries.ts";
import { DataTable } from "#web/design/DataTable.tsx";

import type { ChangeQuery } from "../contract.ts";
import type { Evidence, EvidenceCell } from "../rules/telling/evidence.ts";
import { behindOf } from "./behind.ts";
import { useChangeWords } from "./change-words.ts";
import classes from "./Changes.module.css";

interface NamedRow {
  readonly id: string;
  readonly cells: readonly EvidenceCell[];
}

interface EvidenceTableProps {
  readonly caption: string;
  readonly evidence: Evidence;
  readonly query: ChangeQuery;
}

/** The numbers behind a sentence; every count opens the answers it counts. */
export function EvidenceTable({ caption, evidence: { columns, rows }, query }: EvidenceTableProps) {
  const named = rows.map((cells, at): NamedRow => ({ cells, id: `${at} ${cells[0]?.text ?? ""}` }));
  return (
    <div className={classes.evidence}>
      <DataTable
        caption={caption}
        rows={named}
        rowKey={({ id }) => id}
        columns={columns.map(({ label, numeric }, at) => ({
          key: `${at} ${label}`,
          label,
          numeric,
          render: ({ cells }: NamedRow) => <Shown cell={cells[at]} query={query} />,
        }))}
      />
    </div>
  );
}

function Shown({ cell, query }: { cell: EvidenceCell | undefined; query: ChangeQuery }) {
  const { t } = useChangeWords();
  const mayRead = useMay("answers.read");
  const search = cell?.opens === undefined || !mayRead ? null : behindOf(query, cell.opens);
  if (cell === undefined || search === null) return cell?.text ?? "";
  return (
    <Link to="/answers" search={search} className={classes.link} aria-label={t("openAnswers", { n: cell.text })}>
      {cell.text}
    </Link>
  );
}
