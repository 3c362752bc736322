import { Link } from "@tanstack/react-router";
import type { KeyboardEvent } from "react";

import { useMay } from "#web/api/queries.ts";
import { onlyFilter } from "#web/filters/filter.ts";
import { useFilter } from "#web/filters/use-filter.ts";

import type { Theme } from "../../contract.ts";
import { sides } from "../sides.ts";
import { useThemeWords } from "../words.ts";
import { SideBar } from "./SideBar.tsx";
import { ThemeMenu } from "./ThemeMenu.tsx";
import classes from "./Tree.module.css";

interface ThemeRowProps {
  readonly theme: Theme;
  readonly themes: readonly Theme[];
  /** Mentions of the theme that is named most: what the whole width stands for. */
  readonly most: number;
  readonly onPress: (event: KeyboardEvent<HTMLElement>, theme: Theme) => void;
  readonly isGroup?: boolean;
}

/** A theme: its name and state, how often each side is named, what can be done to it. */
export function ThemeRow({ theme, themes, most, onPress, isGroup = false }: ThemeRowProps) {
  const { t, count } = useThemeWords();
  const { search } = useFilter();
  const mayRead = useMay("answers.read");
  const { mentions } = theme;
  const isSilent = isGroup && mentions.problem + mentions.praise + mentions.neutral === 0;
  return (
    <div className={classes.row} data-away={theme.isArchived || theme.mergedInto !== null} data-group={isGroup}>
      <span className={classes.name}>
        <Link
          to="/themes/theme/$key"
          params={{ key: theme.key }}
          search={{ ...onlyFilter(search), q: search.q, state: search.state }}
          data-theme={theme.key}
          onKeyDown={(event) => onPress(event, theme)}
        >
          {theme.name}
        </Link>
        <Marks theme={theme} themes={themes} />
      </span>
      {isSilent ? <span /> : <SideBar mentions={mentions} most={most} />}
      {sides.map(({ side, sign }) =>
        isSilent ? (
          <span key={side} className={classes.silent} />
        ) : (
          <span key={side} className={classes.number} data-label={t(`side.${side}`)}>
            {mayRead && mentions[side] > 0 ? (
              <Link
                to="/answers"
                search={{ ...onlyFilter(search), where: { ...search.where, theme: [`${theme.key}${sign}`] } }}
                title={theme.sideNames[side]}
              >
                {count(mentions[side])}
              </Link>
            ) : (
              count(mentions[side])
            )}
          </span>
        ),
      )}
      <ThemeMenu theme={theme} themes={themes} />
    </div>
  );
}

function Marks({ theme, themes }: Pick<ThemeRowProps, "theme" | "themes">) {
  const { t } = useThemeWords();
  const into = themes.find(({ key }) => key === theme.mergedInto);
  const marks = [
    ...(theme.kind === "topic" ? [] : [t(`kind.${theme.kind}`)]),
    ...(into === undefined ? [] : [t("mark.merged", { name: into.name })]),
    ...(theme.isArchived ? [t("mark.archived")] : []),
    ...(theme.isSeeded ? (theme.isEdited ? [t("mark.edited")] : []) : [t("mark.own")]),
  ];
  return marks.map((mark) => (
    <small key={mark} className={classes.mark}>
      {mark}
    </small>
  ));
}
