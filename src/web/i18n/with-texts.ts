import { needTexts } from "./i18n.ts";

/** Loads a part of a slice together with the slice's texts, so that it is never seen without its words. */
export function withTexts<Loaded>(slice: string, load: () => Promise<Loaded>): () => Promise<Loaded> {
  return async () => {
    const [loaded] = await Promise.all([load(), needTexts(slice)]);
    return loaded;
  };
}
