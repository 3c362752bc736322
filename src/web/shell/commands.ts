import { useMantineColorScheme } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { productLanguages } from "#kit/language";

import { operationQuery, useMay, useMe } from "../api/queries.ts";
import { ownName } from "../i18n/languages.ts";
import { useChooseLanguage } from "../i18n/use-choose-language.ts";
import { useSettingsSections } from "../settings/sections.ts";
import { destinations, mayGo } from "./navigation.ts";
import { usePageCommands } from "./page-commands.ts";
import { recentCommands } from "./recent.ts";

/** One thing the palette can do: go somewhere, or run something. */
export interface Command {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly href: string;
  readonly run?: (() => void) | undefined;
}

const most = 14;

/** What lets somebody bring units, staff or persons in from a file. */
const bringsIn: ReadonlySet<string> = new Set(["organisation.write", "staff.write", "people.write"]);

/** Pages below the themes that somebody goes straight to. */
const themePages = [
  { to: "/themes/coding", text: "palette.coding", permission: "themes.code" },
  { to: "/themes/quality", text: "palette.codingQuality", permission: "insight.read" },
  { to: "/themes/discoveries", text: "palette.discoveries", permission: "answers.read" },
  { to: "/themes/new", text: "palette.newTheme", permission: "themes.write" },
] as const;

/** Commands whose name holds all the words, pages first; without words, what was used last comes before the rest. */
export function useCommands(words: string): readonly Command[] {
  const pages = usePages();
  const surveys = useSurveys(words);
  const units = useUnits(words);
  const here = useHere();
  const actions = useActions();
  const search = useSearchOf(words);
  const wanted = words.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const all = [...here, ...pages, ...surveys, ...units, ...actions];
  if (wanted.length === 0) return unique([...here, ...recentCommands(all), ...all]).slice(0, most);

  const found = all.filter(({ name }) => wanted.every((word) => name.toLocaleLowerCase().includes(word)));
  return [...found.slice(0, most), ...search];
}

function usePages(): readonly Command[] {
  const { t } = useTranslation("web");
  const me = useMe();
  const sections = useSettingsSections();
  const kind = t("palette.page");
  return [
    ...destinations
      .filter((item) => mayGo(item, me))
      .map(({ to, text }) => ({ id: to, name: t(text), kind, href: to })),
    ...(me?.permissions.some((held) => bringsIn.has(held))
      ? [{ id: "/directory", name: t("nav.directory"), kind, href: "/directory" }]
      : []),
    ...themePages
      .filter(({ permission }) => me?.permissions.includes(permission))
      .map(({ to, text }) => ({ id: to, name: `${t("nav.themes")}: ${t(text)}`, kind, href: to })),
    { id: "/notices", name: t("notices.open"), kind, href: "/notices" },
    ...sections.map(({ to, text }) => ({ id: to, name: `${t("nav.settings")}: ${t(text)}`, kind, href: to })),
  ];
}

function useSurveys(words: string): readonly Command[] {
  const { t } = useTranslation("web");
  const search = words.trim().slice(0, 100);
  const { data } = useQuery({
    ...operationQuery("surveys.listSurveys", { query: { search: search === "" ? undefined : search, limit: 8 } }),
    enabled: useMay("surveys.read"),
    placeholderData: (previous) => previous,
  });
  return (data?.items ?? []).map(({ id, name }) => ({
    id: `survey-${id}`,
    name,
    kind: t("palette.survey"),
    href: `/surveys/${id}`,
  }));
}

/** Units by name or code: their answers. */
function useUnits(words: string): readonly Command[] {
  const { t } = useTranslation("web");
  const search = words.trim().slice(0, 100);
  const mayRead = useMay("organisation.read");
  const mayOpen = useMay("answers.read");
  const { data } = useQuery({
    ...operationQuery("organisation.listReferences", { query: { kind: "unit", search, limit: 6 } }),
    enabled: mayRead && mayOpen && search.length > 1,
    placeholderData: (previous) => previous,
  });
  if (search.length < 2) return [];
  return (data?.items ?? []).map(({ id, name, code }) => ({
    id: `unit-${id}`,
    name,
    kind: t("palette.unit"),
    href: `/answers?${new URLSearchParams({ unit: code }).toString()}`,
  }));
}

/** The words themselves, looked for in what people wrote. */
function useSearchOf(words: string): readonly Command[] {
  const { t } = useTranslation("web");
  const may = useMay("answers.read");
  const search = words.trim();
  if (!may || search.length < 3) return [];
  const href = `/answers?${new URLSearchParams({ q: search }).toString()}`;
  return [{ id: "search", name: t("palette.search", { words: search }), kind: t("nav.answers"), href }];
}

/** What the page one is on can do. */
function useHere(): readonly Command[] {
  const { t } = useTranslation("web");
  return usePageCommands().map(({ id, name, run }) => ({ id, name, kind: t("palette.action"), href: "", run }));
}

function useActions(): readonly Command[] {
  const { t } = useTranslation("web");
  const choose = useChooseLanguage();
  const { setColorScheme } = useMantineColorScheme();
  const kind = t("palette.action");
  return [
    ...(["light", "dark", "auto"] as const).map((scheme) => ({
      id: `theme-${scheme}`,
      name: `${t("theme.label")}: ${t(`theme.${scheme}`)}`,
      kind,
      href: "",
      run: () => setColorScheme(scheme),
    })),
    ...productLanguages.map((language) => ({
      id: `language-${language}`,
      name: `${t("profile.language")}: ${ownName(language)}`,
      kind,
      href: "",
      run: () => void choose(language),
    })),
  ];
}

function unique(commands: readonly Command[]): readonly Command[] {
  return [...new Map(commands.map((command) => [command.id, command])).values()];
}
