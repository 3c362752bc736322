import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";

import { useMay } from "#web/api/queries.ts";
import { EmptyState } from "#web/design/EmptyState.tsx";
import { PageHead } from "#web/design/PageHead.tsx";
import { SkeletonList } from "#web/design/Skeleton.tsx";

import type { CodingState, Quality } from "../../contract.ts";
import classes from "../Themes.module.css";
import { ThemesTabs } from "../ThemesTabs.tsx";
import { useCodingState, useQuality } from "../use-themes.ts";
import { useThemeWords, type ThemeWords } from "../words.ts";
import { CodesSection } from "./CodesSection.tsx";
import { ConfusionsSection } from "./ConfusionsSection.tsx";
import { Overall } from "./Overall.tsx";
import { ToneSection } from "./ToneSection.tsx";
import { Training } from "./Training.tsx";
import { TrainingsSection } from "./TrainingsSection.tsx";

/** How well comments are coded: what the machine gives against what people give, and people against each other. */
export function QualityPage() {
  const words = useThemeWords();
  const quality = useQuality();
  const state = useCodingState();
  const isLoaded = quality !== undefined && state !== undefined;
  return (
    <>
      <PageHead
        title={words.t("quality.title")}
        answer={isLoaded ? answerOf(quality, state, words) : " "}
        actions={isLoaded ? <Training state={state} needed={quality.needed} /> : undefined}
      />
      <ThemesTabs />
      {isLoaded ? <Measured quality={quality} state={state} /> : <SkeletonList rows={8} height={48} />}
    </>
  );
}

function answerOf({ machine, codes }: Quality, { byPeople }: CodingState, words: ThemeWords): string {
  const { t, count, estimate } = words;
  if (machine.precision === null) return t("quality.unknown", { count: byPeople, n: count(byPeople) });
  const automatic = codes.filter((one) => one.automatic !== null).length;
  const right = t("quality.answer", { share: estimate(machine.precision), n: count(machine.precision.n) });
  return `${right} ${t("quality.automatic", { count: automatic, n: count(automatic), of: count(codes.length) })}`;
}

function Measured({ quality, state }: { quality: Quality; state: CodingState }) {
  const { t, count } = useThemeWords();
  const mayCode = useMay("themes.code");
  const left = quality.needed - state.byPeople;
  return (
    <div className={classes.stack}>
      {quality.codes.length > 0 ? null : (
        <EmptyState
          title={t(left > 0 ? "quality.empty" : "quality.untrained", { count: left, n: count(left) })}
          text={t(left > 0 ? "quality.emptyText" : "quality.untrainedText")}
        >
          {mayCode ? (
            <Button component={Link} to="/themes/coding">
              {t("quality.toQueue")}
            </Button>
          ) : null}
        </EmptyState>
      )}
      <Overall quality={quality} />
      {quality.codes.length > 0 ? <CodesSection quality={quality} /> : null}
      <ConfusionsSection quality={quality} />
      <ToneSection />
      <TrainingsSection quality={quality} />
    </div>
  );
}
