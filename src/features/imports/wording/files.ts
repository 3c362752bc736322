import { Refusal } from "#kit/refusal";

type Words = Readonly<Record<"en" | "ru" | "uk", string>>;

const reasons = {
  empty: { en: "it is empty", ru: "он пуст", uk: "він порожній" },
  no_file: { en: "the form holds no file", ru: "в форме нет файла", uk: "у формі немає файлу" },
  no_rows: {
    en: "it has a header, but no rows below it",
    ru: "в нём есть заголовок, но нет строк под ним",
    uk: "у ньому є заголовок, але немає рядків під ним",
  },
  binary: {
    en: "it holds binary data, not text",
    ru: "в нём двоичные данные, а не текст",
    uk: "у ньому двійкові дані, а не текст",
  },
  unknown_encoding: {
    en: "the encoding {encoding} is unknown",
    ru: "кодировка {encoding} неизвестна",
    uk: "кодування {encoding} невідоме",
  },
  not_utf8: {
    en: "line {line} is not valid UTF-8; save the file as UTF-8, or name its encoding in the profile",
    ru: "строка {line} записана не в UTF-8; сохраните файл в UTF-8 или укажите его кодировку в профиле",
    uk: "рядок {line} записано не в UTF-8; збережіть файл в UTF-8 або вкажіть його кодування у профілі",
  },
  row_too_long: {
    en: "the row near line {line} is longer than 1 MB; is the delimiter or a quote wrong?",
    ru: "строка около линии {line} длиннее 1 МБ; проверьте разделитель и кавычки",
    uk: "рядок близько лінії {line} довший за 1 МБ; перевірте роздільник і лапки",
  },
  too_many_columns: {
    en: "it has {columns} columns, more than {most}; is the delimiter wrong?",
    ru: "в нём {columns} столбцов, больше {most}; проверьте разделитель",
    uk: "у ньому {columns} стовпців, більше ніж {most}; перевірте роздільник",
  },
  quote_open: {
    en: "a quote opened near line {line} is never closed",
    ru: "кавычка, открытая около строки {line}, нигде не закрыта",
    uk: "лапку, відкриту близько рядка {line}, ніде не закрито",
  },
  quoting: {
    en: "the quotes are broken near line {line}",
    ru: "кавычки расставлены неверно около строки {line}",
    uk: "лапки розставлено неправильно близько рядка {line}",
  },
  old_excel: {
    en: "it is an old Excel file (.xls); save it as .xlsx or CSV",
    ru: "это старый файл Excel (.xls); сохраните его как .xlsx или CSV",
    uk: "це старий файл Excel (.xls); збережіть його як .xlsx або CSV",
  },
  not_workbook: {
    en: "it is a zip file, but not an Excel workbook",
    ru: "это архив zip, а не книга Excel",
    uk: "це архів zip, а не книга Excel",
  },
  password: {
    en: "it is protected by a password",
    ru: "он защищён паролем",
    uk: "він захищений паролем",
  },
  damaged: {
    en: "the workbook is damaged or not whole",
    ru: "книга повреждена или неполна",
    uk: "книга пошкоджена або неповна",
  },
  no_sheet: {
    en: "it has no sheet «{sheet}» with rows",
    ru: "в нём нет листа «{sheet}» со строками",
    uk: "у ньому немає аркуша «{sheet}» з рядками",
  },
  no_visible_sheet: {
    en: "it has no visible sheet with rows",
    ru: "в нём нет видимого листа со строками",
    uk: "у ньому немає видимого аркуша з рядками",
  },
  changed: {
    en: "it changed while it was being read",
    ru: "он изменился во время чтения",
    uk: "він змінився під час читання",
  },
  lost: {
    en: "the uploaded copy is gone or was changed; upload the file again",
    ru: "загруженной копии нет или она изменена; загрузите файл ещё раз",
    uk: "завантаженої копії немає або її змінено; завантажте файл ще раз",
  },
  stalled: {
    en: "the import stopped {stalls} times at row {row} and was given up",
    ru: "импорт останавливался на строке {row} (число попыток: {stalls}) и прекращён",
    uk: "імпорт зупинявся на рядку {row} (кількість спроб: {stalls}) і припинений",
  },
  above_limit: { en: "it is larger than 2 GB", ru: "он больше 2 ГБ", uk: "він більший за 2 ГБ" },
  zip_bomb: {
    en: "it unpacks to far more than a workbook would",
    ru: "он распаковывается в объём, какого у книги не бывает",
    uk: "він розпаковується в обсяг, якого книга не має",
  },
} as const satisfies Record<string, Words>;

/** Why a file is refused as a whole. */
export type FileReason = keyof typeof reasons;

const tooLarge: ReadonlySet<FileReason> = new Set(["above_limit", "zip_bomb"]);

/** The refusal of a file: `imports.file_too_large` or `imports.file_unreadable`, its reason as a closed code and in words. */
export function refuseFile(why: FileReason, params: Readonly<Record<string, unknown>> = {}): Refusal {
  const code = tooLarge.has(why) ? "imports.file_too_large" : "imports.file_unreadable";
  return new Refusal(code, { ...params, why, reason: reasonText(why, params, "en") });
}

const sentences: Readonly<Record<string, Words>> = {
  "imports.not_found": {
    en: "There is no such import, or its file is no longer kept.",
    ru: "Такого импорта нет, или его файл уже не хранится.",
    uk: "Такого імпорту немає, або його файл уже не зберігається.",
  },
  "imports.running": {
    en: "This import is running already.",
    ru: "Этот импорт уже идёт.",
    uk: "Цей імпорт уже триває.",
  },
  "imports.file_unreadable": {
    en: "This file cannot be read: {reason}.",
    ru: "Файл не читается: {reason}.",
    uk: "Файл не читається: {reason}.",
  },
  "imports.file_too_large": {
    en: "This file is too large: {reason}.",
    ru: "Файл слишком велик: {reason}.",
    uk: "Файл завеликий: {reason}.",
  },
  "imports.missing_column": {
    en: "The file has no column «{column}». Choose another column, or add it and try again.",
    ru: "В файле нет столбца «{column}». Выберите другой столбец или добавьте этот и попробуйте снова.",
    uk: "У файлі немає стовпця «{column}». Виберіть інший стовпець або додайте цей і спробуйте ще раз.",
  },
  "imports.invalid_profile": {
    en: "The profile has problems: {problems}.",
    ru: "В профиле ошибки: {problems}.",
    uk: "У профілі помилки: {problems}.",
  },
};

/** What an import was refused for, in the reader's language; undefined for codes of other slices. */
export function importsWording(
  code: string,
  language: string,
  params: Readonly<Record<string, unknown>>,
): string | undefined {
  const sentence = sentences[code];
  if (sentence === undefined) return undefined;
  const why = params["why"];
  const isReason = typeof why === "string" && Object.hasOwn(reasons, why);
  const reason = isReason ? reasonText(why as FileReason, params, language) : params["reason"];
  return fill(sentence[spoken(language)], { ...params, reason });
}

function reasonText(why: FileReason, params: Readonly<Record<string, unknown>>, language: string): string {
  return fill(reasons[why][spoken(language)], params);
}

function spoken(language: string): "en" | "ru" | "uk" {
  return language === "ru" || language === "uk" ? language : "en";
}

function fill(text: string, params: Readonly<Record<string, unknown>>): string {
  return text.replaceAll(/\{(\w+)\}/g, (_, name: string) => textOf(params[name]));
}

/** Only what is written in one piece is shown. */
function textOf(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}
