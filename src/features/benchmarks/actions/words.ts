import { screenWords } from "#platform/screen-words";

/** The words of the pages, for files: the two cannot say different things. */
export const wordsIn = screenWords("benchmarks");
