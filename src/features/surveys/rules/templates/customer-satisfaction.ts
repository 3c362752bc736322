import { definitionSchema, type Template } from "../../contract.ts";
import { frankEnding, gladEnding, inLanguages, noSecrets, plainEnding, productLanguageSet } from "./wording.ts";

/** Satisfaction with one service, 1 to 5, and why. */
export const customerSatisfaction: Template = {
  key: "csat",
  programme: "transactional",
  name: inLanguages("Satisfaction (CSAT)", "Удовлетворённость (CSAT)", "Задоволеність (CSAT)"),
  summary: inLanguages(
    "How satisfied people are with one service or visit, from 1 to 5, and what stands behind it.",
    "Насколько люди довольны услугой или визитом, от 1 до 5, и что за этим стоит.",
    "Наскільки люди задоволені послугою чи візитом, від 1 до 5, і що за цим стоїть.",
  ),
  definition: definitionSchema.parse({
    ...productLanguageSet,
    title: inLanguages(
      "Your opinion of our service",
      "Ваше мнение о нашем обслуживании",
      "Ваша думка про наше обслуговування",
    ),
    intro: inLanguages(
      "Two questions, less than a minute.",
      "Два вопроса, меньше минуты.",
      "Два запитання, менше хвилини.",
    ),
    pages: [
      {
        key: "score",
        questions: [
          {
            kind: "satisfaction",
            key: "satisfaction",
            steps: 5,
            required: true,
            title: inLanguages(
              "How satisfied are you with the service you received?",
              "Насколько вы довольны тем, как вас обслужили?",
              "Наскільки ви задоволені тим, як вас обслужили?",
            ),
            lowLabel: inLanguages("Very dissatisfied", "Совсем не доволен(а)", "Зовсім не задоволений(а)"),
            highLabel: inLanguages("Very satisfied", "Полностью доволен(а)", "Повністю задоволений(а)"),
          },
        ],
      },
      {
        key: "why",
        questions: [
          {
            kind: "text",
            key: "why_high",
            condition: { field: "satisfaction", op: "gte", value: 4 },
            title: inLanguages("What did you like most?", "Что понравилось больше всего?", "Що сподобалося найбільше?"),
            help: noSecrets,
          },
          {
            kind: "text",
            key: "why_low",
            condition: { field: "satisfaction", op: "lte", value: 3 },
            title: inLanguages("What should we do better?", "Что нам сделать лучше?", "Що нам зробити краще?"),
            help: noSecrets,
          },
        ],
      },
    ],
    endings: [
      { ...gladEnding, condition: { field: "satisfaction", op: "eq", value: 5 } },
      { ...frankEnding, condition: { field: "satisfaction", op: "lte", value: 2 } },
      plainEnding,
    ],
  }),
};
