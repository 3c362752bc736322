import { Button, SegmentedControl, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconPlus } from "@tabler/icons-react";
import { Link, Outlet, useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { UnitFilter } from "#feature/organisation/ui";
import { useMay } from "#web/api/queries.ts";
import { EmptyState } from "#web/design/EmptyState.tsx";
import { PageHead } from "#web/design/PageHead.tsx";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { SkeletonList } from "#web/design/Skeleton.tsx";
import type { AppSearch } from "#web/filters/search.ts";
import { formatCount } from "#web/format/number.ts";

import { Gaps } from "./Gaps.tsx";
import classes from "./Staff.module.css";
import { StaffForm } from "./StaffForm.tsx";
import { StaffTable } from "./StaffTable.tsx";
import { useStaff, type Gap } from "./use-staff.ts";

const states = ["active", "left", "all"] as const;
const gaps: readonly Gap[] = ["no-manager", "manager-left", "unit-closed", "no-unit"];

/** Everybody who works here, found by name, code or address; one of them beside the list. */
export function StaffPage() {
  const { t, i18n } = useTranslation("workforce");
  const { q = "", state: wanted, by, where }: AppSearch = useSearch({ strict: false });
  const navigate = useNavigate();
  const mayWrite = useMay("staff.write");
  const [adding, setAdding] = useState(false);
  const [words] = useDebouncedValue(q, 200);
  const [state, gap] = [stateOf(wanted), gaps.find((one) => one === by) ?? null];
  const unit = where?.["unit"]?.[0];
  const { items, total, error, more, isLoadingMore } = useStaff({ search: words, state, gap, unit });
  const add = mayWrite ? () => setAdding(true) : undefined;
  const change = (next: AppSearch) =>
    void navigate({ to: ".", search: (now: AppSearch) => ({ ...now, ...next }), replace: true } as never);
  const answer = (count: number | undefined) =>
    count === undefined ? " " : t(`found-${state}`, { count, n: formatCount(count, i18n.language) });
  const isFiltered = [q !== "", gap !== null, unit !== undefined, state !== "active"].includes(true);

  return (
    <>
      <PageHead title={t("title")} answer={answer(total)} actions={<HeadActions onAdd={add} />} />
      <div className={classes.tools}>
        <TextInput
          type="search"
          className={classes.search}
          aria-label={t("search")}
          placeholder={t("search")}
          value={q}
          onChange={({ target }) => change({ q: target.value === "" ? undefined : target.value })}
        />
        <UnitFilter code={unit} onChange={(code) => change({ where: whereOf(code) })} />
        <SegmentedControl
          aria-label={t("state")}
          data={states.map((value) => ({ value, label: t(`state-${value}`) }))}
          value={state}
          onChange={(value) => change({ state: value === "active" ? undefined : value })}
        />
      </div>
      <Gaps chosen={gap} onChoose={(next) => change({ by: next ?? undefined })} />
      <ProblemNote error={error} />
      {total === undefined && error === null ? <SkeletonList rows={8} height={44} /> : null}
      {total === 0 ? <Nobody isFiltered={isFiltered} onAdd={add} /> : <StaffTable items={items} />}
      <More onMore={more} isLoading={isLoadingMore} />
      {adding ? <StaffForm onClose={() => setAdding(false)} /> : null}
      <Outlet />
    </>
  );
}

function whereOf(unit: string | undefined): AppSearch["where"] {
  return unit === undefined ? undefined : { unit: [unit] };
}

function More({ onMore, isLoading }: { onMore: (() => void) | undefined; isLoading: boolean }) {
  const { t } = useTranslation("workforce");
  if (onMore === undefined) return null;
  return (
    <Button variant="subtle" mt={8} loading={isLoading} onClick={onMore}>
      {t("more")}
    </Button>
  );
}

function HeadActions({ onAdd }: { onAdd: (() => void) | undefined }) {
  const { t } = useTranslation("workforce");
  if (onAdd === undefined) return null;
  return (
    <>
      <ImportLink />
      <Button leftSection={<IconPlus size={18} />} onClick={onAdd}>
        {t("add")}
      </Button>
    </>
  );
}

/** The way to bring in everybody from a file. */
function ImportLink() {
  const { t } = useTranslation("workforce");
  return (
    <Link to="/directory" search={{ by: "staff" }} className={classes.link}>
      {t("import")}
    </Link>
  );
}

function Nobody({ isFiltered, onAdd }: { isFiltered: boolean; onAdd: (() => void) | undefined }) {
  const { t } = useTranslation("workforce");
  return isFiltered ? (
    <EmptyState title={t("nobody")} text={t("nobodyText")} />
  ) : (
    <EmptyState title={t("none")} text={t("noneText")}>
      {onAdd === undefined ? null : (
        <>
          <Button onClick={onAdd}>{t("add")}</Button>
          <ImportLink />
        </>
      )}
    </EmptyState>
  );
}

function stateOf(wanted: string | undefined): (typeof states)[number] {
  return states.find((one) => one === wanted) ?? "active";
}
