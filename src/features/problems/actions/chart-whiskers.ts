import JSZip from "jszip";

/** What a chart of a deck is to show besides: intervals as whiskers, and a label at each point. */
export interface Whiskers {
  readonly x?: readonly Interval[];
  readonly y?: readonly Interval[];
  /** Of a bar chart, along its bars. */
  readonly along?: readonly Interval[];
  readonly labels?: readonly string[];
}

interface Interval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Writes whiskers and labels into the charts of a finished deck, in the order of the charts: error bars with values of their own,
 * which the library that makes the deck knows nothing of. They stay native: whoever opens the file can change them.
 * Source: ECMA-376 part 1, 21.2.2 (`errBars`, `dLbls`; their places in a series are fixed).
 */
export async function withWhiskers(deck: ArrayBuffer, charts: readonly Whiskers[]): Promise<ArrayBuffer> {
  const zip = await JSZip.loadAsync(deck);
  const files = zip.file(/^ppt\/charts\/chart\d+\.xml$/).toSorted((a, b) => numberIn(a.name) - numberIn(b.name));
  for (const [index, file] of files.entries()) {
    const wish = charts[index];
    if (wish === undefined) continue;
    const text = await file.async("string");
    zip.file(
      file.name,
      text.replace(/<c:(?:cat|xVal)>/, (values) => `${labelsOf(wish)}${barsOf(wish)}${values}`),
    );
  }
  return zip.generateAsync({ type: "arraybuffer", compression: "DEFLATE" });
}

function numberIn(name: string): number {
  return Number(/\d+/.exec(name.replace(/^.*chart/, ""))?.[0] ?? 0);
}

function barsOf({ x, y, along }: Whiskers): string {
  return [errorBars(x, "x"), errorBars(y, "y"), errorBars(along, null)].join("");
}

function errorBars(intervals: readonly Interval[] | undefined, direction: "x" | "y" | null): string {
  if (intervals === undefined) return "";
  const way = direction === null ? "" : `<c:errDir val="${direction}"/>`;
  return `<c:errBars>${way}<c:errBarType val="both"/><c:errValType val="cust"/><c:noEndCap val="0"/>${[
    numbers(
      "plus",
      intervals.map(({ value, high }) => high - value),
    ),
    numbers(
      "minus",
      intervals.map(({ value, low }) => value - low),
    ),
  ].join("")}<c:spPr><a:ln w="12700"><a:solidFill><a:srgbClr val="3D4551"/></a:solidFill></a:ln></c:spPr></c:errBars>`;
}

function numbers(name: "plus" | "minus", values: readonly number[]): string {
  const points = values.map((value, index) => `<c:pt idx="${index}"><c:v>${Math.max(0, value)}</c:v></c:pt>`);
  return `<c:${name}><c:numLit><c:formatCode>General</c:formatCode><c:ptCount val="${values.length}"/>${points.join("")}</c:numLit></c:${name}>`;
}

const shownLabel =
  '<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/>';

/** Labels are written by us: short numbers, nothing a reader typed. */
function labelsOf({ labels }: Whiskers): string {
  if (labels === undefined) return "";
  const each = labels.map(
    (label, index) =>
      `<c:dLbl><c:idx val="${index}"/><c:tx><c:rich><a:bodyPr/><a:p><a:r><a:rPr lang="en-US" sz="1000" b="1"/><a:t>${label}</a:t></a:r></a:p></c:rich></c:tx><c:dLblPos val="ctr"/>${shownLabel}</c:dLbl>`,
  );
  return `<c:dLbls>${each.join("")}<c:dLblPos val="ctr"/>${shownLabel}</c:dLbls>`;
}
