import { Menu } from "@mantine/core";
import { IconDots } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useState } from "react";

import { useMay } from "#web/api/queries.ts";

import type { Theme } from "../../contract.ts";
import { useThemeActions } from "../use-theme-actions.ts";
import { useThemeWords } from "../words.ts";
import { ThemeChoice } from "./ThemeChoice.tsx";
import classes from "./Tree.module.css";
import { placeOf, stepOf } from "./tree.ts";

interface ThemeMenuProps {
  readonly theme: Theme;
  readonly themes: readonly Theme[];
}

/** What can be done to a theme: open, move, merge, put away. */
export function ThemeMenu({ theme, themes }: ThemeMenuProps) {
  const { t } = useThemeWords();
  const mayWrite = useMay("themes.write");
  const actions = useThemeActions();
  const [asked, setAsked] = useState<"move" | "merge">();
  if (!mayWrite) return <span />;
  const { name } = theme;
  const step = (by: -1 | 1) => {
    const to = stepOf(themes, theme, by);
    if (to !== undefined) void actions.move(theme, { parent: theme.parent, ...to }, placeOf(themes, theme));
  };
  const isMerged = theme.mergedInto !== null;
  return (
    <>
      <Menu position="bottom-end" shadow="md">
        <Menu.Target>
          <button type="button" className={classes.more} aria-label={t("menu.of", { name })}>
            <IconDots size={18} aria-hidden />
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item component={Link} to={`/themes/theme/${theme.key}`}>
            {t("menu.edit")}
          </Menu.Item>
          <Menu.Item onClick={() => step(-1)} disabled={stepOf(themes, theme, -1) === undefined}>
            {t("menu.up")}
          </Menu.Item>
          <Menu.Item onClick={() => step(1)} disabled={stepOf(themes, theme, 1) === undefined}>
            {t("menu.down")}
          </Menu.Item>
          <Menu.Item onClick={() => setAsked("move")}>{t("menu.move")}</Menu.Item>
          {isMerged ? (
            <Menu.Item
              onClick={() =>
                void actions.setState(theme, { ...theme, mergedInto: null }, t("said.separated", { name }))
              }
            >
              {t("menu.separate")}
            </Menu.Item>
          ) : (
            <Menu.Item onClick={() => setAsked("merge")}>{t("menu.merge")}</Menu.Item>
          )}
          <Menu.Item
            onClick={() =>
              void actions.setState(
                theme,
                { ...theme, isArchived: !theme.isArchived },
                t(theme.isArchived ? "said.back" : "said.archived", { name }),
              )
            }
          >
            {t(theme.isArchived ? "menu.back" : "menu.archive")}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {asked === undefined ? null : (
        <ThemeChoice
          title={t(`choice.${asked}`, { name })}
          text={t(`choice.${asked}Text`)}
          choices={themes.filter((one) => mayGoTo(one, theme, themes, asked))}
          top={asked === "move" && theme.parent !== null ? t("choice.top") : undefined}
          onClose={() => setAsked(undefined)}
          onChoose={(chosen) => {
            setAsked(undefined);
            if (asked === "move")
              return void actions.move(theme, { parent: chosen, before: null }, placeOf(themes, theme));
            const into = themes.find(({ key }) => key === chosen);
            if (into === undefined) return;
            const said = t("said.merged", { name, into: into.name });
            void actions.setState(theme, { isArchived: theme.isArchived, mergedInto: into.key }, said);
          }}
        />
      )}
    </>
  );
}

/** A group takes themes, not groups; a theme merges into any that is in use. */
function mayGoTo(one: Theme, theme: Theme, themes: readonly Theme[], what: "move" | "merge"): boolean {
  if (one.key === theme.key || one.isArchived || one.mergedInto !== null) return false;
  if (what === "merge") return true;
  const isGroup = themes.some(({ parent }) => parent === theme.key);
  return one.parent === null && one.key !== theme.parent && !isGroup;
}
