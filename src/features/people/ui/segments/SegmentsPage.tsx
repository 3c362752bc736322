import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { Segment } from "#feature/people/contract";
import { callOperation } from "#web/api/client.ts";
import { operationQuery, useMay, useRefresh } from "#web/api/queries.ts";
import { confirm } from "#web/design/confirm.ts";
import { EmptyState } from "#web/design/EmptyState.tsx";
import { PageHead } from "#web/design/PageHead.tsx";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { SkeletonList } from "#web/design/Skeleton.tsx";
import { formatCount } from "#web/format/number.ts";

import classes from "../People.module.css";
import { PeopleTabs } from "../PeopleTabs.tsx";
import { useProblemToast } from "../use-problem.ts";
import { SegmentEditor } from "./SegmentEditor.tsx";
import { useSentence } from "./sentence.ts";

/** Saved conditions over people, each as a sentence with how many it holds. */
export function SegmentsPage() {
  const { t } = useTranslation("people");
  const { data, error } = useQuery(operationQuery("people.listSegments"));
  const mayWrite = useMay("people.write");
  const [edited, setEdited] = useState<Segment | "new" | undefined>();

  return (
    <>
      <PageHead
        title={t("tab.segments")}
        actions={
          mayWrite && edited === undefined ? (
            <Button leftSection={<IconPlus size={17} />} onClick={() => setEdited("new")}>
              {t("segment.new")}
            </Button>
          ) : undefined
        }
      />
      <PeopleTabs />
      <ProblemNote error={error} />
      {edited === undefined ? null : (
        <SegmentEditor
          key={edited === "new" ? "new" : edited.id}
          segment={edited === "new" ? undefined : edited}
          onClose={() => setEdited(undefined)}
        />
      )}
      {data === undefined && error === null ? <SkeletonList rows={3} height={100} /> : null}
      {data?.items.length === 0 && edited === undefined ? (
        <EmptyState title={t("segment.none")} text={t("segment.noneText")} />
      ) : null}
      <div className={classes.cards}>
        {data?.items.map((segment) => (
          <SegmentCard key={segment.id} segment={segment} onEdit={mayWrite ? () => setEdited(segment) : undefined} />
        ))}
      </div>
    </>
  );
}

function SegmentCard({ segment, onEdit }: { segment: Segment; onEdit: (() => void) | undefined }) {
  const { t, i18n } = useTranslation("people");
  const sentence = useSentence();
  const refresh = useRefresh();
  const problem = useProblemToast();
  const remove = useMutation({
    mutationFn: () => callOperation("people.deleteSegment", { params: { id: segment.id } }),
    onSuccess: () => refresh("people."),
    onError: problem,
  });
  const ask = async () => {
    const { name } = segment;
    if (
      await confirm({
        title: t("segment.removeTitle", { name }),
        text: t("segment.removeText"),
        action: t("segment.remove"),
      })
    )
      remove.mutate();
  };
  return (
    <article className={classes.card}>
      <h2>{segment.name}</h2>
      <p className={classes.quiet}>{sentence(segment.condition)}</p>
      <p className={classes.line}>
        {segment.count === null ? (
          <span className={classes.quiet}>{t("segment.uncounted")}</span>
        ) : (
          <strong>{t("segment.people", { count: segment.count, n: formatCount(segment.count, i18n.language) })}</strong>
        )}
      </p>
      <div className={classes.line}>
        <Link to="/people" search={{ view: segment.id }} className={classes.tab}>
          {t("segment.show")}
        </Link>
        {onEdit === undefined ? null : (
          <>
            <Button size="xs" variant="subtle" onClick={onEdit}>
              {t("edit.open")}
            </Button>
            <Button size="xs" variant="subtle" color="red" onClick={() => void ask()}>
              {t("segment.remove")}
            </Button>
          </>
        )}
      </div>
    </article>
  );
}
