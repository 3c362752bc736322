import type { DirectoryKind } from "../contract.ts";

/** Headings and one row under them. */
export interface Template {
  readonly headings: readonly string[];
  readonly example: readonly string[];
}

type ByLanguage = Readonly<Record<"en" | "ru" | "uk", Template>>;

const files: Readonly<Record<DirectoryKind, ByLanguage>> = {
  units: {
    en: {
      headings: ["Code", "Name", "Parent", "Manager", "Time zone", "Address", "Valid from"],
      example: ["B-12", "Branch on Main Street", "", "E-1001", "Europe/Kyiv", "1 Main Street", "2024-01-01"],
    },
    ru: {
      headings: ["Код", "Название", "Код родителя", "Код руководителя", "Часовой пояс", "Адрес", "Действует с"],
      example: ["B-12", "Отделение на Главной", "", "E-1001", "Europe/Kyiv", "Главная, 1", "01.01.2024"],
    },
    uk: {
      headings: ["Код", "Назва", "Код батьківського", "Код керівника", "Часовий пояс", "Адреса", "Діє з"],
      example: ["B-12", "Відділення на Головній", "", "E-1001", "Europe/Kyiv", "Головна, 1", "01.01.2024"],
    },
  },
  staff: {
    en: {
      headings: [
        "Employee code",
        "Name",
        "E-mail",
        "Position",
        "Unit code",
        "Manager code",
        "Hire date",
        "Leave date",
        "Skills",
        "Languages",
      ],
      example: [
        "E-1002",
        "Olena Koval",
        "olena@example.org",
        "Cashier",
        "",
        "",
        "2024-03-01",
        "",
        "deposits; cards",
        "uk; en",
      ],
    },
    ru: {
      headings: [
        "Табельный номер",
        "ФИО",
        "Почта",
        "Должность",
        "Код подразделения",
        "Код руководителя",
        "Дата приёма",
        "Дата увольнения",
        "Навыки",
        "Языки",
      ],
      example: [
        "E-1002",
        "Елена Коваль",
        "olena@example.org",
        "Кассир",
        "",
        "",
        "01.03.2024",
        "",
        "вклады; карты",
        "uk; ru",
      ],
    },
    uk: {
      headings: [
        "Табельний номер",
        "ПІБ",
        "Пошта",
        "Посада",
        "Код підрозділу",
        "Код керівника",
        "Дата прийому",
        "Дата звільнення",
        "Навички",
        "Мови",
      ],
      example: [
        "E-1002",
        "Олена Коваль",
        "olena@example.org",
        "Касир",
        "",
        "",
        "01.03.2024",
        "",
        "вклади; картки",
        "uk; en",
      ],
    },
  },
  persons: {
    en: {
      headings: ["Customer ID", "Name", "E-mail", "Phone", "Language", "Unit code", "Role"],
      example: ["C-500", "Ivan Petrenko", "ivan@example.org", "+380501234567", "uk", "", "customer"],
    },
    ru: {
      headings: ["Код клиента", "ФИО", "Почта", "Телефон", "Язык", "Подразделение", "Роль"],
      example: ["C-500", "Иван Петренко", "ivan@example.org", "+380501234567", "ru", "", "клиент"],
    },
    uk: {
      headings: ["Код клієнта", "ПІБ", "Пошта", "Телефон", "Мова", "Підрозділ", "Роль"],
      example: ["C-500", "Іван Петренко", "ivan@example.org", "+380501234567", "uk", "", "клієнт"],
    },
  },
};

/** The file to begin with, in the reader's language. */
export function templates(kind: DirectoryKind, language: string): Template {
  return files[kind][language === "ru" || language === "uk" ? language : "en"];
}
