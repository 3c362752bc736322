import type { SegmentKey } from "../company/customers.ts";
import { drawOf } from "../random.ts";

/** Where customers meet the company. */
export type StreamKey = "relational" | "visit" | "call" | "chat" | "app";

/** Three languages of one text. */
export interface LocalName {
  readonly en: string;
  readonly ru: string;
  readonly uk: string;
}

/** Something that goes wrong for customers: how often where, and what it takes from their satisfaction. */
export interface Problem {
  readonly key: string;
  readonly name: LocalName;
  /** Share of contacts in which it happens, before the factors. */
  readonly prevalence: Readonly<Partial<Record<StreamKey, number>>>;
  /** Causal effect on satisfaction, in units of the latent scale (1 is its standard deviation by chance). */
  readonly effect: number;
  /** How many times as often it happens to a segment. */
  readonly bySegment: Readonly<Partial<Record<SegmentKey, number>>>;
}

type Row = readonly [
  key: string,
  en: string,
  ru: string,
  uk: string,
  prevalence: Problem["prevalence"],
  effect: number,
  bySegment?: Problem["bySegment"],
];

const rows: readonly Row[] = [
  [
    "branch_wait",
    "Long wait in the branch",
    "Долго ждать в отделении",
    "Довго чекати у відділенні",
    { visit: 0.22, relational: 0.05 },
    0.72,
    { family: 1.2, premium: 0.5 },
  ],
  ["few_counters", "Few counters open", "Мало открытых окон", "Мало відкритих вікон", { visit: 0.09 }, 0.4],
  [
    "rude_staff",
    "Rude or cold staff",
    "Грубость или равнодушие",
    "Грубість або байдужість",
    { visit: 0.05, call: 0.03, relational: 0.02 },
    1.35,
  ],
  [
    "wrong_advice",
    "Wrong or no answer",
    "Неверный ответ или никакого",
    "Неправильна відповідь або жодної",
    { visit: 0.06, call: 0.08, chat: 0.08 },
    0.95,
    { business: 1.6 },
  ],
  ["system_down", "Systems down", "Система не работает", "Система не працює", { visit: 0.04, app: 0.05 }, 0.66],
  [
    "paperwork",
    "Too much paperwork",
    "Слишком много бумаг",
    "Забагато паперів",
    { visit: 0.08, relational: 0.03 },
    0.45,
    { business: 2 },
  ],
  [
    "opening_hours",
    "Closed when needed",
    "Закрыто, когда нужно",
    "Зачинено, коли треба",
    { visit: 0.04, relational: 0.03 },
    0.38,
  ],
  [
    "hold_time",
    "Long time on hold",
    "Долго висеть на линии",
    "Довго чекати на лінії",
    { call: 0.24, relational: 0.06 },
    0.62,
  ],
  [
    "transfers",
    "Passed from one to another",
    "Переключали между сотрудниками",
    "Перемикали між працівниками",
    { call: 0.12, chat: 0.05 },
    0.85,
  ],
  [
    "not_solved",
    "Had to contact again",
    "Пришлось обращаться снова",
    "Довелося звертатися знову",
    { call: 0.14, chat: 0.15, visit: 0.06 },
    1.2,
  ],
  [
    "phone_menu",
    "Maze of the phone menu",
    "Запутанное голосовое меню",
    "Заплутане голосове меню",
    { call: 0.11 },
    0.34,
    { youth: 1.4 },
  ],
  ["call_dropped", "Call broke off", "Звонок оборвался", "Дзвінок обірвався", { call: 0.04 }, 0.7],
  ["bot_loop", "Bot leads in circles", "Бот водит по кругу", "Бот водить по колу", { chat: 0.23 }, 0.88],
  [
    "slow_chat",
    "Slow replies in chat",
    "Медленно отвечают в чате",
    "Повільно відповідають у чаті",
    { chat: 0.14 },
    0.5,
  ],
  ["canned_reply", "Answer by template", "Отписка по шаблону", "Відписка за шаблоном", { chat: 0.11 }, 0.58],
  [
    "app_crash",
    "App crashes",
    "Приложение вылетает",
    "Застосунок вилітає",
    { app: 0.1, relational: 0.03 },
    0.92,
    { youth: 1.3 },
  ],
  ["login_trouble", "Cannot log in", "Не удаётся войти", "Не вдається увійти", { app: 0.09 }, 0.8, { premium: 1.3 }],
  ["payment_failed", "Payment fails", "Платёж не проходит", "Платіж не проходить", { app: 0.06 }, 1.05],
  [
    "hard_to_find",
    "Hard to find things in the app",
    "В приложении трудно найти нужное",
    "У застосунку важко знайти потрібне",
    { app: 0.13 },
    0.36,
  ],
  [
    "hidden_fees",
    "Hidden fees",
    "Скрытые комиссии",
    "Приховані комісії",
    { relational: 0.08, visit: 0.03, call: 0.05 },
    1.1,
    { youth: 1.5 },
  ],
  [
    "price_rise",
    "Price went up",
    "Цена выросла",
    "Ціна зросла",
    { relational: 0.12, call: 0.04 },
    0.68,
    { mass: 1.2, premium: 0.5 },
  ],
  ["slow_internet", "Slow internet", "Медленный интернет", "Повільний інтернет", { relational: 0.1, call: 0.07 }, 0.78],
  ["coverage", "Weak signal", "Слабый сигнал", "Слабкий сигнал", { relational: 0.09 }, 0.6],
  [
    "card_blocked",
    "Card blocked without warning",
    "Карту заблокировали без предупреждения",
    "Картку заблокували без попередження",
    { relational: 0.03, call: 0.04 },
    1.25,
    { premium: 1.5 },
  ],
  [
    "loan_refused",
    "Loan refused without a reason",
    "Отказ в кредите без объяснения",
    "Відмова у кредиті без пояснення",
    { relational: 0.04, visit: 0.04 },
    0.9,
  ],
  ["spam_offers", "Annoying offers", "Навязчивые предложения", "Нав’язливі пропозиції", { relational: 0.13 }, 0.3],
  [
    "wrong_bill",
    "Mistake in the bill",
    "Ошибка в счёте",
    "Помилка в рахунку",
    { relational: 0.06, call: 0.08 },
    0.98,
    { business: 1.7 },
  ],
];

/** The problems of one company: everywhere the same kinds, in every seed with shares and effects of their own. */
export function problemsOf(seed: number): readonly Problem[] {
  return rows.map(([key, en, ru, uk, prevalence, effect, bySegment = {}]) => {
    const draw = drawOf(seed, "problem", key);
    const often = Math.exp(draw.normal() * 0.2);
    const scaled = Object.entries(prevalence).map(([stream, share]) => [stream, round(Math.min(0.4, share * often))]);
    return {
      key,
      name: { en, ru, uk },
      prevalence: Object.fromEntries(scaled) as Problem["prevalence"],
      effect: round(effect * draw.between(0.75, 1.25)),
      bySegment,
    };
  });
}

/** Keys of every problem there may be. */
export const problemKeys: readonly string[] = rows.map(([key]) => key);

/** Names by key, the same in every company. */
export const problemNames: readonly (readonly [key: string, name: LocalName])[] = rows.map(([key, en, ru, uk]) => [
  key,
  { en, ru, uk },
]);

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
