import { Button } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconDownload, IconSearch, IconX } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { operationQuery } from "#web/api/queries.ts";
import { useFilter } from "#web/filters/use-filter.ts";
import { useNames } from "#web/format/names.ts";

import classes from "./AnswerTools.module.css";
import { useExport } from "./use-export.ts";

/** Words to find, the measure looked at, comments only, export of what is listed. */
export function AnswerTools({ total }: { total: number }) {
  const { t } = useTranslation("answers");
  const { search, change } = useFilter();
  const [words, setWords] = useState(search.q ?? "");
  const find = useDebouncedCallback((text: string) => change({ q: text.trim() || undefined }, { replace: true }), 250);
  const { save, progress } = useExport();

  return (
    <div className={classes.tools}>
      <MeasureChip />
      <label className={classes.check}>
        <input
          type="checkbox"
          checked={search.comments === true}
          onChange={(event) => change({ comments: event.target.checked ? true : undefined })}
        />
        {t("withComment")}
      </label>
      <span className={classes.search}>
        <IconSearch size={16} aria-hidden />
        <input
          type="search"
          placeholder={t("search")}
          aria-label={t("search")}
          value={words}
          onChange={(event) => [setWords(event.target.value), find(event.target.value)]}
        />
      </span>
      <Button
        variant="default"
        leftSection={<IconDownload size={16} />}
        disabled={total === 0}
        loading={progress !== null}
        onClick={() => void save()}
      >
        CSV
      </Button>
      <span className="unseen" role="status">
        {progress === null ? "" : t("exporting", { count: progress })}
      </span>
    </div>
  );
}

function MeasureChip() {
  const { t } = useTranslation("answers");
  const names = useNames();
  const { search, change } = useFilter();
  const { data } = useQuery({ ...operationQuery("facts.listMeasures", { body: {} }), staleTime: 60_000 });
  if (search.measure === undefined) return null;

  const measure = data?.items.find(({ ref }) => ref === search.measure);
  const name =
    measure === undefined ? t("measure") : `${names.measure(measure)} · ${names.programme(measure.programme)}`;
  return (
    <span className={classes.chip}>
      {name}
      <button
        type="button"
        aria-label={t("web:filter.remove", { name })}
        onClick={() => change({ measure: undefined, where: withoutGroup(search.where) })}
      >
        <IconX size={14} aria-hidden />
      </button>
    </span>
  );
}

/** Groups and scores mean something only within a measure; without it they go too. */
function withoutGroup(where: Readonly<Record<string, readonly string[]>> | undefined) {
  const rest = Object.entries(where ?? {}).filter(([dimension]) => dimension !== "group" && dimension !== "score");
  return rest.length === 0 ? undefined : Object.fromEntries(rest);
}
