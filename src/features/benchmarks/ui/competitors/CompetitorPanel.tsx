import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

import { operationQuery, useMay } from "#web/api/queries.ts";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import sections from "#web/design/Sections.module.css";
import { SidePanel } from "#web/design/SidePanel.tsx";
import { SkeletonList } from "#web/design/Skeleton.tsx";
import { useFilter } from "#web/filters/use-filter.ts";

import type { Competitor } from "../../contract.ts";
import { ExamplesOf } from "../ExamplesOf.tsx";
import { CompetitorForm } from "./CompetitorForm.tsx";
import { FigureForm } from "./FigureForm.tsx";
import { FigureList } from "./FigureList.tsx";

/** One competitor, or a new one, beside the comparison. */
export function CompetitorPanel() {
  const { t } = useTranslation("benchmarks");
  const navigate = useNavigate();
  const { search } = useFilter();
  const { id = "new" } = useParams({ strict: false });
  const { data, error } = useQuery(operationQuery("benchmarks.listCompetitors"));
  const go = (to: "/competitors" | "/competitors/$id", next = "") =>
    void navigate({ to, params: { id: next }, search, resetScroll: false });
  const competitor = data?.items.find((one) => one.id === id);
  const isKnown = id === "new" || competitor !== undefined;
  const isThere = data !== undefined && isKnown;
  return (
    <SidePanel title={competitor?.name ?? t("competitor.new")} onClose={() => go("/competitors")}>
      <ProblemNote error={error} />
      <Waiting isWaiting={data === undefined && error === null} isGone={data !== undefined && !isThere} />
      {isThere ? (
        <Content
          key={`${id}/${competitor?.revision ?? 0}`}
          competitor={competitor}
          onMade={(made) => go("/competitors/$id", made)}
          onDeleted={() => go("/competitors")}
        />
      ) : null}
    </SidePanel>
  );
}

function Waiting({ isWaiting, isGone }: { isWaiting: boolean; isGone: boolean }) {
  const { t } = useTranslation("benchmarks");
  if (isGone) return <p>{t("competitor.gone")}</p>;
  return isWaiting ? <SkeletonList rows={4} /> : null;
}

interface ContentProps {
  readonly competitor: Competitor | undefined;
  readonly onMade: (id: string) => void;
  readonly onDeleted: () => void;
}

function Content({ competitor, onMade, onDeleted }: ContentProps) {
  const { t } = useTranslation("benchmarks");
  const mayWrite = useMay("weights.write");
  return (
    <div className={sections.stack}>
      <CompetitorForm competitor={competitor} onMade={onMade} onDeleted={onDeleted} />
      {competitor === undefined ? null : <FigureList competitor={competitor} />}
      {competitor === undefined ? null : (
        <ExamplesOf title={t("example.of", { name: competitor.name })} query={{ competitor: competitor.id }} />
      )}
      {competitor === undefined || !mayWrite ? null : <FigureForm competitorId={competitor.id} />}
    </div>
  );
}
