import type { ErrorWords } from "./words.ts";

/** Words of the errors of requests and of the server itself. */
export const requestWords: ErrorWords = {
  "request.invalid": { ru: "Некоторые поля заполнены неверно.", uk: "Деякі поля заповнено неправильно." },
  "request.not_json": { ru: "Тело запроса — не правильный JSON.", uk: "Тіло запиту — неправильний JSON." },
  "request.wrong_type": {
    ru: "Тело запроса нужно отправлять как application/json.",
    uk: "Тіло запиту потрібно надсилати як application/json.",
  },
  "request.not_found": { ru: "По этому адресу ничего нет.", uk: "За цією адресою нічого немає." },
  "request.too_large": { ru: "Запрос больше {limit} байт.", uk: "Запит більший за {limit} байтів." },
  "request.too_many": {
    ru: "Слишком много запросов. Повторите через {seconds} с.",
    uk: "Забагато запитів. Повторіть через {seconds} с.",
  },
  "request.cross_site": { ru: "Этот запрос пришёл с другого сайта.", uk: "Цей запит надійшов з іншого сайту." },
  "server.unavailable": {
    ru: "Сервис запускается или перезапускается. Повторите через минуту.",
    uk: "Сервіс запускається або перезапускається. Повторіть за хвилину.",
  },
};
