import { createRequire } from "node:module";
import { dirname, sep } from "node:path";

import pdfmake, { type Content, type Definition, type Fonts, type Shape } from "pdfmake";

import { printColours } from "#kit/svg";
import type { ToldRow } from "#kit/told";

/** One part of a report: what it is called, what it finds, under which filter, and the rows behind it. */
export interface ReportPart {
  readonly name: string;
  readonly finding: string;
  /** Period and filter in words; empty where there are none. */
  readonly asked: string;
  readonly rows: readonly ToldRow[];
  /** Further columns of a table below the rows. */
  readonly table?: { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] };
  /** Further pictures, as SVG documents of the product's own making, drawn over the whole width. */
  readonly pictures?: readonly string[];
}

/** What a report says. Every text is taken as it stands: nothing in it is markup. */
export interface Report {
  readonly title: string;
  /** Below the title: of which day, for whom. */
  readonly intro: string;
  readonly parts: readonly ReportPart[];
  readonly methodTitle: string;
  /** How the numbers were made: a term and its text. */
  readonly method: readonly (readonly [string, string])[];
  /** `Page 2 of 5`. */
  readonly page: (page: number, of: number) => string;
  readonly madeAt: Date;
}

const { ink, soft, line } = printColours;
const accent = "#2f5bd0";

/** Points, of A4 within its margins. */
const width = 595 - 2 * 48;
const track = 150;

/**
 * A report as a PDF on A4: text in a font with Latin and Cyrillic that comes with the product, estimates as dots on their
 * intervals (vectors), page numbers. Reads no file but its fonts and nothing from the network.
 */
export function writePdf(report: Report): Promise<Buffer> {
  prepare();
  return pdfmake.createPdf(documentOf(report)).getBuffer();
}

let isPrepared = false;

function prepare(): void {
  if (isPrepared) return;
  const fonts = createRequire(import.meta.url)("pdfmake/fonts/Roboto.js") as Fonts;
  const folder = `${dirname(String(fonts["Roboto"]?.normal))}${sep}`;
  pdfmake.addFonts(fonts);
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy((path) => path.startsWith(folder));
  isPrepared = true;
}

function documentOf({ title, intro, parts, methodTitle, method, page, madeAt }: Report): Definition {
  return {
    pageSize: "A4",
    pageMargins: [48, 48, 48, 56],
    info: { title: said(title), creationDate: madeAt },
    defaultStyle: { font: "Roboto", fontSize: 10, color: ink, lineHeight: 1.2 },
    content: [
      { text: said(title), fontSize: 20, bold: true, margin: [0, 0, 0, 4] },
      { text: said(intro), color: soft, margin: [0, 0, 0, 8] },
      ...parts.flatMap(partOf),
      { text: said(methodTitle), fontSize: 13, bold: true, margin: [0, 26, 0, 6], headlineLevel: 1 },
      ...method.map(([term, text]): Content => ({
        text: [{ text: `${said(term)}: `, bold: true }, said(text)],
        fontSize: 8.5,
        color: soft,
        margin: [0, 0, 0, 3],
      })),
    ],
    footer: (current, total) => ({
      columns: [
        { text: said(title), color: soft, fontSize: 8 },
        { text: said(page(current, total)), alignment: "right", color: soft, fontSize: 8 },
      ],
      margin: [48, 20, 48, 0],
    }),
    pageBreakBefore: (node, { getFollowingNodesOnPage }) =>
      node.headlineLevel === 1 && getFollowingNodesOnPage().length < 2,
  };
}

function partOf({ name, finding, asked, rows, table, pictures = [] }: ReportPart): Content[] {
  return [
    {
      unbreakable: true,
      headlineLevel: 1,
      margin: [0, 20, 0, 0],
      stack: [
        { text: said(name), color: soft, margin: [0, 0, 0, 2] },
        { text: said(finding), fontSize: 13, bold: true, margin: [0, 0, 0, 3] },
        ...(asked === "" ? [] : [{ text: said(asked), fontSize: 8.5, color: soft, margin: [0, 0, 0, 4] } as const]),
      ],
    },
    ...(rows.length === 0 ? [] : [rowsOf(rows)]),
    ...pictures.map((svg): Content => ({ svg: said(svg), width, margin: [0, 10, 0, 0] })),
    ...(table === undefined ? [] : [tableOf(table)]),
  ];
}

/** Names, dots with whiskers, figures: all rows of one unit on one scale. */
function rowsOf(rows: readonly ToldRow[]): Content {
  const hasPicture = rows.some(({ span }) => span !== null);
  const body = rows.map((row): Content[] => [
    { text: said(row.name) },
    ...(hasPicture ? [whiskerOf(row, domainOf(rows, row.unit))] : []),
    {
      alignment: "right",
      stack: [
        said(row.figure),
        ...(row.change === "" ? [] : [{ text: said(row.change), fontSize: 8.5, color: soft } as Content]),
      ],
    },
  ]);
  return {
    table: { widths: hasPicture ? ["*", track, 180] : ["35%", "*"], body, dontBreakRows: true },
    layout: hairlines,
    margin: [0, 4, 0, 0],
  };
}

function tableOf({ head, rows }: NonNullable<ReportPart["table"]>): Content {
  const cell = (text: string, index: number) =>
    ({ text: said(text), alignment: index === 0 ? "left" : "right" }) as const;
  return {
    table: {
      headerRows: 1,
      dontBreakRows: true,
      widths: head.map((_, index) => (index === 0 ? "*" : "auto")),
      body: [head.map((text, index) => ({ ...cell(text, index), bold: true })), ...rows.map((row) => row.map(cell))],
    },
    fontSize: 8.5,
    layout: hairlines,
    margin: [0, 12, 0, 0],
  };
}

const hairlines = {
  hLineWidth: (index: number) => (index === 0 ? 0 : 0.5),
  vLineWidth: () => 0,
  hLineColor: () => line,
  paddingLeft: () => 0,
  paddingRight: () => 8,
  paddingTop: () => 4,
  paddingBottom: () => 4,
};

interface Domain {
  readonly low: number;
  readonly high: number;
}

function domainOf(rows: readonly ToldRow[], unit: string): Domain {
  const ends = rows.flatMap((row) => (row.span === null || row.unit !== unit ? [] : [row.span.low, row.span.high]));
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  const air = (high - low) * 0.06 || 1;
  return { low: low - air, high: high + air };
}

function whiskerOf({ span }: ToldRow, { low, high }: Domain): Content {
  if (span === null) return "";
  const at = (value: number): number => (track * (value - low)) / (high - low);
  const y = 8;
  const zero: Shape[] =
    low < 0 && high > 0
      ? [{ type: "line", x1: at(0), x2: at(0), y1: 0, y2: 16, lineWidth: 0.5, lineColor: "#8a929e" }]
      : [];
  return {
    canvas: [
      ...zero,
      { type: "line", x1: at(span.low), x2: at(span.high), y1: y, y2: y, lineWidth: 1.5, lineColor: "#a3abb6" },
      { type: "ellipse", x: at(span.value), y, r1: 3, r2: 3, color: accent },
    ],
  };
}

/** The font has no narrow no-break space; control characters have no place on paper. */
function said(text: string): string {
  return text.replaceAll(/[\u202f\u2009]/g, "\u00a0").replaceAll(/(?![\n\t])\p{Cc}/gu, "");
}
