import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";

import { callOperation } from "#web/api/client.ts";
import { useMay } from "#web/api/queries.ts";
import sections from "#web/design/Sections.module.css";
import { formatDay } from "#web/format/time.ts";

import type { Example } from "../../contract.ts";
import classes from "../Benchmarks.module.css";
import { useDeed } from "../use-benchmarks.ts";

interface ExampleCardProps {
  readonly one: Example;
  readonly onEdit: (id: string) => void;
  readonly onTag: (tag: string) => void;
}

/** One example; its texts are plain, nothing in them is run or formatted. */
export function ExampleCard({ one, onEdit, onTag }: ExampleCardProps) {
  const { t, i18n } = useTranslation("benchmarks");
  const mayWrite = useMay("weights.write");
  const { id, wish, competitorName, journeyNames, touchpointNames, createdBy } = one;
  const remove = useDeed({
    run: (gone: string) => callOperation("benchmarks.deleteExample", { params: { id: gone } }),
    done: t("competitor.deleted", { name: wish.title }),
    undo: (gone) => callOperation("benchmarks.restoreExample", { params: { id: gone } }),
  });
  const places = [competitorName ?? "", ...journeyNames, ...touchpointNames].filter(Boolean).join(" · ");
  return (
    <article className={sections.section}>
      <h2>{wish.title}</h2>
      <p className={sections.note}>
        {wish.company}
        {places === "" ? "" : ` · ${places}`}
      </p>
      <div className={sections.two}>
        {(["strengths", "problems"] as const).map((key) =>
          wish[key] === "" ? null : (
            <div key={key}>
              <h3>{t(`example.${key}`)}</h3>
              <p className={classes.plain}>{wish[key]}</p>
            </div>
          ),
        )}
      </div>
      <p className={sections.note}>
        <Source wish={wish} />
        {wish.dated === null ? "" : ` · ${formatDay(wish.dated, i18n.language)}`}
        {` · ${createdBy}`}
      </p>
      <div className={sections.actions}>
        {wish.tags.map((tag) => (
          <Button key={tag} variant="default" size="compact-sm" onClick={() => onTag(tag)}>
            {tag}
          </Button>
        ))}
        {mayWrite ? (
          <>
            <Button variant="subtle" size="compact-sm" onClick={() => onEdit(id)}>
              {t("edit")}
            </Button>
            <Button variant="subtle" size="compact-sm" color="red" onClick={() => remove(id)}>
              {t("competitor.delete")}
            </Button>
          </>
        ) : null}
      </div>
    </article>
  );
}

function Source({ wish: { source, sourceUrl } }: Pick<Example, "wish">) {
  const { t } = useTranslation("benchmarks");
  if (sourceUrl === "") return source === "" ? t("example.noSource") : source;
  return (
    <a href={sourceUrl} target="_blank" rel="noreferrer noopener">
      {source === "" ? sourceUrl : source}
    </a>
  );
}
