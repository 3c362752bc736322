/** Russian and Ukrainian wording of this slice's refusals; English stands in the contract. */
export const directoryWords: Readonly<Record<string, { readonly ru: string; readonly uk: string }>> = {
  "directory.not_found": {
    ru: "Такого файла нет, он уже не хранится, или вам нельзя его загружать.",
    uk: "Такого файлу немає, він уже не зберігається, або вам не можна його завантажувати.",
  },
  "directory.running": { ru: "Этот файл уже загружается.", uk: "Цей файл уже завантажується." },
  "directory.missing_column": { ru: "В файле нет столбца «{column}».", uk: "У файлі немає стовпця «{column}»." },
  "directory.unknown_field": { ru: "Столбец не может значить {field}.", uk: "Стовпець не може означати {field}." },
  "directory.column_twice": {
    ru: "Два столбца значат одно и то же ({field}). Оставьте один.",
    uk: "Два стовпці означають те саме ({field}). Залиште один.",
  },
  "directory.key_needed": {
    ru: "Ни один столбец не говорит, о ком или о чём строка. Укажите код.",
    uk: "Жоден стовпець не каже, про кого чи про що рядок. Вкажіть код.",
  },
  "directory.starter_gone": {
    ru: "Тот, кто это начал, больше не вправе загружать такие файлы.",
    uk: "Той, хто це почав, більше не має права завантажувати такі файли.",
  },
  "directory.stalled": {
    ru: "Загрузка несколько раз остановилась на одних и тех же строках и прекращена.",
    uk: "Завантаження кілька разів зупинилося на тих самих рядках і припинене.",
  },
  "directory.units_refused": {
    ru: "Подразделения загружаются все или ни одного, а ошибки есть (строк: {count}). Ничего не изменено.",
    uk: "Підрозділи завантажуються всі або жодного, а помилки є (рядків: {count}). Нічого не змінено.",
  },
};

/** The sentence in Russian or Ukrainian; undefined otherwise. */
export function directoryWording(
  code: string,
  language: string,
  params: Readonly<Record<string, unknown>>,
): string | undefined {
  const words = language === "ru" || language === "uk" ? directoryWords[code]?.[language] : undefined;
  return words?.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name];
    return typeof value === "string" || typeof value === "number" ? String(value) : "";
  });
}
