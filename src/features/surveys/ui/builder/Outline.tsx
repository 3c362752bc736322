import { IconAlertTriangle, IconArrowRampRight, IconGripVertical, IconMessage } from "@tabler/icons-react";
import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";

import { textIn } from "#kit/language";

import { useEditor } from "../draft/editor.ts";
import { KindIcon } from "./KindIcon.tsx";
import classes from "./Outline.module.css";
import { withRowMoved, type Part, type Row } from "./rows.ts";
import { useRowDrag, type Dragging } from "./use-row-drag.ts";
import { useWindow } from "./use-window.ts";

interface OutlineProps {
  readonly rows: readonly Row[];
  readonly selected: string;
  readonly onOpen: (part: Part) => void;
  /** Other keys pressed on a row. */
  readonly onKey: (event: KeyboardEvent, row: Row) => void;
  /** Ids of rows with something to look at. */
  readonly marked: ReadonlySet<string>;
  /** Open comments by question. */
  readonly comments: ReadonlyMap<string, number>;
}

/** Pages and questions in their order. Only the rows in sight are drawn, so that hundreds are as quick as five. */
export function Outline({ rows, selected, onOpen, onKey, marked, comments }: OutlineProps) {
  const { t } = useTranslation("surveys");
  const { change, mayWrite } = useEditor();
  const box = useRef<HTMLDivElement>(null);
  const { from, to, height, onScroll, showRow } = useWindow(box);
  const { said, say } = useAnnouncing(rows);
  const drag = useRowDrag({
    rows,
    height,
    box,
    onDrop: (row, landing) => change((now) => withRowMoved(now, row, landing)),
    say,
  });
  const at = Math.max(
    0,
    rows.findIndex(({ id }) => id === selected),
  );
  useEffect(() => showRow(at), [at, showRow]);

  const press = (event: KeyboardEvent) => {
    const row = rows[at];
    if (row === undefined) return;
    if (mayWrite && drag.onKey(event, row)) return event.preventDefault();
    const next = stepOf(event.key, at, rows.length);
    const target = next === undefined ? undefined : rows[next];
    if (target === undefined) return onKey(event, row);
    event.preventDefault();
    onOpen(target.part);
  };
  return (
    <>
      {/* oxlint-disable-next-line jsx-a11y/interactive-supports-focus -- focus moves among its items */}
      <div
        ref={box}
        role="tree"
        aria-label={t("outline.label")}
        aria-describedby="outline-keys"
        className={classes.outline}
        data-dragging={drag.dragging !== null}
        onScroll={onScroll}
        onKeyDown={press}
        onPointerMove={drag.onPointerMove}
        onPointerUp={drag.onPointerUp}
        onPointerCancel={drag.onPointerCancel}
      >
        <div role="none" className={classes.rows} style={{ height: rows.length * height }}>
          {rows.map((row, index) =>
            (index < from || index >= to) && index !== at ? null : (
              <OutlineRow
                key={row.id}
                row={row}
                place={{ index, count: rows.length, top: index * height }}
                isSelected={index === at}
                isLifted={drag.dragging?.row.id === row.id}
                isMarked={marked.has(row.id)}
                comments={comments.get(row.part.kind === "question" ? row.part.key : "") ?? 0}
                onOpen={() => onOpen(row.part)}
                onPointerDown={(event) => mayWrite && drag.onPointerDown(event, row)}
              />
            ),
          )}
          <DropLine dragging={drag.dragging} height={height} />
        </div>
      </div>
      <p id="outline-keys" className="unseen">
        {t("outline.keys", { escape: "Escape", remove: "Delete" })}
      </p>
      <p className="unseen" role="status" aria-live="assertive">
        {said}
      </p>
    </>
  );
}

function DropLine({ dragging, height }: { dragging: Dragging | null; height: number }) {
  if (dragging?.landing === undefined) return null;
  return (
    <span aria-hidden className={classes.drop} data-level={dragging.row.level} style={{ top: dragging.gap * height }} />
  );
}

interface OutlineRowProps {
  readonly row: Row;
  readonly place: { readonly index: number; readonly count: number; readonly top: number };
  readonly isSelected: boolean;
  readonly isLifted: boolean;
  readonly isMarked: boolean;
  readonly comments: number;
  readonly onOpen: () => void;
  readonly onPointerDown: (event: React.PointerEvent) => void;
}

function OutlineRow({ row, place, isSelected, isLifted, isMarked, comments, onOpen, onPointerDown }: OutlineRowProps) {
  const { t } = useTranslation("surveys");
  const { mayWrite } = useEditor();
  const item = useRef<HTMLDivElement>(null);
  const name = useRowName()(row);
  useEffect(() => {
    const tree = item.current?.parentElement?.parentElement;
    if (isSelected && tree?.contains(document.activeElement) === true) item.current?.focus({ preventScroll: true });
  }, [isSelected]);
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the tree listens to the keys of all its items
    <div
      ref={item}
      role="treeitem"
      aria-level={row.level}
      aria-setsize={place.count}
      aria-posinset={place.index + 1}
      aria-selected={isSelected}
      tabIndex={isSelected ? 0 : -1}
      className={classes.row}
      data-kind={row.part.kind}
      data-lifted={isLifted}
      style={{ top: place.top }}
      onClick={onOpen}
      onPointerDown={onPointerDown}
    >
      {row.question === undefined ? null : <KindIcon kind={row.question.kind} size={17} />}
      <span className={classes.name}>{name}</span>
      {row.hasCondition ? (
        <IconArrowRampRight size={14} aria-label={t("outline.conditional")} className={classes.sign} />
      ) : null}
      {comments > 0 ? (
        <IconMessage size={14} aria-label={t("outline.comments", { count: comments })} className={classes.sign} />
      ) : null}
      {isMarked ? <IconAlertTriangle size={14} aria-label={t("outline.problem")} className={classes.problem} /> : null}
      {mayWrite && row.spot !== undefined ? (
        <span className={classes.grip} data-grip aria-hidden>
          <IconGripVertical size={16} />
        </span>
      ) : null}
    </div>
  );
}

/** What a row is called: its own words, or what it is when it has none. */
export function useRowName(): (row: Row) => string {
  const { t, i18n } = useTranslation("surveys");
  const { definition } = useEditor();
  return ({ part, title, number }) => {
    const words = textIn(title, i18n.language, definition.defaultLanguage);
    if (part.kind === "start") return t("outline.start");
    if (part.kind === "page") return words === "" ? t("outline.page", { number }) : `${number} · ${words}`;
    if (part.kind === "ending") return t("outline.ending", { title: words === "" ? t("outline.noWords") : words });
    return `${number}. ${words === "" ? t("outline.noWords") : words}`;
  };
}

function useAnnouncing(rows: readonly Row[]) {
  const { t } = useTranslation("surveys");
  const name = useRowName();
  const [said, setSaid] = useState("");
  const say = (what: "lifted" | "over" | "dropped" | "cancelled", { row, gap }: Dragging) => {
    const before = rows[gap];
    const place = before === undefined ? t("drag.last") : t("drag.before", { name: name(before) });
    setSaid(t(`drag.${what}`, { name: name(row), place, escape: "Escape" }));
  };
  return { said, say };
}

/** Where a key leads from row `at`; undefined for keys that lead nowhere. */
function stepOf(key: string, at: number, count: number): number | undefined {
  if (key === "ArrowUp") return Math.max(0, at - 1);
  if (key === "ArrowDown") return Math.min(count - 1, at + 1);
  if (key === "Home") return 0;
  return key === "End" ? count - 1 : undefined;
}
