import { IconChevronDown, IconChevronRight } from "@tabler/icons-react";
import { useRef, useState, type KeyboardEvent } from "react";

import { useMay } from "#web/api/queries.ts";

import type { Theme } from "../../contract.ts";
import { useThemeActions } from "../use-theme-actions.ts";
import { useThemeWords } from "../words.ts";
import { ThemeRow } from "./ThemeRow.tsx";
import classes from "./Tree.module.css";
import { placeOf, stepOf, type Branch } from "./tree.ts";

interface ThemeTreeProps {
  readonly themes: readonly Theme[];
  readonly branches: readonly Branch[];
  /** Nothing is left out, so that moving a step is a step to the eye too. */
  readonly isWhole: boolean;
}

/** Groups with their themes. Arrows go from one to the next, with Alt they move it; Enter opens it. */
export function ThemeTree({ themes, branches, isWhole }: ThemeTreeProps) {
  const { t } = useThemeWords();
  const mayWrite = useMay("themes.write");
  const actions = useThemeActions();
  const tree = useRef<HTMLElement>(null);
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const most = Math.max(1, ...themes.map(({ mentions: { problem, praise, neutral } }) => problem + praise + neutral));

  const press = (event: KeyboardEvent<HTMLElement>, theme: Theme) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    if (event.altKey) return mayWrite && isWhole ? moved(theme, step) : undefined;
    const links = [...(tree.current?.querySelectorAll<HTMLElement>("[data-theme]") ?? [])];
    links[links.indexOf(event.currentTarget) + step]?.focus();
  };
  const moved = (theme: Theme, step: -1 | 1) => {
    const to = stepOf(themes, theme, step);
    if (to !== undefined) void actions.move(theme, { parent: theme.parent, ...to }, placeOf(themes, theme));
  };
  const toggle = (key: string) => {
    const next = new Set(closed);
    if (!next.delete(key)) next.add(key);
    setClosed(next);
  };

  return (
    <section ref={tree} className={classes.tree} aria-label={t("codebook.title")}>
      <div className={classes.head} aria-hidden>
        <span>{t("column.theme")}</span>
        <span />
        <span>{t("side.problem")}</span>
        <span>{t("side.praise")}</span>
        <span>{t("side.neutral")}</span>
      </div>
      {branches.map(({ group, themes: own }) => (
        <section key={group.key} aria-label={group.name}>
          <div className={classes.group}>
            <button
              type="button"
              className={classes.fold}
              aria-expanded={!closed.has(group.key)}
              aria-label={group.name}
              onClick={() => toggle(group.key)}
            >
              {closed.has(group.key) ? (
                <IconChevronRight size={17} aria-hidden />
              ) : (
                <IconChevronDown size={17} aria-hidden />
              )}
            </button>
            <ThemeRow theme={group} themes={themes} most={most} onPress={press} isGroup />
          </div>
          {closed.has(group.key) ? null : (
            <ul className={classes.list}>
              {own.map((theme) => (
                <li key={theme.key}>
                  <ThemeRow theme={theme} themes={themes} most={most} onPress={press} />
                </li>
              ))}
            </ul>
          )}
        </section>
      ))}
      {mayWrite ? <p className={classes.hint}>{t("tree.hint")}</p> : null}
    </section>
  );
}
