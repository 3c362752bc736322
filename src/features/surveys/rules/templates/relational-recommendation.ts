import { definitionSchema, type Template } from "../../contract.ts";
import {
  inLanguages,
  productLanguageSet,
  recommendationEndings,
  recommendationEnds,
  whyByRecommendation,
} from "./wording.ts";

/** How customers feel about the organisation as a whole: a score and why. */
export const relationalRecommendation: Template = {
  key: "relational-nps",
  programme: "relational",
  name: inLanguages(
    "Recommendation: the whole relationship",
    "Рекомендация: отношения в целом",
    "Рекомендація: стосунки загалом",
  ),
  summary: inLanguages(
    "Would customers recommend you, and why? Two questions, asked of a sample a few times a year.",
    "Порекомендуют ли вас клиенты и почему? Два вопроса выборке клиентов несколько раз в год.",
    "Чи порекомендують вас клієнти й чому? Два запитання вибірці клієнтів кілька разів на рік.",
  ),
  definition: definitionSchema.parse({
    ...productLanguageSet,
    title: inLanguages("How are we doing?", "Как у нас получается?", "Як у нас виходить?"),
    intro: inLanguages(
      "Two questions, less than a minute. Your answer decides what we improve first.",
      "Два вопроса, меньше минуты. Ваш ответ подскажет, что нам улучшить в первую очередь.",
      "Два запитання, менше хвилини. Ваша відповідь підкаже, що нам поліпшити насамперед.",
    ),
    pages: [
      {
        key: "score",
        questions: [
          {
            kind: "recommendation",
            key: "score",
            required: true,
            title: inLanguages(
              "How likely are you to recommend us to a friend or colleague?",
              "Насколько вероятно, что вы порекомендуете нас друзьям или коллегам?",
              "Наскільки ймовірно, що ви порекомендуєте нас друзям або колегам?",
            ),
            ...recommendationEnds,
          },
        ],
      },
      {
        key: "why",
        questions: whyByRecommendation({
          high: inLanguages(
            "What do you value most about us?",
            "Что вы цените у нас больше всего?",
            "Що ви цінуєте в нас найбільше?",
          ),
          middle: inLanguages(
            "What was missing for a higher score?",
            "Чего не хватило до более высокой оценки?",
            "Чого забракло до вищої оцінки?",
          ),
          low: inLanguages(
            "What let you down, and what should we fix first?",
            "Что вас разочаровало и что нам исправить в первую очередь?",
            "Що вас розчарувало і що нам виправити насамперед?",
          ),
        }),
      },
    ],
    endings: recommendationEndings,
  }),
};
