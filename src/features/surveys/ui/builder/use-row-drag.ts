import { useRef, useState, type KeyboardEvent, type PointerEvent, type RefObject } from "react";

import { landingOf, nextGap, type Row } from "./rows.ts";
import type { Spot } from "./structure.ts";

/** A row on its way: it would land before the row at `gap`. */
export interface Dragging {
  readonly row: Row;
  readonly gap: number;
  readonly by: "pointer" | "keys";
  readonly landing: Spot | undefined;
}

interface RowDragOptions {
  readonly rows: readonly Row[];
  /** Height of a row in pixels. */
  readonly height: number;
  /** The element that holds the rows and scrolls. */
  readonly box: RefObject<HTMLElement | null>;
  readonly onDrop: (row: Row, landing: Spot) => void;
  /** Says what happens to those who do not see it. */
  readonly say: (what: "lifted" | "over" | "dropped" | "cancelled", dragging: Dragging) => void;
}

/** How far a pointer must go before it drags, in pixels. */
const far = 5;
/** Within this of the upper or lower edge the outline scrolls, in pixels. */
const edge = 36;

/** Moves rows with the mouse, a finger on the grip, a pen, or the keys: space, arrows, space; escape lets go. */
export function useRowDrag({ rows, height, box, onDrop, say }: RowDragOptions) {
  const [dragging, setDragging] = useState<Dragging | null>(null);
  const pressed = useRef<{ row: Row; y: number } | null>(null);

  const lift = (row: Row, by: Dragging["by"], gap: number) => {
    const next = { row, by, gap, landing: landingOf(rows, row, gap) };
    setDragging(next);
    return next;
  };
  const end = (what: "dropped" | "cancelled") => {
    pressed.current = null;
    if (dragging === null) return;
    setDragging(null);
    if (what === "dropped" && dragging.landing !== undefined) onDrop(dragging.row, dragging.landing);
    say(what, dragging);
  };
  const gapAt = (y: number) => {
    const area = box.current;
    if (area === null) return 0;
    const { top } = area.getBoundingClientRect();
    return Math.max(0, Math.min(rows.length, Math.round((y - top + area.scrollTop) / height)));
  };

  return {
    dragging,
    onPointerDown: (event: PointerEvent, row: Row) => {
      const isOnGrip = (event.target as Element).closest("[data-grip]") !== null;
      if (row.spot === undefined || event.button !== 0 || (event.pointerType !== "mouse" && !isOnGrip)) return;
      pressed.current = { row, y: event.clientY };
    },
    onPointerMove: (event: PointerEvent) => {
      const start = pressed.current;
      if (start === null || (dragging === null && Math.abs(event.clientY - start.y) < far)) return;
      box.current?.setPointerCapture(event.pointerId);
      scrollAtEdge(box.current, event.clientY);
      lift(start.row, "pointer", gapAt(event.clientY));
    },
    onPointerUp: () => end("dropped"),
    onPointerCancel: () => end("cancelled"),
    /** Whether the key was one of the drag's own. */
    onKey: (event: KeyboardEvent, row: Row): boolean => {
      if (dragging?.by !== "keys") {
        if (event.key !== " " || row.spot === undefined) return false;
        say("lifted", lift(row, "keys", rows.indexOf(row)));
        return true;
      }
      if (event.key === " " || event.key === "Enter") end("dropped");
      else if (event.key === "Escape" || event.key === "Tab") end("cancelled");
      else if (event.key === "ArrowUp" || event.key === "ArrowDown") {
        const gap = nextGap(rows, dragging.row, dragging.gap, event.key === "ArrowUp" ? -1 : 1);
        say("over", lift(dragging.row, "keys", gap));
      }
      return true;
    },
    cancel: () => end("cancelled"),
  };
}

function scrollAtEdge(area: HTMLElement | null, y: number): void {
  if (area === null) return;
  const { top, bottom } = area.getBoundingClientRect();
  if (y < top + edge) area.scrollTop -= edge / 2;
  if (y > bottom - edge) area.scrollTop += edge / 2;
}
