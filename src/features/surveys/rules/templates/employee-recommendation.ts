import { definitionSchema, type Template } from "../../contract.ts";
import { inLanguages, productLanguageSet, recommendationEnds, whyByRecommendation } from "./wording.ts";

/** Would employees recommend the place to work at, and are they customers themselves? Anonymous. */
export const employeeRecommendation: Template = {
  key: "enps",
  programme: "employee",
  name: inLanguages(
    "Employees: would you recommend us? (eNPS)",
    "Сотрудники: порекомендуете нас? (eNPS)",
    "Працівники: порекомендуєте нас? (eNPS)",
  ),
  summary: inLanguages(
    "Anonymous. Would employees recommend you as a place to work, why, and do they use what you sell?",
    "Анонимно. Порекомендуют ли вас сотрудники как место работы, почему и пользуются ли тем, что вы продаёте.",
    "Анонімно. Чи порекомендують вас працівники як місце роботи, чому і чи користуються тим, що ви продаєте.",
  ),
  definition: definitionSchema.parse({
    ...productLanguageSet,
    title: inLanguages("How is it to work here?", "Как вам у нас работается?", "Як вам у нас працюється?"),
    intro: inLanguages(
      "Three or four questions, about two minutes. Anonymous: results are shown for groups only, never for one person.",
      "Три-четыре вопроса, около двух минут. Анонимно: результаты видны только по группам, но не по одному человеку.",
      "Три-чотири запитання, близько двох хвилин. Анонімно: результати видно лише за групами, а не за однією людиною.",
    ),
    pages: [
      {
        key: "score",
        questions: [
          {
            kind: "recommendation",
            key: "score",
            employee: true,
            required: true,
            title: inLanguages(
              "How likely are you to recommend us as a place to work to friends or family?",
              "Насколько вероятно, что вы порекомендуете нас друзьям или близким как место работы?",
              "Наскільки ймовірно, що ви порекомендуєте нас друзям або близьким як місце роботи?",
            ),
            ...recommendationEnds,
          },
        ],
      },
      {
        key: "why",
        questions: whyByRecommendation({
          high: inLanguages(
            "What do you value most here?",
            "Что вы здесь цените больше всего?",
            "Що ви тут цінуєте найбільше?",
          ),
          middle: inLanguages(
            "What would make it a better place to work?",
            "Что сделало бы нас лучшим местом работы?",
            "Що зробило б нас кращим місцем роботи?",
          ),
          low: inLanguages(
            "What gets in your way most?",
            "Что больше всего мешает вам работать с удовольствием?",
            "Що найбільше заважає вам працювати із задоволенням?",
          ),
        }),
      },
      {
        key: "customer",
        questions: [
          {
            kind: "single",
            key: "customer",
            title: inLanguages(
              "Are you our customer yourself?",
              "Вы сами пользуетесь нашими услугами или товарами?",
              "Ви самі користуєтеся нашими послугами чи товарами?",
            ),
            options: [
              { key: "yes", label: inLanguages("Yes", "Да", "Так") },
              { key: "sometimes", label: inLanguages("Sometimes", "Иногда", "Інколи") },
              { key: "no", label: inLanguages("No", "Нет", "Ні") },
            ],
          },
        ],
      },
      {
        key: "why_not",
        condition: { field: "customer", op: "in", value: ["no", "sometimes"] },
        questions: [
          {
            kind: "multiple",
            key: "why_not_customer",
            title: inLanguages("What keeps you from it?", "Что вас останавливает?", "Що вас стримує?"),
            options: [
              { key: "price", label: inLanguages("Price", "Цена", "Ціна") },
              { key: "quality", label: inLanguages("Quality", "Качество", "Якість") },
              { key: "range", label: inLanguages("Choice", "Выбор", "Вибір") },
              { key: "service", label: inLanguages("Service", "Обслуживание", "Обслуговування") },
              {
                key: "inside",
                label: inLanguages("Something I know from inside", "То, что видно изнутри", "Те, що видно зсередини"),
              },
              {
                key: "habit",
                label: inLanguages(
                  "I am used to another one",
                  "Привычка к другой компании",
                  "Звичка до іншої компанії",
                ),
              },
              { key: "need", label: inLanguages("I do not need it", "Мне это не нужно", "Мені це не потрібно") },
            ],
            other: true,
          },
        ],
      },
    ],
    endings: [
      {
        key: "thanks",
        title: inLanguages("Thank you", "Спасибо", "Дякуємо"),
        text: inLanguages(
          "Your answer was saved without your name. It is read together with those of your colleagues.",
          "Ваш ответ сохранён без имени. Его читают вместе с ответами коллег.",
          "Вашу відповідь збережено без імені. Її читають разом з відповідями колег.",
        ),
      },
    ],
  }),
};
