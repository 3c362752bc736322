import type { DriverGroup } from "../contract.ts";

/**
 * Beginnings of words that tell which part of the experience a name is about, in the three languages of the product; the first
 * group with a word of its own wins. A person's choice always goes before this guess.
 */
const words: readonly (readonly [DriverGroup, RegExp])[] = [
  [
    "price",
    /(^|[^\p{L}])(pric|fee|cost|tariff|charg|bill|discount|money|afford|expens|cheap|цен|стоим|тариф|комисс|плат[аыу]|дорог|дешев|скидк|деньг|цін|варт|коміс|знижк|гроші|дорож)/iu,
  ],
  [
    "process",
    /(^|[^\p{L}])(wait|queue|workload|time|hold|transfer|resolv|settl|paper|document|process|speed|delay|deliver|hour|menu|log.?in|easy|ease|effort|first.contact|counter|нагруз|жда|ожидан|очеред|врем|переключ|реш[её]н|бумаг|документ|процесс|скорост|задерж|достав|час[ыо]|меню|вход|прост|легк|усил|навантаж|чека|черг|переми|виріш|папер|швидк|затрим|достав|годин|вхід|зручн|зусил)/iu,
  ],
  [
    "service",
    /(^|[^\p{L}])(serv|staff|people|employee|manager|friendl|polite|rude|help|advice|agent|consult|attitude|care|trust|emotion|support|сервис|обслуж|персонал|сотрудн|менеджер|руковод|вежлив|груб|помо[гщ]|совет|операт|консульт|отношен|забот|довери|эмоц|поддерж|сервіс|обслуг|працівн|керівн|ввічлив|грубіст|допом|порад|ставлен|турбот|довір|емоц|підтрим)/iu,
  ],
  [
    "product",
    /(^|[^\p{L}])(product|quality|network|internet|coverage|app|feature|food|range|assortment|reliab|site|web|качеств|продукт|связ|сеть|интернет|покрыт|прилож|функц|ассортимент|над[её]жн|сайт|якіст|зв.яз|мереж|інтернет|покрит|застосун|надійн)/iu,
  ],
];

/** The group that a driver's key and titles suggest; `other` where they say nothing. */
export function defaultGroup(names: readonly string[]): DriverGroup {
  const text = names.join(" · ").replaceAll("_", " ");
  return words.find(([, pattern]) => pattern.test(text))?.[0] ?? "other";
}
