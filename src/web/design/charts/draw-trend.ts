import type { Trend } from "#feature/insight/contract";

import { pictureOf } from "../picture.ts";
import { drawChart } from "./engine.ts";
import { paperColours } from "./trend-look.ts";
import { trendOption, type TrendLook } from "./trend-option.ts";

interface TrendPicture {
  readonly trend: Trend;
  readonly look: Omit<TrendLook, "colours">;
  readonly title: string;
  readonly caption: string;
}

/** A trend as an SVG document for paper. */
export function drawTrend({ trend, look, title, caption }: TrendPicture): string {
  const [width, height] = [960, 360];
  const body = drawChart(trendOption(trend, { ...look, colours: paperColours }), width, height);
  return pictureOf({ title, caption, width, height, body });
}
