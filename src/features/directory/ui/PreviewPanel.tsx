import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { DirectoryPreview } from "#feature/directory/contract";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { SkeletonList } from "#web/design/Skeleton.tsx";
import { formatCount } from "#web/format/number.ts";

import { Counts } from "./Counts.tsx";
import classes from "./Directory.module.css";
import type { PreviewState } from "./SetupFile.tsx";

interface PreviewPanelProps {
  readonly preview: PreviewState;
  readonly labelOf: (field: string) => string;
  /** The way to start. */
  readonly children: ReactNode;
}

/** What would come of it, before anything is written; the way to start stands right under the answer. */
export function PreviewPanel({ preview, labelOf, children }: PreviewPanelProps) {
  const { t } = useTranslation("directory");
  const { data, error, isCurrent, isFetching, ask } = preview;
  return (
    <section className={classes.part} aria-busy={isFetching} aria-label={t("preview")}>
      <h2>{t("preview")}</h2>
      <ProblemNote error={error} />
      {ask === undefined ? null : (
        <div className={classes.start}>
          <Button variant="default" onClick={ask}>
            {t("preview.ask")}
          </Button>
        </div>
      )}
      {data === undefined || error !== null ? null : (
        <div aria-live="polite">
          <Counts shown={data} />
        </div>
      )}
      {children}
      {data === undefined && isFetching ? <SkeletonList rows={4} /> : null}
      {data === undefined || error !== null ? null : (
        <div className={classes.preview} data-old={!isCurrent}>
          <Refused preview={data} />
          <FirstRows rows={isAnyWritten(data) ? data.sample : []} labelOf={labelOf} />
        </div>
      )}
    </section>
  );
}

function isAnyWritten({ created, changed, unchanged }: DirectoryPreview): boolean {
  return created + changed + unchanged > 0;
}

function Refused({ preview }: { preview: DirectoryPreview }) {
  const { t, i18n } = useTranslation("directory");
  if (preview.errorsByCode.length === 0) return null;
  return (
    <div>
      <h3>{t("refused")}</h3>
      <ul className={classes.list}>
        {preview.errorsByCode.slice(0, 12).map(({ code, column, rows, message }) => {
          const examples = preview.errors.filter((error) => error.code === code && error.column === column).slice(0, 3);
          return (
            <li key={`${code} ${column}`}>
              <strong>{column === "" ? t("wholeRow") : column}</strong> ({formatCount(rows, i18n.language)}): {message}{" "}
              {examples.map(({ row, value }) => (
                <span key={row} className={classes.example}>
                  {t("rowAt", { row })}
                  {value === "" ? "" : ` «${value}»`}
                </span>
              ))}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function FirstRows({ rows, labelOf }: { rows: DirectoryPreview["sample"]; labelOf: (field: string) => string }) {
  const { t } = useTranslation("directory");
  if (rows.length === 0) return null;
  return (
    <div>
      <h3>{t("first")}</h3>
      <ol className={classes.rows}>
        {rows.map((row, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- rows have no other identity
          <li key={index}>
            <dl>
              {Object.entries(row).map(([field, text]) => (
                <div key={field}>
                  <dt>{labelOf(field)}</dt>
                  <dd>{text === "" ? t("cleared") : text}</dd>
                </div>
              ))}
            </dl>
          </li>
        ))}
      </ol>
    </div>
  );
}
