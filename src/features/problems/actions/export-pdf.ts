import { writePdf, type ReportPart } from "#platform/pdf";

import type { PainMap } from "../contract.ts";
import { headlineOf, measureName, methodRows } from "../rules.ts";
import { mapElements } from "../rules/draw-map.ts";
import type { Taken } from "./export.ts";
import { rowsTold } from "./told.ts";
import type { Speaker } from "./words.ts";

const mostRows = 40;

/** The map as a PDF: the finding, the map, what each problem is worth as a dot on its interval, the table, the method. */
export function pdfOf(taken: Taken): Promise<Buffer> {
  const { map, title, speaker, now } = taken;
  const { t, number } = speaker;
  const day = new Intl.DateTimeFormat(speaker.language, { dateStyle: "long", timeZone: "UTC" }).format(now);
  const asked = askedOf(taken);
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
    method: methodRows(map, t, { now, language: speaker.language })
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
function askedOf({ map: { query }, filter, speaker: { t, language } }: Taken): string {
  const { period, measure } = query;
  const dayOf = (of: string) =>
    new Intl.DateTimeFormat(language, { dateStyle: "medium", timeZone: "UTC" }).format(new Date(`${of}T00:00:00Z`));
  const days = period === undefined ? t("web:period.all") : `${dayOf(period.from)} – ${dayOf(period.to)}`;
  return [measureName(measure, t), days, filter].filter(Boolean).join(" · ");
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
