import { useEffect, useRef, type RefObject } from "react";

import { usePageKeys } from "#web/shell/keys.ts";

import { useThemeWords } from "../words.ts";
import { deedOf, type KeyDeed } from "./keys.ts";

/** Keys of the desk, in words: what to press and what it does. */
export const deskKeys = [
  { key: "1–9", label: "keys.suggestion" },
  { key: "A–Z", label: "keys.find" },
  { key: "−", label: "keys.problem" },
  { key: "+", label: "keys.praise" },
  { key: "*", label: "keys.neutral" },
  { key: "Enter", label: "keys.accept" },
  { key: "0", label: "keys.nothing" },
  { key: "→", label: "keys.skip" },
  { key: "←", label: "keys.back" },
  { key: "Backspace", label: "keys.drop" },
] as const;

interface DeskKeys {
  readonly typed: string;
  readonly act: (deed: KeyDeed) => void;
  readonly input: RefObject<HTMLInputElement | null>;
}

/** Binds the keys of the desk: they act at once while nothing is typed, and letters begin to look for a theme. */
export function useDeskKeys(desk: DeskKeys): void {
  const { t } = useThemeWords();
  const latest = useRef(desk);
  useEffect(() => {
    latest.current = desk;
  });
  // For the help alone: no key is called so, so that these bind none.
  usePageKeys(deskKeys.map(({ key, label }) => ({ key: `${key} `, label: t(label), run: () => undefined })));
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const { typed, act, input } = latest.current;
      // The help is asked for below by a key of our own, which is meant for the shell.
      if (!event.isTrusted || event.defaultPrevented || isElsewhere(event, input.current)) return;
      const deed = deedOf(event, typed);
      if (deed === undefined) return;
      // A letter goes on to the field that has just got the focus, and belongs to no key of the shell.
      if (deed.do === "search") event.stopPropagation();
      else event.preventDefault();
      act(deed);
      if (deed.do === "help") document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "?", bubbles: true }));
    };
    // Before the keys of the shell, some of which are letters.
    window.addEventListener("keydown", press, { capture: true });
    return () => window.removeEventListener("keydown", press, { capture: true });
  }, []);
}

/** Somebody types in another field, presses a button or link that has the focus, or a dialog stands above. */
function isElsewhere({ target, key }: KeyboardEvent, input: HTMLElement | null): boolean {
  if (!(target instanceof HTMLElement) || target === input) return false;
  if (document.querySelector("[role=dialog]") !== null) return true;
  if (target.closest("input, select, textarea, [contenteditable]") !== null) return true;
  return (key === "Enter" || key === " ") && target.closest("a, button") !== null;
}
