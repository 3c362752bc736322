import { definitionSchema, type Definition } from "#feature/surveys/contract";

const inBoth = (en: string, uk: string) => ({ en, uk });

const frame = {
  languages: ["en", "uk"],
  defaultLanguage: "en",
  title: inBoth("Your visit", "Ваш візит"),
  endings: [
    {
      key: "frank",
      condition: { field: "score", op: "lte" as const, value: 6 },
      title: inBoth("Thank you for being frank", "Дякуємо за відвертість"),
    },
    { key: "thanks", title: inBoth("Thank you", "Дякуємо"), text: inBoth("It arrived.", "Отримано.") },
  ],
};

const score = {
  kind: "recommendation" as const,
  key: "score",
  required: true,
  title: inBoth("Would you recommend us?", "Чи порекомендуєте нас?"),
};

/** For tests: a score, a reason by score, a choice, and a question that only some choices lead to. */
export const branching: Definition = definitionSchema.parse({
  ...frame,
  pages: [
    { key: "score", questions: [score] },
    {
      key: "why",
      questions: [
        {
          kind: "text",
          key: "why_high",
          condition: { field: "score", op: "gte", value: 9 },
          title: inBoth("What was good?", "Що було добре?"),
          help: inBoth("In your own words.", "Своїми словами."),
        },
        {
          kind: "text",
          key: "why_low",
          condition: { all: [{ field: "score", op: "lt", value: 9 }] },
          title: inBoth("What was not?", "Що було не так?"),
        },
      ],
    },
    {
      key: "customer",
      questions: [
        {
          kind: "single",
          key: "customer",
          title: inBoth("Are you our customer?", "Ви наш клієнт?"),
          options: [
            { key: "yes", label: inBoth("Yes", "Так") },
            { key: "sometimes", label: inBoth("Sometimes", "Інколи") },
            { key: "no", label: inBoth("No", "Ні") },
          ],
        },
      ],
    },
    {
      key: "why_not",
      condition: { field: "customer", op: "in", value: ["no", "sometimes"] },
      questions: [{ kind: "text", key: "why_not", title: inBoth("Why not?", "Чому ні?") }],
    },
  ],
});

/** For tests: more questions for everybody than people like to answer, of every kind, none of them open. */
export const long: Definition = definitionSchema.parse({
  ...frame,
  pages: [
    { key: "hello", questions: [{ kind: "statement", key: "hello", title: inBoth("Hello", "Вітаємо") }, score] },
    {
      key: "more",
      questions: [
        { kind: "rating", key: "stars", title: inBoth("How was it?", "Як усе було?"), required: true },
        {
          kind: "multiple",
          key: "what",
          required: true,
          title: inBoth("What did you use?", "Чим ви користувалися?"),
          options: [
            { key: "app", label: inBoth("App", "Застосунок") },
            { key: "site", label: inBoth("Site", "Сайт") },
          ],
        },
        {
          kind: "expectation",
          key: "speed",
          required: true,
          title: inBoth("Speed", "Швидкість"),
          expectationLabel: inBoth("Expected", "Очікували"),
          resultLabel: inBoth("Got", "Отримали"),
        },
        { kind: "number", key: "visits", title: inBoth("Visits", "Візити"), min: 1, max: 20, integer: true },
        { kind: "date", key: "day", title: inBoth("Day", "День") },
        { kind: "consent", key: "agree", title: inBoth("I agree", "Погоджуюся"), required: true },
      ],
    },
  ],
});
