import { Button } from "@mantine/core";
import { IconBuildingStore, IconPlus } from "@tabler/icons-react";
import { Link, useNavigate } from "@tanstack/react-router";
import { useRef, useState } from "react";

import { useMay } from "#web/api/queries.ts";
import { EmptyState } from "#web/design/EmptyState.tsx";
import { PageHead } from "#web/design/PageHead.tsx";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { SkeletonList } from "#web/design/Skeleton.tsx";
import { useFilter } from "#web/filters/use-filter.ts";
import { usePageKeys } from "#web/shell/keys.ts";

import type { Codebook, CodingState, Quality, Theme } from "../../contract.ts";
import { RecodingNote } from "../recoding/RecodingNote.tsx";
import classes from "../Themes.module.css";
import { ThemesTabs } from "../ThemesTabs.tsx";
import { useCodingState, useQuality, useThemes } from "../use-themes.ts";
import { useThemeWords, type ThemeWords } from "../words.ts";
import { ExchangeMenu } from "./ExchangeMenu.tsx";
import { IndustriesPanel } from "./IndustriesPanel.tsx";
import { ThemeTree } from "./ThemeTree.tsx";
import { treeOf, type TreeWish } from "./tree.ts";

const states = ["use", "edited", "away", "all"] as const;

/** The codebook: how far it reaches, the tree of its themes with how often each side is named, and everything that changes it. */
export function ThemesPage() {
  const words = useThemeWords();
  const { themes, codebook, error } = useThemes();
  const state = useCodingState();
  const quality = useQuality();
  const [isChoosing, setChoosing] = useState(false);
  return (
    <>
      <PageHead
        title={words.t("codebook.title")}
        answer={state === undefined ? " " : answerOf(state, quality, words)}
        actions={<Actions themes={themes} onIndustries={() => setChoosing(true)} />}
      />
      <ThemesTabs />
      <RecodingNote />
      <ProblemNote error={error} />
      {codebook?.isChosen === false ? <Unchosen onChoose={() => setChoosing(true)} /> : null}
      {themes === undefined && error === null ? <SkeletonList rows={10} height={44} /> : null}
      {themes === undefined ? null : <Found themes={themes} />}
      {isChoosing && codebook !== undefined ? (
        <Choosing codebook={codebook} onClose={() => setChoosing(false)} />
      ) : null}
    </>
  );
}

function Choosing({ codebook, onClose }: { codebook: Codebook; onClose: () => void }) {
  return <IndustriesPanel codebook={codebook} onClose={onClose} />;
}

/** How much the codebook knows, and how right it is. */
function answerOf({ coded, themed }: CodingState, quality: Quality | undefined, words: ThemeWords): string {
  const { t, count, share } = words;
  if (coded === 0) return t("answer.nothing");
  const known = t("answer.known", { n: count(coded), share: share(themed / coded), rest: count(coded - themed) });
  if (quality === undefined) return known;
  const { precision } = quality.machine;
  if (precision === null) return `${known} ${t("answer.unmeasured")}`;
  return `${known} ${t("answer.right", { share: words.estimate(precision), n: count(precision.n) })}`;
}

function Actions({ themes, onIndustries }: { themes: readonly Theme[] | undefined; onIndustries: () => void }) {
  const { t } = useThemeWords();
  const mayWrite = useMay("themes.write");
  return (
    <>
      <ExchangeMenu themes={themes} mayWrite={mayWrite} />
      {mayWrite ? (
        <>
          <Button variant="default" leftSection={<IconBuildingStore size={17} aria-hidden />} onClick={onIndustries}>
            {t("industries.open")}
          </Button>
          <Button component={Link} to="/themes/new" leftSection={<IconPlus size={17} aria-hidden />}>
            {t("new.open")}
          </Button>
        </>
      ) : null}
    </>
  );
}

function Unchosen({ onChoose }: { onChoose: () => void }) {
  const { t } = useThemeWords();
  const mayWrite = useMay("themes.write");
  if (!mayWrite) return null;
  return (
    <div className={classes.callout}>
      <p>{t("industries.unchosen")}</p>
      <Button variant="default" onClick={onChoose}>
        {t("industries.choose")}
      </Button>
    </div>
  );
}

function Found({ themes }: { themes: readonly Theme[] }) {
  const { t, count } = useThemeWords();
  const navigate = useNavigate();
  const mayWrite = useMay("themes.write");
  const { search, change } = useFilter();
  const input = useRef<HTMLInputElement>(null);
  const wish: TreeWish = { words: search.q ?? "", state: states.find((one) => one === search.state) ?? "use" };
  const branches = treeOf(themes, wish);
  const shown = branches.reduce((sum, branch) => sum + branch.themes.length, 0);
  usePageKeys([
    { key: "/", label: t("keys.search"), run: () => input.current?.focus() },
    ...(mayWrite ? [{ key: "c", label: t("keys.new"), run: () => void navigate({ to: "/themes/new" }) }] : []),
  ]);
  return (
    <>
      <div className={classes.tools}>
        <input
          ref={input}
          type="search"
          className={classes.input}
          placeholder={t("search")}
          aria-label={t("search")}
          value={wish.words}
          onChange={(event) => change({ q: event.target.value || undefined }, { replace: true })}
        />
        <select
          className={classes.select}
          aria-label={t("state.label")}
          value={wish.state}
          onChange={(event) =>
            change({ state: event.target.value === "use" ? undefined : event.target.value }, { replace: true })
          }
        >
          {states.map((one) => (
            <option key={one} value={one}>
              {t(`state.${one}`)}
            </option>
          ))}
        </select>
        <span className={classes.note} aria-live="polite">
          {t("shown", { count: shown, n: count(shown) })}
        </span>
      </div>
      {branches.length === 0 ? (
        <EmptyState title={t("none.title")} text={t(wish.words === "" ? "none.state" : "none.words")} />
      ) : (
        <ThemeTree themes={themes} branches={branches} isWhole={wish.words === "" && wish.state !== "away"} />
      )}
    </>
  );
}
