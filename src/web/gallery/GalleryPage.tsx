import { SegmentedControl, useMantineColorScheme, type MantineColorScheme } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { productLanguages } from "#kit/language";

import { switchLanguage } from "../i18n/i18n.ts";
import { ownName } from "../i18n/languages.ts";
import { GalleryFigures } from "./GalleryFigures.tsx";
import classes from "./GalleryPage.module.css";
import { GalleryParts } from "./GalleryParts.tsx";
import { GalleryPictures } from "./GalleryPictures.tsx";

const schemes: readonly MantineColorScheme[] = ["light", "dark", "auto"];

/** Every component in every state; theme and language are chosen at the top. For whoever builds pages. */
export function GalleryPage() {
  const { t, i18n } = useTranslation("web");
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <main className={classes.page}>
      <h1>{t("gallery.title")}</h1>
      <div className={classes.switches}>
        <SegmentedControl
          aria-label={t("theme.label")}
          data={schemes.map((value) => ({ value, label: t(`theme.${value}`) }))}
          value={colorScheme}
          onChange={(value) => setColorScheme(value)}
        />
        <SegmentedControl
          aria-label={t("profile.language")}
          data={productLanguages.map((value) => ({ value, label: ownName(value) }))}
          value={i18n.language}
          onChange={(value) => void switchLanguage(value as "en")}
        />
      </div>
      <GalleryFigures />
      <GalleryPictures />
      <GalleryParts />
    </main>
  );
}
