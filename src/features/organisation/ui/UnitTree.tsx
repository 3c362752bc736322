import { IconChevronRight } from "@tabler/icons-react";
import { useEffect, useId, useRef, useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";

import { formatCount } from "#web/format/number.ts";

import type { UnitRow } from "./units-model.ts";
import classes from "./UnitTree.module.css";

interface UnitTreeProps {
  readonly label: string;
  readonly rows: readonly UnitRow[];
  /** Ids of units that show what is below them. */
  readonly open: ReadonlySet<string>;
  readonly onToggle: (id: string) => void;
  /** Enter, or a click on the name. */
  readonly onChoose: (unit: UnitRow) => void;
  readonly chosen: ReadonlySet<string>;
  /** Several may be chosen: each says whether it is. */
  readonly isMulti?: boolean;
  readonly isSearching: boolean;
  readonly height: string;
}

const rowHeight = 44;
const margin = 10;

/**
 * The tree as an indented list that draws only what is in sight, so that 5,000 units scroll like 50. Arrows walk, right
 * opens, left closes or goes up, Home and End go to the ends, Enter chooses.
 */
export function UnitTree(props: UnitTreeProps) {
  const { label, rows, chosen, isMulti = false, height } = props;
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const [seen, setSeen] = useState(30);
  const [active, setActive] = useState("");
  const [only = ""] = chosen;
  const at = Math.max(
    0,
    rows.findIndex((row) => row.id === (active || only)),
  );
  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const watcher = new ResizeObserver(() => setSeen(Math.ceil(element.clientHeight / rowHeight)));
    watcher.observe(element);
    return () => watcher.disconnect();
  }, []);
  useShown(box, rows, chosen);

  const go = (index: number) => {
    const row = rows[Math.min(rows.length - 1, Math.max(0, index))];
    if (row === undefined || box.current === null) return;
    setActive(row.id);
    scrollTo(box.current, rows.indexOf(row));
  };
  const press = (event: KeyboardEvent) => {
    const row = rows[at];
    const step = row === undefined ? undefined : stepFor(event.key, { props, row, at, page: seen - 1 });
    if (step === undefined) return;
    event.preventDefault();
    if (typeof step === "number") go(step);
    else step();
  };
  const first = Math.max(0, Math.floor(top / rowHeight) - margin);
  const window = rows.slice(first, first + seen + 2 * margin);
  return (
    <div
      ref={box}
      role="tree"
      tabIndex={0}
      aria-label={label}
      aria-multiselectable={isMulti}
      aria-activedescendant={window.some((row) => row === rows[at]) ? `${id}-${rows[at]?.row}` : undefined}
      className={classes.tree}
      style={{ height }}
      onKeyDown={press}
      onScroll={(event) => setTop(event.currentTarget.scrollTop)}
    >
      <div role="presentation" style={{ height: rows.length * rowHeight, position: "relative" }}>
        {window.map((row, index) => (
          <Row
            key={row.id}
            id={`${id}-${row.row}`}
            row={row}
            top={(first + index) * rowHeight}
            isActive={row.id === rows[at]?.id}
            props={props}
            onPress={() => [setActive(row.id), props.onChoose(row)]}
          />
        ))}
      </div>
    </div>
  );
}

interface RowProps {
  readonly id: string;
  readonly row: UnitRow;
  readonly top: number;
  readonly isActive: boolean;
  readonly props: UnitTreeProps;
  readonly onPress: () => void;
}

function Row({ id, row, top, isActive, props, onPress }: RowProps) {
  const { t, i18n } = useTranslation("organisation");
  const { open, onToggle, chosen, isMulti = false, isSearching } = props;
  const isOpen = row.children > 0 && (isSearching || open.has(row.id));
  const isChosen = chosen.has(row.id);
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the tree takes the keys
    <div
      id={id}
      role="treeitem"
      aria-level={row.level + 1}
      aria-expanded={row.children > 0 ? isOpen : undefined}
      aria-selected={isChosen}
      aria-label={`${row.name}, ${row.code}`}
      className={classes.row}
      data-active={isActive}
      style={{ top, paddingInlineStart: `calc(${row.level} * var(--indent) + 4px)` }}
      onClick={onPress}
    >
      {row.children > 0 ? (
        <span
          className={classes.twist}
          data-open={isOpen}
          aria-hidden
          onClick={(event) => [event.stopPropagation(), onToggle(row.id)]}
        >
          <IconChevronRight size={18} />
        </span>
      ) : (
        <span className={classes.twist} aria-hidden />
      )}
      {isMulti ? <input type="checkbox" tabIndex={-1} aria-hidden checked={isChosen} readOnly /> : null}
      <span className={classes.name}>{row.name}</span>
      <span className={classes.code}>{row.code}</span>
      <span className={classes.kind}>{row.kind}</span>
      <span className={classes.count}>
        {row.below > 0 ? t("units.below", { count: row.below, n: formatCount(row.below, i18n.language) }) : ""}
      </span>
    </div>
  );
}

/** What a key does: a row to go to, something to do, or nothing of ours. */
function stepFor(
  key: string,
  { props, row, at, page }: { props: UnitTreeProps; row: UnitRow; at: number; page: number },
): number | (() => void) | undefined {
  const { rows, open, onToggle, onChoose } = props;
  const isOpen = open.has(row.id);
  const steps: Readonly<Record<string, number | (() => void)>> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    PageDown: at + page,
    PageUp: at - page,
    Home: 0,
    End: rows.length - 1,
    ArrowRight: row.children > 0 && !isOpen ? () => onToggle(row.id) : at + 1,
    ArrowLeft: isOpen
      ? () => onToggle(row.id)
      : Math.max(
          0,
          rows.findIndex((one) => one.row === row.parent),
        ),
    Enter: () => onChoose(row),
    " ": () => onChoose(row),
  };
  return steps[key];
}

/** Brings what is chosen into sight when it is chosen elsewhere. */
function useShown(
  box: React.RefObject<HTMLDivElement | null>,
  rows: readonly UnitRow[],
  chosen: ReadonlySet<string>,
): void {
  const [one] = chosen;
  const index = rows.findIndex(({ id }) => id === one);
  const shown = useRef<string>(undefined);
  useEffect(() => {
    if (box.current === null || index < 0 || shown.current === one) return;
    shown.current = one;
    scrollTo(box.current, index);
  }, [box, one, index]);
}

function scrollTo(box: HTMLElement, index: number): void {
  const top = index * rowHeight;
  if (top < box.scrollTop) box.scrollTop = top;
  else if (top + rowHeight > box.scrollTop + box.clientHeight) box.scrollTop = top + rowHeight - box.clientHeight;
}
