import { definitionSchema, type Template } from "../../contract.ts";
import { frankEnding, inLanguages, noSecrets, plainEnding, productLanguageSet } from "./wording.ts";

/** Customer Effort Score 2.0: agreement, 1 to 7, that it was easy. */
export const customerEffort: Template = {
  key: "ces",
  programme: "transactional",
  name: inLanguages("Effort (CES)", "Усилия клиента (CES)", "Зусилля клієнта (CES)"),
  summary: inLanguages(
    "How easy it was to get something done with you, and where people get stuck.",
    "Насколько легко было решить у вас свой вопрос и где люди застревают.",
    "Наскільки легко було розв’язати у вас своє питання і де люди застрягають.",
  ),
  definition: definitionSchema.parse({
    ...productLanguageSet,
    title: inLanguages("How easy was it?", "Насколько это было легко?", "Наскільки це було легко?"),
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
            kind: "effort",
            key: "effort",
            steps: 7,
            direction: "high-good",
            required: true,
            title: inLanguages(
              "How far do you agree: “It was easy to get my matter settled”?",
              "Насколько вы согласны: «Мне было легко решить свой вопрос»?",
              "Наскільки ви згодні: «Мені було легко розв’язати своє питання»?",
            ),
            lowLabel: inLanguages("Strongly disagree", "Совершенно не согласен(на)", "Зовсім не згоден(на)"),
            highLabel: inLanguages("Strongly agree", "Полностью согласен(на)", "Повністю згоден(на)"),
          },
        ],
      },
      {
        key: "why",
        questions: [
          {
            kind: "text",
            key: "why_high",
            condition: { field: "effort", op: "gte", value: 5 },
            title: inLanguages(
              "What made it easy?",
              "Что помогло решить его легко?",
              "Що допомогло розв’язати його легко?",
            ),
            help: noSecrets,
          },
          {
            kind: "text",
            key: "why_low",
            condition: { field: "effort", op: "lte", value: 4 },
            title: inLanguages(
              "What made it hard?",
              "Что было трудно или отняло время?",
              "Що було важко або забрало час?",
            ),
            help: noSecrets,
          },
        ],
      },
    ],
    endings: [{ ...frankEnding, condition: { field: "effort", op: "lte", value: 3 } }, plainEnding],
  }),
};
