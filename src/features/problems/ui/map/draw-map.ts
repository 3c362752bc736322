import { pictureOf } from "#web/design/picture.ts";

import type { PainMap } from "../../contract.ts";
import { mapElements } from "../../rules/draw-map.ts";
import type { MapWords } from "../words.ts";

interface Words {
  readonly title: string;
  readonly caption: string;
  readonly words: MapWords;
  readonly isLog: boolean;
}

/** The map as an SVG document for paper. */
export function drawMap(map: PainMap, { title, caption, words, isLog }: Words): string {
  const [width, height] = [1000, 560];
  return pictureOf({ title, caption, width, height, body: mapElements(map, { width, height, isLog }, words) });
}
