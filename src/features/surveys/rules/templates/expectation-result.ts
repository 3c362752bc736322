import { definitionSchema, type Template } from "../../contract.ts";
import { frankEnding, inLanguages, noSecrets, plainEnding, productLanguageSet } from "./wording.ts";

/** R67: what people expected and what they got, on one scale. */
export const expectationResult: Template = {
  key: "expectation-result",
  programme: "transactional",
  name: inLanguages("Expectation and result", "Ожидание и результат", "Очікування і результат"),
  summary: inLanguages(
    "What people expected and what they got, for speed, people and outcome. The gap shows what to work on.",
    "Чего люди ожидали и что получили: скорость, люди, итог. Разрыв показывает, над чем работать.",
    "Чого люди очікували і що отримали: швидкість, люди, підсумок. Розрив показує, над чим працювати.",
  ),
  definition: definitionSchema.parse({
    ...productLanguageSet,
    title: inLanguages(
      "What you expected and what you got",
      "Чего вы ожидали и что получили",
      "Чого ви очікували і що отримали",
    ),
    intro: inLanguages(
      "Five questions, about two minutes. Think of your last contact with us.",
      "Пять вопросов, около двух минут. Вспомните последнее обращение к нам.",
      "П’ять запитань, близько двох хвилин. Пригадайте останнє звернення до нас.",
    ),
    pages: [
      { key: "speed", questions: [pair("speed", inLanguages("How quick it was", "Скорость", "Швидкість"))] },
      {
        key: "people",
        questions: [
          pair("people", inLanguages("How people treated you", "Отношение сотрудников", "Ставлення працівників")),
        ],
      },
      {
        key: "outcome",
        questions: [pair("outcome", inLanguages("The outcome itself", "Сам результат", "Сам результат"))],
      },
      {
        key: "first",
        questions: [
          {
            kind: "single",
            key: "first_contact",
            title: inLanguages(
              "Was this your first contact with us?",
              "Вы обращались к нам впервые?",
              "Ви звернулися до нас уперше?",
            ),
            options: [
              { key: "yes", label: inLanguages("Yes", "Да", "Так") },
              { key: "no", label: inLanguages("No", "Нет", "Ні") },
            ],
          },
        ],
      },
      {
        key: "why",
        questions: [
          {
            kind: "text",
            key: "why",
            title: inLanguages(
              "Where did we differ most from what you expected?",
              "В чём мы сильнее всего разошлись с вашими ожиданиями?",
              "У чому ми найбільше розійшлися з вашими очікуваннями?",
            ),
            help: noSecrets,
          },
        ],
      },
    ],
    endings: [{ ...frankEnding, condition: { field: "outcome", op: "lt", value: 0 } }, plainEnding],
  }),
};

function pair(key: string, title: Readonly<Record<string, string>>) {
  return {
    kind: "expectation",
    key,
    title,
    steps: 7,
    required: true,
    expectationLabel: inLanguages("What you expected", "Чего вы ожидали", "Чого ви очікували"),
    resultLabel: inLanguages("What you got", "Что получили", "Що отримали"),
    lowLabel: inLanguages("Very poor", "Очень плохо", "Дуже погано"),
    highLabel: inLanguages("Excellent", "Отлично", "Чудово"),
  };
}
