import { Button } from "@mantine/core";
import { Link, useParams } from "@tanstack/react-router";

import { useMay } from "#web/api/queries.ts";
import { EmptyState } from "#web/design/EmptyState.tsx";
import { PageHead } from "#web/design/PageHead.tsx";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { Skeleton } from "#web/design/Skeleton.tsx";
import { onlyFilter } from "#web/filters/filter.ts";
import { useFilter } from "#web/filters/use-filter.ts";

import type { Theme } from "../../contract.ts";
import { ThemeMenu } from "../codebook/ThemeMenu.tsx";
import { RecodingNote } from "../recoding/RecodingNote.tsx";
import { sides } from "../sides.ts";
import { ThemesTabs } from "../ThemesTabs.tsx";
import { useThemes } from "../use-themes.ts";
import { useThemeWords, type ThemeWords } from "../words.ts";
import classes from "./Editor.module.css";
import { ThemeEditor } from "./ThemeEditor.tsx";
import { ThemeQuality } from "./ThemeQuality.tsx";
import { ThemeQuotes } from "./ThemeQuotes.tsx";

/** One theme: what it is, what finds it, what people say, how well it is coded. */
export function ThemePage() {
  const { t } = useThemeWords();
  const { key = "" } = useParams({ strict: false });
  const { themes, error } = useThemes();
  const theme = themes?.find((one) => one.key === key);
  if (error !== null) return <ProblemNote error={error} />;
  if (themes === undefined) return <Skeleton height={420} />;
  if (theme === undefined) {
    return (
      <EmptyState title={t("theme.gone")} text={t("theme.goneText", { key })}>
        <Button component={Link} to="/themes">
          {t("codebook.title")}
        </Button>
      </EmptyState>
    );
  }
  return <OneTheme key={theme.key} theme={theme} themes={themes} />;
}

function OneTheme({ theme, themes }: { theme: Theme; themes: readonly Theme[] }) {
  const words = useThemeWords();
  const mayWrite = useMay("themes.write");
  return (
    <>
      <PageHead
        title={theme.name}
        answer={answerOf(theme, words)}
        actions={
          <>
            <Opening theme={theme} />
            <ThemeMenu theme={theme} themes={themes} />
          </>
        }
      />
      <ThemesTabs />
      <RecodingNote />
      <div className={classes.page}>
        <div className={classes.main}>
          {mayWrite ? <ThemeEditor theme={theme} themes={themes} /> : <p>{theme.about[words.language as "en"]}</p>}
        </div>
        <div className={classes.aside}>
          <ThemeQuality themeKey={theme.key} />
          <ThemeQuotes theme={theme} />
        </div>
      </div>
    </>
  );
}

/** A theme that is not there yet. */
export function NewThemePage() {
  const { t } = useThemeWords();
  const mayWrite = useMay("themes.write");
  const { themes, error } = useThemes();
  return (
    <>
      <PageHead title={t("new.title")} answer={t("new.answer")} />
      <ThemesTabs />
      <ProblemNote error={error} />
      {themes === undefined && error === null ? <Skeleton height={420} /> : null}
      {themes === undefined || !mayWrite ? null : <ThemeEditor theme={undefined} themes={themes} />}
    </>
  );
}

/** Where the theme stands in answers and in the pain map. */
function Opening({ theme }: { theme: Theme }) {
  const { t } = useThemeWords();
  const { search } = useFilter();
  const mayRead = useMay("answers.read");
  const codes = sides.map(({ sign }) => `${theme.key}${sign}`);
  return (
    <>
      {mayRead ? (
        <Link
          to="/answers"
          search={{ ...onlyFilter(search), where: { ...search.where, theme: codes } }}
          className={classes.action}
        >
          {t("theme.answers")}
        </Link>
      ) : null}
      {theme.kind === "topic" ? (
        <Link to="/pain" search={onlyFilter(search)} className={classes.action}>
          {t("theme.pain")}
        </Link>
      ) : null}
    </>
  );
}

function answerOf({ mentions, isArchived, mergedInto }: Theme, { t, count }: ThemeWords): string {
  const { problem, praise, neutral } = mentions;
  if (isArchived || mergedInto !== null) return t("theme.away");
  if (problem + praise + neutral === 0) return t("theme.silent");
  return t("theme.answer", { problem: count(problem), praise: count(praise), neutral: count(neutral) });
}
