import { useEffect, useRef, useState, type RefObject } from "react";

/** The width of an element as it changes; 0 before it is there. */
export function useWidth<E extends HTMLElement>(): readonly [RefObject<E | null>, number] {
  const element = useRef<E>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const { current } = element;
    if (current === null) return;
    const size = new ResizeObserver(() => setWidth(current.clientWidth));
    size.observe(current);
    return () => size.disconnect();
  }, []);
  return [element, width];
}
