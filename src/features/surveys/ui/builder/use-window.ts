import { useCallback, useLayoutEffect, useState, type RefObject } from "react";

/** Rows drawn above and below those in sight. */
const spare = 12;

/** Which of many rows of one height are in sight of a box that scrolls, and that height in pixels. */
export function useWindow(box: RefObject<HTMLElement | null>) {
  const [seen, setSeen] = useState({ top: 0, room: 800 });
  const height = window.matchMedia("(pointer: coarse)").matches ? 44 : 36;
  const look = useCallback(() => {
    const area = box.current;
    if (area !== null) setSeen({ top: area.scrollTop, room: area.clientHeight });
  }, [box]);
  useLayoutEffect(() => {
    const area = box.current;
    if (area === null) return;
    const sizes = new ResizeObserver(look);
    sizes.observe(area);
    return () => sizes.disconnect();
  }, [box, look]);

  const showRow = useCallback(
    (index: number) => {
      const area = box.current;
      if (area === null) return;
      const top = index * height;
      if (top < area.scrollTop) area.scrollTo({ top });
      else if (top + height > area.scrollTop + area.clientHeight)
        area.scrollTo({ top: top + height - area.clientHeight });
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
