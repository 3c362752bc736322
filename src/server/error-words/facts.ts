import type { ErrorWords } from "./words.ts";

/** Words of the errors of facts. */
export const factsWords: ErrorWords = {
  "facts.unknown_field": {
    ru: "Измерения {field}, по которому отбирать или группировать, нет.",
    uk: "Виміру {field}, за яким відбирати чи групувати, немає.",
  },
  "facts.rebuild_running": { ru: "Данные уже перестраиваются.", uk: "Дані вже перебудовуються." },
  "facts.too_heavy": {
    ru: "Этот вопрос слишком тяжёлый. Возьмите меньший период или меньше групп.",
    uk: "Це запитання заважке. Візьміть менший період або менше груп.",
  },
};
