import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { DataTable, type Column } from "#web/design/DataTable.tsx";
import { FigureView } from "#web/design/FigureView.tsx";

import type { Answer, Found, FoundRow, ViewState } from "../../contract.ts";
import { isAllProvisional } from "../../rules.ts";
import { answersSearch } from "../opening.ts";
import { useSpeech } from "../speech.ts";
import { Verdict } from "./Dots.tsx";
import classes from "./Pictures.module.css";

interface FiguresProps {
  readonly state: ViewState;
  readonly answer: Answer;
  readonly caption: string;
}

interface Line {
  readonly key: FoundRow["key"];
  readonly cells: ReadonlyMap<string, FoundRow>;
}

/** Several measures side by side, a row for each group, the whole last; every figure opens its answers. */
export function Figures({ state, answer: { found, against }, caption }: FiguresProps) {
  const isQuiet = isAllProvisional({ found });
  const { t } = useTranslation("explore");
  const speech = useSpeech();
  const known = found.filter(({ measure }) => measure !== null);
  const columns: readonly Column<Line>[] = [
    {
      key: "name",
      label: t("export.group"),
      render: ({ key }) => (key.length === 0 ? <b>{t("whole")}</b> : speech.key(key)),
    },
    ...known.map((each): Column<Line> => ({
      key: each.ref,
      label: each.measure === null ? each.ref : speech.measure(each.measure),
      render: ({ key, cells }) => (
        <Cell state={state} found={each} row={cells.get(each.ref)} at={key} against={against} isQuiet={isQuiet} />
      ),
    })),
  ];
  return <DataTable caption={caption} columns={columns} rows={linesOf(known)} rowKey={({ key }) => idOf(key)} />;
}

interface CellProps {
  readonly state: ViewState;
  readonly found: Found;
  readonly row: FoundRow | undefined;
  readonly at: FoundRow["key"];
  readonly against: Answer["against"];
  /** Said once for all figures: provisional. */
  readonly isQuiet: boolean;
}

function Cell({ state, found, row, at, against, isQuiet }: CellProps) {
  const { t } = useTranslation("explore");
  if (found.measure === null) return null;
  if (row === undefined) return <span className={classes.note}>{t("web:figure.none")}</span>;
  const figure = isQuiet ? { ...row.figure, provisional: false } : row.figure;
  return (
    <span className={classes.cell}>
      <Link to="/answers" search={answersSearch(state, found.ref, at)} className={classes.link}>
        <FigureView kind={found.measure.kind} figure={figure} />
      </Link>
      {figure.state === "ok" ? <Verdict row={{ ...row, figure }} against={against} kind={found.measure.kind} /> : null}
    </span>
  );
}

function linesOf(found: readonly Found[]): readonly Line[] {
  const lines = new Map<string, { key: FoundRow["key"]; cells: Map<string, FoundRow> }>();
  const put = (ref: string, row: FoundRow) => {
    const line = lines.get(idOf(row.key)) ?? { key: row.key, cells: new Map<string, FoundRow>() };
    line.cells.set(ref, row);
    lines.set(idOf(row.key), line);
  };
  for (const { ref, rows } of found) for (const row of rows) put(ref, row);
  for (const { ref, total } of found) if (total !== null) put(ref, total);
  return [...lines.values()];
}

function idOf(key: FoundRow["key"]): string {
  return JSON.stringify(key.map(({ value }) => value));
}
