import type { DefinitionInput, Programme } from "#feature/surveys/contract";

import { problemNames } from "../model/problems.ts";
import type { Source } from "../streams/chunk.ts";
import { comment, definition, reasons, recommendation, resolved, stars, words } from "./definition.ts";

/** The survey of a source. */
export interface SampleSurvey {
  readonly source: Source;
  readonly name: { readonly en: string; readonly ru: string; readonly uk: string };
  readonly programme: Programme;
  readonly anonymous: boolean;
  readonly definition: DefinitionInput;
}

const afterwards = words(
  "After this contact, how likely are you to recommend Orvela to a friend?",
  "Насколько вероятно, что после этого обращения вы порекомендуете Орвелу друзьям?",
  "Наскільки ймовірно, що після цього звернення ви порекомендуєте Орвелу друзям?",
);

function survey(
  source: Source,
  name: ReturnType<typeof words>,
  programme: Programme,
  questions: Parameters<typeof definition>[1],
): SampleSurvey {
  return {
    source,
    name,
    programme,
    anonymous: source === "pulse" || source === "review",
    definition: definition(name, questions),
  };
}

const ease = {
  kind: "effort",
  key: "ease",
  title: words(
    "Orvela made it easy for me",
    "Орвела сделала это для меня простым",
    "Орвела зробила це для мене простим",
  ),
} as const;

/** Every survey of the sample company. */
export const surveys: readonly SampleSurvey[] = [
  survey(
    "relational",
    words("Relationship study, twice a year", "Отношение клиентов, дважды в год", "Ставлення клієнтів, двічі на рік"),
    "relational",
    [
      recommendation(
        words(
          "How likely are you to recommend Orvela to a friend?",
          "Насколько вероятно, что вы порекомендуете Орвелу друзьям?",
          "Наскільки ймовірно, що ви порекомендуєте Орвелу друзям?",
        ),
      ),
      stars("price", words("Price for what you get", "Цена за то, что вы получаете", "Ціна за те, що ви отримуєте")),
      stars("network", words("Network and internet", "Связь и интернет", "Зв’язок та інтернет")),
      stars("service", words("Service by people", "Обслуживание людьми", "Обслуговування людьми")),
      reasons("relational"),
      comment(),
    ],
  ),
  survey(
    "visit",
    words("After a branch visit", "После визита в отделение", "Після візиту до відділення"),
    "transactional",
    [
      recommendation(afterwards),
      {
        kind: "satisfaction",
        key: "waiting",
        title: words(
          "How satisfied are you with the waiting time?",
          "Насколько вы довольны временем ожидания?",
          "Наскільки ви задоволені часом очікування?",
        ),
      },
      resolved(),
      reasons("visit"),
      comment(),
    ],
  ),
  survey("call", words("After a call", "После звонка", "Після дзвінка"), "transactional", [
    recommendation(afterwards),
    ease,
    resolved(),
    reasons("call"),
    comment(),
  ]),
  survey("chat", words("After a chat", "После чата", "Після чату"), "transactional", [
    recommendation(afterwards),
    {
      kind: "satisfaction",
      key: "satisfaction",
      title: words(
        "How satisfied are you with this chat?",
        "Насколько вы довольны этим чатом?",
        "Наскільки ви задоволені цим чатом?",
      ),
    },
    resolved(),
    reasons("chat"),
    comment(),
  ]),
  survey("app", words("Orvela app", "Приложение Orvela", "Застосунок Orvela"), "product", [
    recommendation(
      words(
        "How likely are you to recommend the Orvela app?",
        "Насколько вероятно, что вы порекомендуете приложение Orvela?",
        "Наскільки ймовірно, що ви порекомендуєте застосунок Orvela?",
      ),
    ),
    ease,
    reasons("app"),
    comment(),
  ]),
  survey(
    "pulse",
    words("Employee pulse, every month", "Пульс сотрудников, каждый месяц", "Пульс працівників, щомісяця"),
    "employee",
    [
      recommendation(
        words(
          "How likely are you to recommend Orvela as a place to work?",
          "Насколько вероятно, что вы порекомендуете Орвелу как место работы?",
          "Наскільки ймовірно, що ви порекомендуєте Орвелу як місце роботи?",
        ),
        true,
      ),
      stars("workload", words("My workload is manageable", "Моя нагрузка посильна", "Моє навантаження посильне")),
      stars(
        "manager",
        words("My manager supports me", "Мой руководитель меня поддерживает", "Мій керівник мене підтримує"),
      ),
      comment("comment", words("What would you change?", "Что бы вы изменили?", "Що б ви змінили?")),
    ],
  ),
  survey(
    "brand",
    words("Competitor study by an agency", "Исследование конкурентов, агентство", "Дослідження конкурентів, агенція"),
    "competitor",
    [
      recommendation(
        words(
          "How likely are you to recommend your provider?",
          "Насколько вероятно, что вы порекомендуете своего оператора?",
          "Наскільки ймовірно, що ви порекомендуєте свого оператора?",
        ),
      ),
      stars("value", words("Value for money", "Цена и качество", "Ціна та якість")),
      stars("quality", words("Quality", "Качество", "Якість")),
    ],
  ),
  survey("complaint", words("Complaints", "Жалобы", "Скарги"), "transactional", [
    {
      kind: "single",
      key: "topic",
      title: words("Topic", "Тема", "Тема"),
      options: problemNames.map(([key, name]) => ({ key, label: { ...name } })),
    },
    comment("complaint", words("What happened?", "Что случилось?", "Що сталося?")),
    {
      kind: "satisfaction",
      key: "handling",
      title: words(
        "How satisfied are you with how it was handled?",
        "Насколько вы довольны тем, как её рассмотрели?",
        "Наскільки ви задоволені тим, як її розглянули?",
      ),
    },
  ]),
  survey("review", words("Public reviews", "Публичные отзывы", "Публічні відгуки"), "review", [
    stars("stars", words("Stars", "Звёзды", "Зірки")),
    comment("review", words("Review", "Отзыв", "Відгук")),
  ]),
];
