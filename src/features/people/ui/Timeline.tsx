import { Button } from "@mantine/core";
import { IconArrowsJoin, IconFingerprint, IconLink, IconMessage, IconShieldCheck } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { TimelineEntry, TimelineKind } from "#feature/people/contract";
import { callOperation } from "#web/api/client.ts";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { SkeletonList } from "#web/design/Skeleton.tsx";
import { formatInstant } from "#web/format/time.ts";

import classes from "./People.module.css";

const icons = {
  response: IconMessage,
  consent: IconShieldCheck,
  identity: IconFingerprint,
  merge: IconArrowsJoin,
  link: IconLink,
} as const;
const kinds: readonly TimelineKind[] = ["response", "consent", "identity", "merge", "link"];

/** Everything that happened with a person, newest first, as far as one may see it. */
export function Timeline({ id }: { id: string }) {
  const { t } = useTranslation("people");
  const [kind, setKind] = useState<TimelineKind | undefined>();
  const { data, error, isPending, hasNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ["people.readTimeline", id, kind],
    queryFn: ({ pageParam, signal }) =>
      callOperation("people.readTimeline", {
        params: { id },
        query: { limit: 20, cursor: pageParam, ...(kind === undefined ? {} : { kind }) },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
  const entries = data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <section>
      <div className={classes.line} style={{ justifyContent: "space-between" }}>
        <h3>{t("timeline.title")}</h3>
        <select
          className={classes.field}
          aria-label={t("timeline.kind")}
          value={kind ?? ""}
          onChange={(event) => setKind(kinds.find((each) => each === event.target.value))}
        >
          <option value="">{t("timeline.all")}</option>
          {kinds.map((each) => (
            <option key={each} value={each}>
              {t(`timeline.of.${each}`)}
            </option>
          ))}
        </select>
      </div>
      <ProblemNote error={error} />
      {isPending ? <SkeletonList rows={3} height={40} /> : null}
      {!isPending && entries.length === 0 ? <p className={classes.quiet}>{t("timeline.none")}</p> : null}
      <ol className={classes.timeline}>
        {entries.map((entry) => (
          <Entry key={`${entry.kind}:${entry.id}`} entry={entry} />
        ))}
      </ol>
      {hasNextPage ? (
        <Button variant="default" size="xs" onClick={() => void fetchNextPage()}>
          {t("more")}
        </Button>
      ) : null}
    </section>
  );
}

function Entry({ entry: { kind, at, params, link } }: { entry: TimelineEntry }) {
  const { t, i18n } = useTranslation("people");
  const Icon = icons[kind];
  const words = t(`timeline.${kind}.${params["what"]}`, {
    ...params,
    channel: params["channel"] === undefined ? "" : t(`channel.${params["channel"]}`),
    identity: params["identity"] === undefined ? "" : t(`identity.${params["identity"]}`),
    reason: params["reason"] === undefined ? "" : t(`reason.${params["reason"]}`),
  });
  return (
    <li>
      <Icon size={18} stroke={1.6} color="var(--ink-3)" aria-hidden />
      <span>
        {link === null ? words : <Link to={link}>{words}</Link>}
        <span className={classes.quiet} style={{ display: "block" }}>
          {formatInstant(at, i18n.language)}
        </span>
      </span>
    </li>
  );
}
