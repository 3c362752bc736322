import { Button, SegmentedControl, TextInput } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, Outlet, useNavigate, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { operationQuery, useMay } from "#web/api/queries.ts";
import { EmptyState } from "#web/design/EmptyState.tsx";
import { PageHead } from "#web/design/PageHead.tsx";
import { ProblemNote } from "#web/design/ProblemNote.tsx";
import { SkeletonList } from "#web/design/Skeleton.tsx";
import { formatCount } from "#web/format/number.ts";

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
  const count = model?.rows.length ?? 0;
  const n = formatCount(count, i18n.language);
  return (
    <>
      <PageHead
        title={t("units.title")}
        answer={
          model === undefined ? " " : t("units.answer", { count, n, levels: formatCount(model.levels, i18n.language) })
        }
        actions={
          mayWrite ? (
            <Button leftSection={<IconPlus size={18} />} onClick={() => setAdding(true)}>
              {t("units.add")}
            </Button>
          ) : undefined
        }
      />
      <ProblemNote error={error} />
      {model === undefined && error === null ? <SkeletonList rows={10} /> : null}
      {model !== undefined && (count > 0 || asOf !== "") ? (
        <Units model={model} asOf={asOf} onDay={setAsOf} absent={tree?.absent ?? 0} />
      ) : null}
      {count === 0 && asOf === "" && model !== undefined ? (
        <EmptyState title={t("units.none")} text={t("units.noneText")}>
          {mayWrite ? <Button onClick={() => setAdding(true)}>{t("units.addFirst")}</Button> : null}
        </EmptyState>
      ) : null}
      {adding ? <UnitForm onClose={() => setAdding(false)} /> : null}
      <Outlet />
    </>
  );
}

interface UnitsProps {
  readonly model: UnitTreeModel;
  readonly asOf: string;
  readonly onDay: (day: string) => void;
  readonly absent: number;
}

function Units({ model, asOf, onDay, absent }: UnitsProps) {
  const { t, i18n } = useTranslation("organisation");
  const navigate = useNavigate();
  const { code } = useParams({ strict: false });
  const [view, setView] = useState<"list" | "chart">("list");
  const [search, setSearch] = useState("");
  const [unmanaged, setUnmanaged] = useState(false);
  const [toggled, setToggled] = useState<ReadonlySet<string>>();
  const shown = code === undefined ? undefined : model.byCode.get(code.toLowerCase());
  const way = shown === undefined ? [] : waysUp(model.rows, shown).map(({ id }) => id);
  const open = toggled ?? new Set([...firstOpen(model), ...way]);
  const rows = visibleRows(model, { open, search, unmanaged });
  const without = model.rows.filter(({ isUnmanaged }) => isUnmanaged).length;
  const choose = (unit: { code: string }) =>
    void navigate({ to: "/organisation/$code", params: { code: unit.code }, resetScroll: false });
  const toggle = (id: string) =>
    setToggled(new Set(open.has(id) ? [...open].filter((one) => one !== id) : [...open, id]));
  const chosen = new Set(shown === undefined ? [] : [shown.id]);
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
      <div className={classes.notes}>
        <Unresolved />
        {without > 0 ? (
          <button type="button" aria-pressed={unmanaged} onClick={() => setUnmanaged(!unmanaged)}>
            {t("units.unmanaged", { count: without, n: formatCount(without, i18n.language) })}
          </button>
        ) : null}
        {absent > 0 ? <span>{t("units.absent", { count: absent, n: formatCount(absent, i18n.language) })}</span> : null}
      </div>
      {rows.length === 0 ? <EmptyState title={t("units.notFound")} text={t("units.notFoundText")} /> : null}
      {view === "list" && rows.length > 0 ? (
        <UnitTree
          label={t("units.title")}
          rows={rows}
          open={open}
          onToggle={toggle}
          onChoose={choose}
          chosen={chosen}
          isSearching={search.trim() !== "" || unmanaged}
          height="max(352px, calc(100dvh - 320px))"
        />
      ) : null}
      {view === "chart" && rows.length > 0 ? (
        <UnitChart rows={rows} open={open} onToggle={toggle} onChoose={choose} chosen={chosen} />
      ) : null}
    </>
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
