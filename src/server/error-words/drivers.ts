import type { ErrorWords } from "./words.ts";

/** Words of the errors of drivers. */
export const driversWords: ErrorWords = {
  "drivers.unknown_predictor": {
    ru: "{predictor} нельзя сопоставить с этим показателем.",
    uk: "{predictor} не можна зіставити з цим показником.",
  },
};
