import type { ErrorWords } from "./words.ts";

/** Words of the errors of sample. */
export const sampleWords: ErrorWords = {
  "sample.none": { ru: "Учебной компании здесь нет.", uk: "Навчальної компанії тут немає." },
  "sample.other_loaded": {
    ru: "Здесь уже другая учебная компания (число {seed}, масштаб {scale}). Сначала удалите её.",
    uk: "Тут уже інша навчальна компанія (число {seed}, масштаб {scale}). Спершу вилучіть її.",
  },
  "sample.removing": {
    ru: "Учебная компания удаляется. Повторите, когда её не станет.",
    uk: "Навчальна компанія вилучається. Повторіть, коли її не стане.",
  },
};
