import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { Persona, Segment } from "#feature/people/contract";
import { callOperation } from "#web/api/client.ts";
import { operationQuery, useMay, useRefresh } from "#web/api/queries.ts";
import { confirm } from "#web/design/confirm.ts";
import { EmptyState } from "#web/design/EmptyState.tsx";
import { PageHead } from "#web/design/PageHead.tsx";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { SkeletonList } from "#web/design/Skeleton.tsx";

import classes from "./People.module.css";
import { PeopleTabs } from "./PeopleTabs.tsx";
import { PersonaEditor } from "./PersonaEditor.tsx";
import { PersonMark } from "./PersonMark.tsx";
import { useProblemToast } from "./use-problem.ts";

/** Typical people, told as one would tell of somebody. */
export function PersonasPage() {
  const { t } = useTranslation("people");
  const { data, error } = useQuery(operationQuery("people.listPersonas"));
  const segments = useQuery(operationQuery("people.listSegments")).data?.items ?? [];
  const mayWrite = useMay("people.write");
  const [edited, setEdited] = useState<Persona | "new" | undefined>();

  return (
    <>
      <PageHead
        title={t("tab.personas")}
        actions={
          mayWrite ? (
            <Button leftSection={<IconPlus size={17} />} onClick={() => setEdited("new")}>
              {t("persona.new")}
            </Button>
          ) : undefined
        }
      />
      <PeopleTabs />
      <ProblemNote error={error} />
      {data === undefined && error === null ? <SkeletonList rows={2} height={160} /> : null}
      {data?.items.length === 0 ? <EmptyState title={t("persona.none")} text={t("persona.noneText")} /> : null}
      <div className={classes.cards}>
        {data?.items.map((persona) => (
          <PersonaCard
            key={persona.id}
            persona={persona}
            segments={segments}
            onEdit={mayWrite ? () => setEdited(persona) : undefined}
          />
        ))}
      </div>
      {edited === undefined ? null : (
        <PersonaEditor
          persona={edited === "new" ? undefined : edited}
          segments={segments}
          onClose={() => setEdited(undefined)}
        />
      )}
    </>
  );
}

interface CardProps {
  readonly persona: Persona;
  readonly segments: readonly Segment[];
  readonly onEdit: (() => void) | undefined;
}

function PersonaCard({ persona, segments, onEdit }: CardProps) {
  const { t } = useTranslation("people");
  const refresh = useRefresh();
  const problem = useProblemToast();
  const remove = useMutation({
    mutationFn: () => callOperation("people.deletePersona", { params: { id: persona.id } }),
    onSuccess: () => refresh("people.listPersonas"),
    onError: problem,
  });
  const ask = async () => {
    const { name } = persona;
    if (
      await confirm({
        title: t("persona.removeTitle", { name }),
        text: t("persona.removeText"),
        action: t("segment.remove"),
      })
    )
      remove.mutate();
  };
  return (
    <article className={classes.card}>
      <div className={classes.head}>
        <PersonMark name={persona.name} size="large" />
        <div>
          <h2>{persona.name}</h2>
          <p className={classes.quiet}>{persona.tagline}</p>
        </div>
      </div>
      {persona.story === "" ? null : <p style={{ whiteSpace: "pre-wrap" }}>{persona.story}</p>}
      {persona.quotes.map((quote) => (
        <blockquote key={quote} style={{ margin: 0, color: "var(--ink-2)" }}>{`«${quote}»`}</blockquote>
      ))}
      <Lines title={t("persona.goals")} lines={persona.goals} />
      <Lines title={t("persona.needs")} lines={persona.needs} />
      <div className={classes.line}>
        {segments
          .filter(({ id }) => persona.segments.includes(id))
          .map(({ id, name }) => (
            <Link key={id} to="/people" search={{ view: id }} className={classes.role}>
              {name}
            </Link>
          ))}
      </div>
      {onEdit === undefined ? null : (
        <div className={classes.line}>
          <Button size="xs" variant="subtle" onClick={onEdit}>
            {t("edit.open")}
          </Button>
          <Button size="xs" variant="subtle" color="red" onClick={() => void ask()}>
            {t("segment.remove")}
          </Button>
        </div>
      )}
    </article>
  );
}

function Lines({ title, lines }: { title: string; lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <div>
      <h3 style={{ fontSize: "var(--text-2)", color: "var(--ink-3)", fontWeight: 500 }}>{title}</h3>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  );
}
