import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { Preview, Profile } from "#feature/imports/contract";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { SkeletonList } from "#web/design/Skeleton.tsx";
import { languageName } from "#web/format/names.ts";
import { formatCount } from "#web/format/number.ts";
import { formatDay } from "#web/format/time.ts";

import { FirstRows } from "./FirstRows.tsx";
import { MeasurePicture } from "./MeasurePicture.tsx";
import classes from "./Setup.module.css";
import { UnresolvedCodes } from "./UnresolvedCodes.tsx";
import type { PreviewState } from "./use-preview.ts";

interface PreviewPanelProps {
  readonly preview: PreviewState;
  readonly profile: Profile;
  readonly onProfile: (profile: Profile) => void;
  /** The way to start. */
  readonly children: ReactNode;
}

/** What would come of it, before anything is written; the way to start it stands right under the answer. */
export function PreviewPanel({ preview, profile, onProfile, children }: PreviewPanelProps) {
  const { t } = useTranslation("imports");
  const { data, error, isCurrent, isPossible } = preview;
  return (
    <section className={classes.part} aria-busy={!isCurrent} aria-label={t("preview.title")}>
      <h2>{t("preview.title")}</h2>
      {isPossible ? null : <p className={classes.note}>{t("preview.nothing")}</p>}
      <ProblemNote error={error} />
      {data === undefined || error !== null ? null : <Summary preview={data} />}
      {children}
      {data === undefined && isPossible && error === null ? <SkeletonList rows={4} /> : null}
      {data === undefined || error !== null ? null : (
        <div className={classes.preview} data-old={!isCurrent}>
          {data.measures.map((measure) => (
            <MeasurePicture key={measure.key} measure={measure} title={titleOf(profile, measure.key)} />
          ))}
          {data.persons === null ? null : <Persons persons={data.persons} />}
          <Refused preview={data} />
          <UnresolvedCodes preview={data} profile={profile} onChange={onProfile} />
          <FirstRows rows={data.sample} titleOf={(key) => titleOf(profile, key)} />
        </div>
      )}
    </section>
  );
}

/** The column that a question was made of. */
function titleOf({ scores, comments }: Profile, key: string): string {
  return [...scores, ...comments].find((question) => question.key === key)?.column ?? key;
}

function Summary({ preview }: { preview: Preview }) {
  const { t, i18n } = useTranslation("imports");
  const { period } = preview;
  const others = [
    ["preview.unchanged", preview.unchanged],
    ["preview.skipped", preview.willSkip],
    ["preview.refused", preview.refused],
  ] as const;
  const languages = Object.entries(preview.languages).toSorted((a, b) => b[1] - a[1]);
  const count = (value: number) => formatCount(value, i18n.language);

  return (
    <>
      <p className={classes.answer} aria-live="polite">
        {t("preview.create", { count: preview.willCreate, shown: count(preview.willCreate) })}
      </p>
      <p className={classes.facts}>
        {others
          .filter(([, value]) => value > 0)
          .map(([key, value]) => (
            <span key={key}>{t(key, { count: value, shown: count(value) })}</span>
          ))}
      </p>
      <p className={classes.facts}>
        {period === null ? null : (
          <span>
            {formatDay(period.from.slice(0, 10), i18n.language)} – {formatDay(period.to.slice(0, 10), i18n.language)}
          </span>
        )}
        {languages.slice(0, 4).map(([language, rows]) => (
          <span key={language}>
            {languageName(language, i18n.language)}: {count(rows)}
          </span>
        ))}
      </p>
    </>
  );
}

/** How many of the persons in the file are known, and how many would be new. */
function Persons({ persons }: { persons: NonNullable<Preview["persons"]> }) {
  const { t, i18n } = useTranslation("imports");
  const count = (value: number) => formatCount(value, i18n.language);
  return (
    <p className={classes.facts}>
      <span>{t("persons.known", { count: persons.known, shown: count(persons.known) })}</span>
      <span>{t("persons.fresh", { count: persons.fresh, shown: count(persons.fresh) })}</span>
      {persons.rowsWithout === 0 ? null : (
        <span>{t("persons.without", { count: persons.rowsWithout, shown: count(persons.rowsWithout) })}</span>
      )}
    </p>
  );
}

function Refused({ preview }: { preview: Preview }) {
  const { t, i18n } = useTranslation("imports");
  if (preview.errorsByCode.length === 0) return null;
  return (
    <div>
      <h3>{t("preview.refusedTitle")}</h3>
      <ul className={classes.list}>
        {preview.errorsByCode.slice(0, 12).map(({ code, column, rows, message }) => {
          const examples = preview.errors.filter((error) => error.code === code && error.column === column);
          const shown = [...new Set(examples.map(({ value }) => value))].slice(0, 3).filter((value) => value !== "");
          return (
            <li key={`${code} ${column}`}>
              <strong>{column === "" ? t("preview.wholeRow") : column}</strong> ({formatCount(rows, i18n.language)}):{" "}
              {message} {shown.length === 0 ? null : <q>{shown.join(" · ")}</q>}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
