import { IconArrowsSplit2, IconGitMerge, IconMap2, IconPencil, IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { useState, type ComponentProps } from "react";

import { operationQuery, useMay } from "#web/api/queries.ts";
import { PageHead } from "#web/design/PageHead.tsx";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { Skeleton } from "#web/design/Skeleton.tsx";
import { FilterBar } from "#web/filters/FilterBar.tsx";
import { useFilter } from "#web/filters/use-filter.ts";

import type { MapItem, MapQueryInput, PainMap, Problem } from "../../contract.ts";
import { MeasureChoice } from "../Controls.tsx";
import classes from "../Pain.module.css";
import { HeatSection } from "../pictures/HeatSection.tsx";
import { SourcesSection } from "../pictures/SourcesSection.tsx";
import { TimelineSection } from "../pictures/TimelineSection.tsx";
import { useMapQuery, usePainMap } from "../use-map.ts";
import { useMapWords, type MapWords } from "../words.ts";
import { AboutSection } from "./AboutSection.tsx";
import { EditPanel } from "./EditPanel.tsx";
import { HistorySection } from "./HistorySection.tsx";
import { MergePanel, SplitPanel } from "./MergePanel.tsx";
import { NumbersSection } from "./NumbersSection.tsx";
import styles from "./Problem.module.css";
import { QuotesSection } from "./QuotesSection.tsx";

type Panel = "edit" | "merge" | "split";

/** One problem: what it does, where and when, what people say, who owns it, what happened to it. */
export function ProblemPage() {
  const { key = "" } = useParams({ strict: false });
  const { data, error } = useQuery(operationQuery("problems.readProblem", { params: { key } }));
  if (error !== null) return <ProblemNote error={error} />;
  return data === undefined ? <Skeleton height={420} /> : <LoadedProblem problem={data} />;
}

function LoadedProblem({ problem }: { problem: Problem }) {
  const words = useMapWords();
  const [panel, setPanel] = useState<Panel | null>(null);
  const { query: asked, measures } = useMapQuery();
  const query = asked === undefined ? undefined : { ...asked, side: problem.side };
  const { map, error, isOld } = usePainMap(query);
  const item = map?.items.find(({ key }) => key === problem.key);
  const Panel = panel === null ? undefined : panels[panel];
  return (
    <>
      <PageHead
        title={problem.title}
        answer={map === undefined ? " " : sentenceOf(item, map, words)}
        actions={<Actions problem={problem} onOpen={setPanel} />}
      />
      {problem.mergedInto === null ? null : <Merged into={problem.mergedInto} />}
      <Choices measures={measures} chosen={query?.measure} />
      <ProblemNote error={error} />
      {problem.isRegistered ? null : <p className={styles.proposed}>{words.t("problem.proposed")}</p>}
      <div className={styles.page} data-old={isOld}>
        <div className={styles.main}>
          {query === undefined || map === undefined ? null : <Evidence problem={problem} query={query} map={map} />}
        </div>
        <div className={styles.aside}>
          <AboutSection problem={problem} />
          <QuotesSection problem={problem} />
          {problem.isRegistered ? <HistorySection problem={problem} /> : null}
        </div>
      </div>
      {Panel === undefined ? null : <Panel problem={problem} onClose={() => setPanel(null)} />}
    </>
  );
}

/** Filter and measure: the same for everything on the page. */
function Choices({ measures, chosen }: ComponentProps<typeof MeasureChoice>) {
  return (
    <>
      <FilterBar weighted={measures?.find(({ ref }) => ref === chosen)?.weighted ?? false} />
      <div className={classes.controls}>
        <MeasureChoice measures={measures} chosen={chosen} />
      </div>
    </>
  );
}

const panels = { edit: EditPanel, merge: MergePanel, split: SplitPanel } as const;

interface EvidenceProps {
  readonly problem: Problem;
  readonly query: MapQueryInput;
  readonly map: PainMap;
}

/** Its numbers, and where and when it is named, as far as anybody names it. */
function Evidence({ problem: { key }, query, map }: EvidenceProps) {
  const item = map.items.find((one) => one.key === key);
  if (item === undefined) return null;
  return (
    <>
      <NumbersSection item={item} map={map} />
      {item.mentions === 0 ? null : (
        <>
          <TimelineSection query={query} keys={[key]} />
          <HeatSection query={query} keys={[key]} />
          <SourcesSection query={query} only={key} />
        </>
      )}
    </>
  );
}

function Actions({ problem, onOpen }: { problem: Problem; onOpen: (panel: Panel) => void }) {
  const { t } = useMapWords();
  const { search } = useFilter();
  const mayWrite = useMay("problems.write") && problem.mergedInto === null;
  return (
    <>
      <Link to="/pain" search={search} className={classes.action}>
        <IconMap2 size={17} aria-hidden />
        {t("action.map")}
      </Link>
      {mayWrite && problem.isRegistered ? (
        <>
          <button type="button" className={classes.action} onClick={() => onOpen("merge")}>
            <IconGitMerge size={17} aria-hidden />
            {t("problem.merge")}
          </button>
          {problem.codes.length > 1 ? (
            <button type="button" className={classes.action} onClick={() => onOpen("split")}>
              <IconArrowsSplit2 size={17} aria-hidden />
              {t("problem.split")}
            </button>
          ) : null}
        </>
      ) : null}
      {mayWrite ? (
        <button type="button" className={`${classes.action} ${classes.primary}`} onClick={() => onOpen("edit")}>
          {problem.isRegistered ? <IconPencil size={17} aria-hidden /> : <IconPlus size={17} aria-hidden />}
          {t(problem.isRegistered ? "problem.edit" : "problem.take")}
        </button>
      ) : null}
    </>
  );
}

function Merged({ into }: { into: string }) {
  const { t } = useMapWords();
  const navigate = useNavigate();
  return (
    <p className={classes.warning}>
      <button
        type="button"
        className={classes.more}
        onClick={() => void navigate({ to: "/problems/$key", params: { key: into } })}
      >
        {t("problem.mergedInto", { key: into })}
      </button>
    </p>
  );
}

function sentenceOf(item: MapItem | undefined, map: PainMap, words: MapWords): string {
  if (item === undefined || item.share === null || item.mentions === 0) return `${words.t("standing.nobody")}.`;
  const share = words.percent(item.share.value);
  if (item.standing === "imprecise") return `${words.t("problem.sentence.imprecise", { share })}.`;
  if (item.lift === null) return `${words.t("problem.sentence.few", { count: item.mentions })}.`;
  if (!item.clear) return `${words.t("problem.sentence.unclear", { share })}.`;
  return `${words.t(`problem.sentence.${map.query.side}`, { share, amount: words.t("headline.of", { amount: words.amount(item.lift.expected, map.unit), n: words.number(map.n ?? 0, 0) }) })}.`;
}
