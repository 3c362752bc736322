import { languages, type Language, type Namespace, type Texts } from "./read.ts";

/** Everything that is missing, left over, left in another language or put together differently in one namespace. */
export function textProblems(namespace: Namespace): string[] {
  const keys = new Set(languages.flatMap((language) => [...namespace.texts[language].keys()].map(baseOf)));
  const plurals = new Set(languages.flatMap((language) => pluralBases(namespace.texts[language])));
  const perKey = [...keys].flatMap((key) => [
    ...missingForms(namespace, key, plurals.has(key)),
    ...differentPlaceholders(namespace, key),
  ]);
  const perText = languages.flatMap((language) =>
    [...namespace.texts[language]].flatMap(([key, text]) =>
      wordingProblems(language, key, text).map((problem) => `${language} ${key}: ${problem}`),
    ),
  );
  return [...perKey, ...perText].map((problem) => `${namespace.name}: ${problem}`);
}

/** The key without the ending that names a plural form. */
export function baseOf(key: string): string {
  return key.replace(pluralEnding, "");
}

const pluralEnding = /_(zero|one|two|few|many|other)$/;

const formsOf: Readonly<Record<Language, readonly string[]>> = {
  en: ["one", "other"],
  ru: ["one", "few", "many", "other"],
  uk: ["one", "few", "many", "other"],
};

/** Names and abbreviations that stay as they are in every language. */
const untranslated = new Set(
  `API CES CLI ClickHouse CUSUM EWMA Lite SEQ SUS UMUX CSAT CSI CSV CRM eNPS FCR GET Holos HTML HTTP HTTPS ID IP IVR JSON KPI MCP NPS OIDC OpenAPI PDF PNG
   PostgreSQL POST QR SLA SMS SQL SVG TSV TX CX EX UX MX UTC URL VoC VoE XLSX XLS XML XmR YAML Bain Company Fred Reichheld
   Satmetrix Systems Net Promoter Score System Excel SurveyJS ISO UTF BOM Windows Esc Ctrl Alt Enter Tab Shift OpenAI
   English en ru uk WebP JPEG JPG Inc NICE OpenID Connect openid email profile groups`.split(/\s+/),
);

function pluralBases(texts: Texts): string[] {
  return [...texts.keys()].filter((key) => pluralEnding.test(key)).map(baseOf);
}

function missingForms(namespace: Namespace, key: string, isPlural: boolean): string[] {
  return languages.flatMap((language) => {
    const wanted = isPlural ? formsOf[language].map((form) => `${key}_${form}`) : [key];
    const texts = namespace.texts[language];
    const missing = wanted.filter((name) => (texts.get(name) ?? "").trim() === "");
    const extra = [...texts.keys()].filter((name) => baseOf(name) === key && !wanted.includes(name));
    return [
      ...missing.map((name) => `${language} has no ${name}`),
      ...extra.map((name) => `${language} has a ${name} that it does not use`),
    ];
  });
}

function differentPlaceholders(namespace: Namespace, key: string): string[] {
  const english = placeholdersOf(namespace.texts.en, key);
  return languages
    .filter((language) => placeholdersOf(namespace.texts[language], key) !== english)
    .map((language) => `${language} ${key}: placeholders or tags are not those of the English text (${english})`);
}

/** Placeholders and tags of all plural forms together: one form may leave the number out. */
function placeholdersOf(texts: Texts, key: string): string {
  const all = [...texts].filter(([name]) => baseOf(name) === key).map(([, text]) => text);
  const names = all.flatMap((text) => [...text.matchAll(/\{\{\s*-?\s*([\w.]+)[^}]*\}\}|<\/?(\w+)\s*\/?>/g)]);
  return [...new Set(names.map(([, placeholder, tag]) => placeholder ?? `<${tag}>`))].toSorted().join(" ");
}

/** Keys of texts that are made of names: of books, of packages, of the owners of a trademark. */
const madeOfNames = /(^|\.)source$|trademark|licence/i;

function wordingProblems(language: Language, key: string, text: string): string[] {
  if (language === "en") return /[а-яёіїєґ]/i.test(text) ? ["Cyrillic letters in an English text"] : [];
  const plain = text.replaceAll(
    /\{\{[^}]*\}\}|<[^>]*>|#[0-9a-f]{3,6}\b|\S*[/@]\S+|\b\w+_\w+(\.\w+)?|[\w*-]+\.(csv|xlsx|tsv|yaml|json|md)\b/gi,
    " ",
  );
  const words = madeOfNames.test(key) ? [] : (plain.match(/[A-Za-z]{2,}/g) ?? []);
  const latin = words.filter((word) => !untranslated.has(word));
  const foreign = language === "ru" ? /[іїєґ]/i : /[ыэёъ]/i;
  return [
    ...latin.map((word) => `"${word}" is left untranslated`),
    ...(foreign.test(plain) ? ["letters of the other language"] : []),
    ...(plain.includes('"') ? ["straight quotes where «…» belong"] : []),
  ];
}
