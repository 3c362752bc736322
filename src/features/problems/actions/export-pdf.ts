import { nameValues, type Asker } from "#feature/facts";
import { fieldsOf, type Condition } from "#kit/condition";
import { writePdf, type ReportPart } from "#platform/pdf";

import type { PainMap } from "../contract.ts";
import { headlineOf, methodRows } from "../rules.ts";
import { mapElements } from "../rules/draw-map.ts";
import type { Taken } from "./export.ts";
import { rowsTold } from "./told.ts";
import type { Speaker } from "./words.ts";

const mostRows = 40;

/** The map as a PDF: the finding, the map, what each problem is worth as a dot on its interval, the table, the method. */
export async function pdfOf(taken: Taken, asker: Pick<Asker, "stores">): Promise<Buffer> {
  const { map, title, speaker, now } = taken;
  const { t, number } = speaker;
  const day = new Intl.DateTimeFormat(speaker.language, { dateStyle: "long", timeZone: "UTC" }).format(now);
  const asked = await askedOf(map, asker, speaker);
  const worth: ReportPart = {
    name: t(`list.title.${map.query.side}`),
    finding: `${headlineOf(map, speaker)}.`,
    asked,
    pictures: map.state === "ok" ? [mapSvg(map, speaker)] : [],
    rows: rowsTold(map, speaker).slice(0, mostRows),
    table: tableOf(map, speaker),
  };
  return writePdf({
    title,
    intro: `${day} · ${t("file.answersLine", { n: number(map.n, 0) })}`,
    parts: [worth],
    methodTitle: t("file.method"),
    method: methodRows(map, t, { title, now, language: speaker.language })
      .slice(4)
      .filter(([, text]) => text !== null && text !== "")
      .map(
        ([term, text]) =>
          [String(term), typeof text === "number" && text > 1 ? number(text, 0) : String(text)] as const,
      ),
    page: (page, of) => t("web:pdf.page", { page, of }),
    madeAt: now,
  });
}

function mapSvg(map: PainMap, speaker: Speaker): string {
  const [width, height] = [900, 500];
  const body = mapElements(map, { width, height, isLog: false }, speaker);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="Roboto" font-size="13">${body}</svg>`;
}

/** Measure, period and filter in words. */
async function askedOf(
  { query }: PainMap,
  { stores }: Pick<Asker, "stores">,
  { t, language }: Speaker,
): Promise<string> {
  const { period, where, measure } = query;
  const chosen = where === undefined ? [] : valuesIn(where);
  const nameOf = chosen.length === 0 ? undefined : await stores.postgres.read((tx) => nameValues(tx, chosen, language));
  const names = (dimension: string) =>
    chosen
      .filter((one) => one.dimension === dimension)
      .map(({ value }) => nameOf?.(dimension, value).name ?? value)
      .join(", ");
  const filters = (where === undefined ? [] : fieldsOf(where)).map(
    (dimension) =>
      `${dimension.startsWith("attr.") ? dimension.slice(5) : t(`web:dimension.${dimension}`)}: ${names(dimension)}`,
  );
  const dayOf = (of: string) =>
    new Intl.DateTimeFormat(language, { dateStyle: "medium", timeZone: "UTC" }).format(new Date(`${of}T00:00:00Z`));
  const days = period === undefined ? t("web:period.all") : `${dayOf(period.from)} – ${dayOf(period.to)}`;
  return [measureName(measure, t), days, ...filters].join(" · ");
}

function measureName(measure: string, t: Speaker["t"]): string {
  const [kind = "", programme = ""] = measure.split(":");
  const name = t(`web:measure.${kind}`);
  return programme === "" ? name : `${name} · ${t(`web:programme.${programme}`, { defaultValue: programme })}`;
}

/** Every value that a condition compares with, by its field. */
function valuesIn(condition: Condition): { readonly dimension: string; readonly value: string }[] {
  if ("all" in condition) return condition.all.flatMap(valuesIn);
  if ("any" in condition) return condition.any.flatMap(valuesIn);
  if ("not" in condition) return valuesIn(condition.not);
  const { value } = condition as { readonly value?: unknown };
  const values = Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
  return values.map((one) => ({ dimension: condition.field, value: String(one) }));
}

function tableOf({ items, query }: PainMap, { t, number }: Speaker): NonNullable<ReportPart["table"]> {
  const span = (of: { readonly value: number; readonly low: number; readonly high: number } | null): string =>
    of === null
      ? ""
      : `${number(of.value, 1)} (${number(of.low, 1)} … ${number(of.high, 1)})`.replaceAll(" ", "\u00a0");
  const hasOwners = items.some(({ ownerFunction, owner }) => ownerFunction !== null || owner !== null);
  const shown = items.filter(({ mentions, isRegistered }) => mentions > 0 || isRegistered).slice(0, mostRows);
  return {
    head: [
      t("column.problem"),
      t("column.n"),
      `${t("column.share")}, %`,
      `${t(`column.group.${query.side}`)}, %`,
      t("column.effect"),
      ...(hasOwners ? [t("column.owner")] : []),
    ],
    rows: shown.map(({ name, mentions, share, shareOfGroup, effect, ownerFunction, owner }) => [
      name,
      number(mentions, 0),
      share === null ? "" : span({ value: share.value, ...share.interval }),
      shareOfGroup === null ? "" : number(shareOfGroup.value, 0),
      span(effect),
      ...(hasOwners ? [ownerFunction?.name ?? owner?.name ?? ""] : []),
    ]),
  };
}
