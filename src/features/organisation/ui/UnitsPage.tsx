import { Button, SegmentedControl, TextInput } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, Outlet, useNavigate, useParams } from "@tanstack/react-router";
import type { TFunction } from "i18next";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { operationQuery, useMay } from "#web/api/queries.ts";
import { EmptyState } from "#web/design/EmptyState.tsx";
import { PageHead } from "#web/design/PageHead.tsx";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { SkeletonList } from "#web/design/Skeleton.tsx";
import { formatCount } from "#web/format/number.ts";

import { ImportLink } from "./ImportLink.tsx";
import { UnitChart } from "./UnitChart.tsx";
import { UnitForm } from "./UnitForm.tsx";
import { firstOpen, visibleRows, waysUp, type UnitTreeModel } from "./units-model.ts";
import classes from "./UnitsPage.module.css";
import { UnitTree } from "./UnitTree.tsx";
import { useUnits } from "./use-units.ts";

/** The organisation as a tree: found by words, opened by levels, as it is or was on a day; one unit beside it. */
export function UnitsPage() {
  const { t, i18n } = useTranslation("organisation");
  const [asOf, setAsOf] = useState("");
  const { tree, model, error } = useUnits(asOf === "" ? undefined : asOf);
  const mayWrite = useMay("organisation.write");
  const [adding, setAdding] = useState(false);
  const add = mayWrite ? () => setAdding(true) : undefined;
  return (
    <>
      <PageHead
        title={t("units.title")}
        answer={model === undefined ? " " : answerOf(model, t, i18n.language)}
        actions={
          add === undefined ? undefined : (
            <>
              <ImportLink />
              <Button leftSection={<IconPlus size={18} />} onClick={add}>
                {t("units.add")}
              </Button>
            </>
          )
        }
      />
      <ProblemNote error={error} />
      {model === undefined && error === null ? <SkeletonList rows={10} /> : null}
      {model === undefined ? null : (
        <Content model={model} asOf={asOf} onDay={setAsOf} absent={tree?.absent ?? 0} onAdd={add} />
      )}
      {adding ? <UnitForm onClose={() => setAdding(false)} /> : null}
      <Outlet />
    </>
  );
}

function answerOf({ rows, levels }: UnitTreeModel, t: TFunction<"organisation">, language: string): string {
  const count = rows.length;
  return t("units.answer", { count, n: formatCount(count, language), levels: formatCount(levels, language) });
}

interface ContentProps {
  readonly model: UnitTreeModel;
  readonly asOf: string;
  readonly onDay: (day: string) => void;
  readonly absent: number;
  readonly onAdd: (() => void) | undefined;
}

function Content({ onAdd, ...props }: ContentProps) {
  const { t } = useTranslation("organisation");
  if (props.model.rows.length > 0 || props.asOf !== "" || props.absent > 0) return <Units {...props} />;
  return (
    <EmptyState title={t("units.none")} text={t("units.noneText")}>
      {onAdd === undefined ? null : <Button onClick={onAdd}>{t("units.addFirst")}</Button>}
      <ImportLink />
    </EmptyState>
  );
}

type View = "list" | "chart";

function Units({ model, asOf, onDay, absent }: Omit<ContentProps, "onAdd">) {
  const { t } = useTranslation("organisation");
  const [view, setView] = useState<View>("list");
  const [search, setSearch] = useState("");
  const [unmanaged, setUnmanaged] = useState(false);
  return (
    <>
      <div className={classes.tools}>
        <TextInput
          className={classes.search}
          aria-label={t("units.search")}
          placeholder={t("units.search")}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
        <SegmentedControl
          aria-label={t("units.view")}
          value={view}
          onChange={(value) => setView(value === "chart" ? "chart" : "list")}
          data={[
            { value: "list", label: t("units.list") },
            { value: "chart", label: t("units.chart") },
          ]}
        />
        <TextInput
          type="date"
          label={t("units.asOf")}
          className={classes.day}
          value={asOf}
          onChange={(event) => onDay(event.target.value)}
        />
      </div>
      <Notes model={model} absent={absent} unmanaged={unmanaged} onUnmanaged={setUnmanaged} />
      <Shown model={model} view={view} search={search} unmanaged={unmanaged} />
    </>
  );
}

function Shown({
  model,
  view,
  search,
  unmanaged,
}: {
  model: UnitTreeModel;
  view: View;
  search: string;
  unmanaged: boolean;
}) {
  const { t } = useTranslation("organisation");
  const navigate = useNavigate();
  const { code } = useParams({ strict: false });
  const [toggled, setToggled] = useState<ReadonlySet<string>>();
  const shown = code === undefined ? undefined : model.byCode.get(code.toLowerCase());
  const way = shown === undefined ? [] : waysUp(model.rows, shown).map(({ id }) => id);
  const open = toggled ?? new Set([...firstOpen(model, view === "chart" ? 20 : 80), ...way]);
  const rows = visibleRows(model, { open, search, unmanaged });
  if (rows.length === 0) return <EmptyState title={t("units.notFound")} text={t("units.notFoundText")} />;

  const props = {
    rows,
    open,
    onToggle: (id: string) => setToggled(new Set(open.has(id) ? [...open].filter((one) => one !== id) : [...open, id])),
    onChoose: (unit: { code: string }) =>
      void navigate({ to: "/organisation/$code", params: { code: unit.code }, resetScroll: false }),
    chosen: new Set(shown === undefined ? [] : [shown.id]),
  };
  if (view === "chart") return <UnitChart {...props} />;
  const isSearching = search.trim() !== "" || unmanaged;
  return (
    <UnitTree {...props} label={t("units.title")} isSearching={isSearching} height="max(352px, calc(100dvh - 320px))" />
  );
}

interface NotesProps {
  readonly model: UnitTreeModel;
  readonly absent: number;
  readonly unmanaged: boolean;
  readonly onUnmanaged: (on: boolean) => void;
}

function Notes({ model, absent, unmanaged, onUnmanaged }: NotesProps) {
  const { t, i18n } = useTranslation("organisation");
  const without = model.rows.filter(({ isUnmanaged }) => isUnmanaged).length;
  return (
    <div className={classes.notes}>
      <Unresolved />
      {without > 0 ? (
        <button type="button" aria-pressed={unmanaged} onClick={() => onUnmanaged(!unmanaged)}>
          {t("units.unmanaged", { count: without, n: formatCount(without, i18n.language) })}
        </button>
      ) : null}
      {absent > 0 ? <span>{t("units.absent", { count: absent, n: formatCount(absent, i18n.language) })}</span> : null}
    </div>
  );
}

/** Answers come with codes that stand for no unit: naming them is done on the page of codes. */
function Unresolved() {
  const { t, i18n } = useTranslation("organisation");
  const { data } = useQuery(operationQuery("organisation.listUnresolved", { query: { kind: "unit" } }));
  const count = data?.items.length ?? 0;
  if (count === 0) return null;
  return <Link to="/settings/codes">{t("units.unresolved", { count, n: formatCount(count, i18n.language) })}</Link>;
}
