import { explainRowError } from "#feature/imports";

type Words = readonly [en: string, ru: string, uk: string];

const words: Readonly<Record<string, Words>> = {
  "directory.code_needed": ["The row has no code.", "В строке нет кода.", "У рядку немає коду."],
  "directory.identity_needed": [
    "The row has neither a CRM code, an employee code, an e-mail nor a phone.",
    "В строке нет ни кода CRM, ни табельного номера, ни почты, ни телефона.",
    "У рядку немає ні коду CRM, ні табельного номера, ні пошти, ні телефону.",
  ],
  "directory.invalid_value": [
    "This value does not fit here.",
    "Такое значение здесь не подходит.",
    "Таке значення тут не підходить.",
  ],
  "directory.too_long": ["This is too long.", "Слишком длинно.", "Задовго."],
  "directory.not_a_day": [
    "This is not a date. Write it as 2024-03-01 or 01.03.2024.",
    "Это не дата. Напишите 01.03.2024 или 2024-03-01.",
    "Це не дата. Напишіть 01.03.2024 або 2024-03-01.",
  ],
  "directory.not_a_language": [
    "Not a language we know. Write a code such as uk, en or ru.",
    "Такого языка мы не знаем. Напишите код: uk, en, ru.",
    "Такої мови ми не знаємо. Напишіть код: uk, en, ru.",
  ],
  "directory.not_a_role": [
    "A person is a customer, employee, partner or shopper.",
    "Роль человека: клиент, сотрудник, партнёр или тайный покупатель.",
    "Роль людини: клієнт, працівник, партнер або таємний покупець.",
  ],
  "directory.not_an_email": ["This is not an e-mail address.", "Это не адрес почты.", "Це не адреса пошти."],
  "organisation.two_managers": [
    "A unit has one manager, and this names a second one.",
    "У подразделения один руководитель, а здесь назван второй.",
    "У підрозділу один керівник, а тут названо другого.",
  ],
  "organisation.unknown_parent": [
    "There is no unit with this code, neither here nor in the file.",
    "Подразделения с таким кодом нет ни здесь, ни в файле.",
    "Підрозділу з таким кодом немає ні тут, ні у файлі.",
  ],
  "organisation.cycle": [
    "The unit would lie below itself.",
    "Подразделение оказалось бы внутри самого себя.",
    "Підрозділ опинився б усередині самого себе.",
  ],
  "organisation.unknown_kind": [
    "There is no such kind of unit. Add it on the page of the organisation.",
    "Такого вида подразделений нет. Добавьте его на странице организации.",
    "Такого виду підрозділів немає. Додайте його на сторінці організації.",
  ],
  "organisation.unknown_calendar": ["There is no such calendar.", "Такого календаря нет.", "Такого календаря немає."],
  "organisation.unknown_time_zone": [
    "There is no such time zone. Write for example Europe/Kyiv.",
    "Такого часового пояса нет. Напишите, например, Europe/Kyiv.",
    "Такого часового поясу немає. Напишіть, наприклад, Europe/Kyiv.",
  ],
  "organisation.code_taken": [
    "This code stands twice in the file, with different contents.",
    "Этот код встречается в файле дважды, с разным содержанием.",
    "Цей код трапляється у файлі двічі, з різним змістом.",
  ],
  "organisation.not_open": [
    "The unit is not open on that day.",
    "Подразделение в этот день не работает.",
    "Підрозділ цього дня не працює.",
  ],
  "organisation.parent_not_open": [
    "The unit above is not open on that day.",
    "Вышестоящее подразделение в этот день не работает.",
    "Вищий підрозділ цього дня не працює.",
  ],
  "organisation.unit_not_found": [
    "There is no such unit, or you may not change it.",
    "Такого подразделения нет, или вам нельзя его менять.",
    "Такого підрозділу немає, або вам не можна його змінювати.",
  ],
  "workforce.not_found": [
    "There is somebody with this code whom you may not change.",
    "Есть сотрудник с таким кодом, которого вам нельзя менять.",
    "Є працівник із таким кодом, якого вам не можна змінювати.",
  ],
  "workforce.unknown_unit": [
    "There is no unit with this code that you may use.",
    "Подразделения с таким кодом нет, или вам нельзя им пользоваться.",
    "Підрозділу з таким кодом немає, або вам не можна ним користуватися.",
  ],
  "workforce.unknown_manager": [
    "Nobody with this code can be the manager: not here, not in the file, or refused there.",
    "Руководителя с таким кодом нет ни здесь, ни в файле, или его строка отклонена.",
    "Керівника з таким кодом немає ні тут, ні у файлі, або його рядок відхилено.",
  ],
  "workforce.manager_cycle": [
    "Nobody can be led by somebody below them, or by themselves.",
    "Никто не может подчиняться своему подчинённому или самому себе.",
    "Ніхто не може підпорядковуватися своєму підлеглому або самому собі.",
  ],
  "workforce.left_before_hired": [
    "The day of leaving comes before the day of hiring.",
    "День увольнения раньше дня приёма.",
    "День звільнення раніший за день прийняття.",
  ],
  "workforce.email_taken": [
    "Another member of staff has this address.",
    "Этот адрес уже у другого сотрудника.",
    "Ця адреса вже в іншого працівника.",
  ],
  "workforce.name_needed": [
    "Somebody new needs a name.",
    "Новому сотруднику нужно имя.",
    "Новому працівникові потрібне ім’я.",
  ],
  "workforce.repeated_code": [
    "This code stood further up already; the first row counts.",
    "Этот код уже был выше; считается первая строка.",
    "Цей код уже був вище; враховується перший рядок.",
  ],
  "people.not_found": [
    "This is somebody whom you may not change.",
    "Этого человека вам нельзя менять.",
    "Цю людину вам не можна змінювати.",
  ],
  "people.repeated_key": [
    "This person stood further up already; the first row counts.",
    "Этот человек уже был выше; считается первая строка.",
    "Ця людина вже була вище; враховується перший рядок.",
  ],
  "people.unknown_attribute": ["There is no such attribute.", "Такого признака нет.", "Такої ознаки немає."],
  "people.wrong_value": [
    "This value does not fit here.",
    "Такое значение здесь не подходит.",
    "Таке значення тут не підходить.",
  ],
  "people.unknown_unit": [
    "There is no unit with this code that you may see; whoever sees some units only gives everybody one of them.",
    "Подразделения с таким кодом нет или вам его не видно. Кто видит часть подразделений, указывает одно из них.",
    "Підрозділу з таким кодом немає або вам його не видно. Хто бачить частину підрозділів, вказує один із них.",
  ],
  "people.unknown_time_zone": [
    "There is no such time zone. Write for example Europe/Kyiv.",
    "Такого часового пояса нет. Напишите, например, Europe/Kyiv.",
    "Такого часового поясу немає. Напишіть, наприклад, Europe/Kyiv.",
  ],
};

/** Why a cell or a row was refused, in the reader's language. */
export function rowMessage(code: string, params: Readonly<Record<string, unknown>>, language: string): string {
  const own = words[code];
  if (own === undefined) return explainRowError(code, params, language);
  return own[language === "ru" ? 1 : language === "uk" ? 2 : 0];
}

/** Headings of the file of errors. */
export function errorHeadings(language: string): readonly string[] {
  if (language === "ru") return ["строка", "столбец", "значение", "ошибка"];
  return language === "uk" ? ["рядок", "стовпець", "значення", "помилка"] : ["row", "column", "value", "problem"];
}
