import { recordAudit, requirePermission } from "#feature/access";
import { readSettings } from "#feature/organisation";
import type { Call } from "#platform/http/route";
import { writePdf } from "#platform/pdf";

import type { Dashboard } from "../contract.ts";
import { localDay, summarise, type CardSummary } from "./card-summary.ts";
import { readDashboard } from "./dashboards.ts";
import type { Asker } from "./keeping.ts";
import { speakerOf, type Speaker } from "./words.ts";

/**
 * A dashboard as a PDF: what its cards say by the reader's rights and in the reader's language, with pictures, filter and
 * method.
 * @throws Refusal `access.forbidden`, `explore.not_found`
 */
export async function exportDashboard(
  call: Pick<Call, "stores" | "viewer" | "language">,
  id: string,
): Promise<Response> {
  const { stores, viewer, language } = call;
  requirePermission(viewer, "insight.read");
  const dashboard = await readDashboard(call, id);
  const settings = await stores.postgres.read(readSettings);
  const speaker = speakerOf(language, settings);
  const today = localDay(stores.clock.now(), settings);
  const told = await summarise(call, dashboard.cards, { speaker, today, least: 0 });
  const pdf = await dashboardPdf(call, dashboard, { told, speaker, today });
  await stores.postgres.transaction((tx) =>
    recordAudit(tx, viewer, {
      action: "explore.exported",
      subjectKind: "dashboard",
      subjectId: id,
      details: { format: "pdf", cards: told.length },
    }),
  );
  return new Response(new Uint8Array(pdf), {
    headers: {
      "content-type": "application/pdf",
      "content-disposition": `attachment; filename="dashboard.pdf"; filename*=UTF-8''${encodeURIComponent(pdfName(dashboard.name, today))}`,
      "cache-control": "no-store",
    },
  });
}

/** The PDF of cards that are told already. */
export function dashboardPdf(
  { stores }: Pick<Asker, "stores">,
  dashboard: Pick<Dashboard, "name" | "cards">,
  {
    told,
    speaker,
    today,
  }: { readonly told: readonly CardSummary[]; readonly speaker: Speaker; readonly today: string },
): Promise<Buffer> {
  const { t, day } = speaker;
  const left = dashboard.cards.length - told.length;
  const intro = t("letter.intro", { day: day(today) });
  return writePdf({
    title: dashboard.name,
    intro: left === 0 ? intro : `${intro} ${t("letter.left", { count: left })}`,
    parts: told.map(({ name, finding, asked, rows }) => ({ name, finding, asked, rows })),
    methodTitle: t("export.method"),
    method: methodNotes(told, speaker),
    page: (page, of) => t("web:pdf.page", { page, of }),
    madeAt: stores.clock.now(),
  });
}

/** How the numbers of these cards were made: each method once. */
export function methodNotes(
  told: readonly Pick<CardSummary, "methods">[],
  { t }: Pick<Speaker, "t">,
): readonly (readonly [string, string])[] {
  return [...new Set(told.flatMap(({ methods }) => methods))].map((method) => [
    t(`web:method.${method}.title`),
    `${t(`web:method.${method}.what`)} ${t(`web:method.${method}.assumes`)} (${t(`web:method.${method}.source`)})`,
  ]);
}

/** A file name out of the dashboard's name: letters and digits of any script. */
export function pdfName(name: string, today: string): string {
  const plain = name
    .toLocaleLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, "-")
    .slice(0, 60);
  return `${plain || "holos"}-${today}.pdf`;
}
