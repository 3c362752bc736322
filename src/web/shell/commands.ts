import { useMantineColorScheme } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { productLanguages } from "#kit/language";

import { operationQuery, useMe } from "../api/queries.ts";
import { ownName } from "../i18n/languages.ts";
import { useChooseLanguage } from "../i18n/use-choose-language.ts";
import { destinations } from "./navigation.ts";
import { mayGo } from "./NavigationLink.tsx";

/** One thing the palette can do: go somewhere, or run something. */
export interface Command {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly href: string;
  readonly run?: (() => void) | undefined;
}

/** Commands whose name holds all the words, pages first. */
export function useCommands(words: string): readonly Command[] {
  const pages = usePages();
  const surveys = useSurveys(words);
  const actions = useActions();
  const wanted = words.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  return [...pages, ...surveys, ...actions]
    .filter(({ name }) => wanted.every((word) => name.toLocaleLowerCase().includes(word)))
    .slice(0, 12);
}

function usePages(): readonly Command[] {
  const { t } = useTranslation("web");
  const held = useMe()?.permissions ?? [];
  const sections = ["organisation", "measurement", "keys", "codes", "audit", "profile", "about"] as const;
  return [
    ...destinations
      .filter((item) => mayGo(item, held))
      .map(({ to, text }) => ({ id: to, name: t(text), kind: t("palette.page"), href: to })),
    ...sections.map((section) => ({
      id: `settings-${section}`,
      name: `${t("nav.settings")}: ${t(`settings.${section}`)}`,
      kind: t("palette.page"),
      href: `/settings/${section}`,
    })),
  ];
}

function useSurveys(words: string): readonly Command[] {
  const { t } = useTranslation("web");
  const may = useMe()?.permissions.includes("surveys.read") ?? false;
  const search = words.trim().slice(0, 100);
  const { data } = useQuery({
    ...operationQuery("surveys.listSurveys", { query: { search: search === "" ? undefined : search, limit: 8 } }),
    enabled: may,
    placeholderData: (previous) => previous,
  });
  return (data?.items ?? []).map(({ id, name }) => ({
    id: `survey-${id}`,
    name,
    kind: t("palette.survey"),
    href: `/surveys/${id}`,
  }));
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
