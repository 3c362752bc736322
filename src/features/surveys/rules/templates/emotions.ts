import { definitionSchema, type Template } from "../../contract.ts";
import { frankEnding, gladEnding, inLanguages, noSecrets, plainEnding, productLanguageSet } from "./wording.ts";

/** R130: what people felt, by the same list as comments are coded with, beside whether they got what they came for. */
export const emotions: Template = {
  key: "emotions",
  programme: "transactional",
  name: inLanguages("Feelings and need", "Чувства и потребность", "Почуття й потреба"),
  summary: inLanguages(
    "What people felt, whether they got what they came for, and why. Shows which feelings move satisfaction.",
    "Что люди чувствовали, получили ли то, за чем пришли, и почему. Видно, какие чувства двигают удовлетворённость.",
    "Що люди відчували, чи отримали те, по що прийшли, і чому. Видно, які почуття рухають задоволеність.",
  ),
  definition: definitionSchema.parse({
    ...productLanguageSet,
    title: inLanguages("How it felt", "Как это ощущалось", "Як це відчувалося"),
    intro: inLanguages(
      "Four short questions, about a minute. Think of your last contact with us.",
      "Четыре коротких вопроса, около минуты. Вспомните последнее обращение к нам.",
      "Чотири короткі запитання, близько хвилини. Пригадайте останнє звернення до нас.",
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
              "How satisfied are you with this contact?",
              "Насколько вы довольны этим обращением?",
              "Наскільки ви задоволені цим зверненням?",
            ),
            lowLabel: inLanguages("Very dissatisfied", "Совсем не доволен(а)", "Зовсім не задоволений(а)"),
            highLabel: inLanguages("Very satisfied", "Полностью доволен(а)", "Повністю задоволений(а)"),
          },
        ],
      },
      {
        key: "need",
        questions: [
          {
            kind: "single",
            key: "need",
            title: inLanguages(
              "Did you get what you came for?",
              "Получили ли вы то, за чем обращались?",
              "Чи отримали ви те, по що зверталися?",
            ),
            options: [
              { key: "yes", label: inLanguages("Yes, entirely", "Да, полностью", "Так, повністю") },
              { key: "partly", label: inLanguages("In part", "Частично", "Частково") },
              { key: "no", label: inLanguages("No", "Нет", "Ні") },
            ],
          },
        ],
      },
      {
        key: "felt",
        questions: [
          {
            kind: "multiple",
            key: "felt",
            title: inLanguages(
              "What did you feel? Choose all that fits.",
              "Что вы чувствовали? Отметьте всё, что подходит.",
              "Що ви відчували? Позначте все, що підходить.",
            ),
            randomise: true,
            options: feelings(),
          },
        ],
      },
      {
        key: "why",
        questions: [
          {
            kind: "text",
            key: "why",
            title: inLanguages("What made you feel that way?", "Что вызвало эти чувства?", "Що викликало ці почуття?"),
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

/** The feelings of the codebook under its own keys, so that what is ticked and what is written stand side by side. */
function feelings() {
  const option = (key: string, label: Readonly<Record<string, string>>) => ({ key, label });
  return [
    option("trust", inLanguages("Trust", "Доверие", "Довіра")),
    option("gratitude", inLanguages("Gratitude", "Благодарность", "Вдячність")),
    option("relief", inLanguages("Relief", "Облегчение", "Полегшення")),
    option("delight", inLanguages("Delight", "Радость", "Радість")),
    option("cared_for", inLanguages("Cared for", "Забота обо мне", "Турбота про мене")),
    option("anger", inLanguages("Anger", "Злость", "Злість")),
    option("disappointment", inLanguages("Disappointment", "Разочарование", "Розчарування")),
    option("anxiety", inLanguages("Worry", "Тревога", "Тривога")),
    option("confusion", inLanguages("Confusion", "Растерянность", "Розгубленість")),
    option("helplessness", inLanguages("Helplessness", "Бессилие", "Безсилля")),
    option("disrespect", inLanguages("Not respected", "Неуважение ко мне", "Неповага до мене")),
    option("embarrassment", inLanguages("Embarrassment", "Неловкость", "Ніяковість")),
    {
      ...option("nothing", inLanguages("Nothing in particular", "Ничего особенного", "Нічого особливого")),
      exclusive: true,
    },
  ];
}
