import { useCallback, useLayoutEffect, useState, type RefObject } from "react";

/** Rows drawn above and below those in sight. */
const spare = 12;

/** Which of many rows of one height are in sight of a box that scrolls, and that height in pixels. */
export function useWindow(box: RefObject<HTMLElement | null>, count: number) {
  const [seen, setSeen] = useState({ top: 0, room: 800 });
  const height = window.matchMedia("(pointer: coarse)").matches ? 44 : 36;
  const look = useCallback(() => {
    const area = box.current;
    if (area !== null) setSeen({ top: area.scrollTop, room: area.clientHeight });
  }, [box]);
  // oxlint-disable-next-line react/set-state-in-effect -- the size of the box is known only once it is drawn
  useLayoutEffect(look, [look, count]);

  const showRow = useCallback(
    (index: number) => {
      const area = box.current;
      if (area === null) return;
      const top = index * height;
      if (top < area.scrollTop) area.scrollTop = top;
      // oxlint-disable-next-line react/immutability -- to scroll is to set this
      else if (top + height > area.scrollTop + area.clientHeight) area.scrollTop = top + height - area.clientHeight;
    },
    [box, height],
  );
  return {
    height,
    from: Math.max(0, Math.floor(seen.top / height) - spare),
    to: Math.ceil((seen.top + seen.room) / height) + spare,
    onScroll: look,
    showRow,
  };
}
