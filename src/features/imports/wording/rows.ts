type Words = Readonly<Record<"en" | "ru" | "uk", string>>;

const words: Readonly<Record<string, Words>> = {
  "score.not_a_number": {
    en: "This is not a number. Add it to the codes for «no answer», or give it a value.",
    ru: "Это не число. Добавьте его к кодам «нет ответа» или задайте ему значение.",
    uk: "Це не число. Додайте його до кодів «немає відповіді» або задайте йому значення.",
  },
  "score.out_of_scale": {
    en: "Outside the scale {from}–{to}. If it means «no answer», add it to those codes.",
    ru: "Вне шкалы {from}–{to}. Если это значит «нет ответа», добавьте его к таким кодам.",
    uk: "Поза шкалою {from}–{to}. Якщо це означає «немає відповіді», додайте його до таких кодів.",
  },
  "score.not_whole": {
    en: "The scale has whole steps only.",
    ru: "В этой шкале только целые значения.",
    uk: "У цій шкалі лише цілі значення.",
  },
  "time.empty": {
    en: "The row has no date, and the profile names none for such rows.",
    ru: "В строке нет даты, и профиль не задаёт её для таких строк.",
    uk: "У рядку немає дати, і профіль не задає її для таких рядків.",
  },
  "time.unreadable": {
    en: "This is not a date in the format of the profile.",
    ru: "Это не дата в формате профиля.",
    uk: "Це не дата у форматі профілю.",
  },
  "time.impossible": {
    en: "There is no such date or time.",
    ru: "Такой даты или времени не бывает.",
    uk: "Такої дати чи часу не буває.",
  },
  "time.future": {
    en: "This moment has not come yet.",
    ru: "Этот момент ещё не наступил.",
    uk: "Цей момент ще не настав.",
  },
  "time.too_early": {
    en: "Before 1990: this looks like an empty date that a system filled in.",
    ru: "Раньше 1990 года: похоже на пустую дату, которую заполнила система.",
    uk: "Раніше 1990 року: схоже на порожню дату, яку заповнила система.",
  },
  "weight.not_positive": {
    en: "A weight must be a number above zero.",
    ru: "Вес должен быть числом больше нуля.",
    uk: "Вага має бути числом, більшим за нуль.",
  },
  too_many_cells: {
    en: "The row has more cells than the header. Is a quote or a delimiter wrong?",
    ru: "В строке больше ячеек, чем в заголовке. Проверьте кавычки и разделитель.",
    uk: "У рядку більше комірок, ніж у заголовку. Перевірте лапки та роздільник.",
  },
  row_too_long: {
    en: "The row is longer than 1 MB.",
    ru: "Строка длиннее 1 МБ.",
    uk: "Рядок довший за 1 МБ.",
  },
  cell_error: {
    en: "The cell holds an Excel error.",
    ru: "В ячейке ошибка Excel.",
    uk: "У комірці помилка Excel.",
  },
  formula_without_result: {
    en: "The cell holds a formula without a stored result. Open the file in Excel and save it, or paste values.",
    ru: "В ячейке формула без сохранённого результата. Откройте файл в Excel и сохраните его или вставьте значения.",
    uk: "У комірці формула без збереженого результату. Відкрийте файл в Excel і збережіть його або вставте значення.",
  },
  "answers.conflict": {
    en: "This row was imported before with other answers or dimensions. Use the profile it was imported with, or another survey.",
    ru: "Эта строка уже загружена с другими ответами или разрезами. Возьмите профиль, с которым её загружали, или другой опрос.",
    uk: "Цей рядок уже завантажено з іншими відповідями або розрізами. Візьміть профіль, з яким його завантажували, або інше опитування.",
  },
  "answers.survey_closed": {
    en: "The survey is archived and takes no more answers.",
    ru: "Опрос в архиве и больше не принимает ответы.",
    uk: "Опитування в архіві й більше не приймає відповідей.",
  },
  out_of_range: {
    en: "Outside the scale that this survey already has. Import into another survey, or keep the scale.",
    ru: "Вне шкалы, которая уже есть в этом опросе. Загрузите в другой опрос или оставьте прежнюю шкалу.",
    uk: "Поза шкалою, яку це опитування вже має. Завантажте в інше опитування або залиште попередню шкалу.",
  },
  wrong_type: {
    en: "The survey already has a question of another kind under this key. Choose another key or another survey.",
    ru: "Под этим ключом в опросе уже есть вопрос другого вида. Выберите другой ключ или другой опрос.",
    uk: "Під цим ключем в опитуванні вже є питання іншого виду. Виберіть інший ключ або інше опитування.",
  },
  not_an_option: {
    en: "The survey has no such option.",
    ru: "В опросе нет такого варианта.",
    uk: "В опитуванні немає такого варіанта.",
  },
  too_long: {
    en: "The text is longer than the survey allows.",
    ru: "Текст длиннее, чем допускает опрос.",
    uk: "Текст довший, ніж допускає опитування.",
  },
};

const fallback: Words = {
  en: "This row does not fit the survey ({code}).",
  ru: "Эта строка не подходит к опросу ({code}).",
  uk: "Цей рядок не підходить до опитування ({code}).",
};

/** Why a row was refused, in the reader's language. */
export function explainRowError(code: string, params: Readonly<Record<string, unknown>>, language: string): string {
  const text = (words[code] ?? fallback)[language === "ru" || language === "uk" ? language : "en"];
  const values: Readonly<Record<string, unknown>> = { code, ...params };
  return text.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    return typeof value === "string" || typeof value === "number" ? String(value) : "";
  });
}

/** Headings of the downloadable file of errors. */
export const errorHeadings: Readonly<Record<"en" | "ru" | "uk", readonly string[]>> = {
  en: ["row", "column", "value", "problem"],
  ru: ["строка", "столбец", "значение", "ошибка"],
  uk: ["рядок", "стовпець", "значення", "помилка"],
};
