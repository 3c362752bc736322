import assert from "node:assert/strict";
import { test } from "node:test";

import { isTest, parseSource, projectRoot, readSources } from "./architecture/source.ts";
import { textProblems } from "./locales/problems.ts";
import { flatten, readNamespaces, type Namespace } from "./locales/read.ts";
import { textUseOf, unknownKeys, unusedKeys } from "./locales/usage.ts";

const namespaces = readNamespaces(projectRoot);
const uses = readSources()
  .filter((file) => file.path.startsWith("src/") && !isTest(file.path))
  .map(textUseOf);

test("there are texts in all three languages", () => {
  assert.ok(namespaces.length > 0);
});

test("every text exists in English, Russian and Ukrainian, with the same placeholders and all plural forms", () => {
  assert.deepEqual(namespaces.flatMap(textProblems), []);
});

test("every text that the code asks for exists", () => {
  assert.deepEqual(unknownKeys(uses, namespaces), []);
});

test("every text is asked for", () => {
  assert.deepEqual(unusedKeys(uses, namespaces), []);
});

test("the checks see missing keys and forms, other placeholders, words left in English and wrong letters", () => {
  const broken = namespaceOf(
    { title: "Answers", only: "Here", rows_one: "{{count}} row", rows_other: "{{count}} rows", who: "For {{name}}" },
    { title: "Answers", rows_one: "{{count}} строка", rows_other: "{{count}} строки", who: "Для {{user}}" },
    {
      title: "Ответы",
      only: "Тут «ы»",
      rows_one: "рядок",
      rows_few: "рядки",
      rows_many: "рядків",
      rows_other: "рядка",
    },
  );

  assert.deepEqual(textProblems(broken), [
    "answers: ru has no only",
    "answers: ru has no rows_few",
    "answers: ru has no rows_many",
    "answers: uk rows: placeholders or tags are not those of the English text (count)",
    "answers: uk has no who",
    "answers: ru who: placeholders or tags are not those of the English text (name)",
    "answers: uk who: placeholders or tags are not those of the English text (name)",
    'answers: ru title: "Answers" is left untranslated',
    "answers: uk title: letters of the other language",
    "answers: uk only: letters of the other language",
  ]);
});

test("the checks see keys that do not exist and keys that nobody asks for, and follow keys put together", () => {
  const texts = { title: "T", "old.note": "O", "errors.gone": "G", rows_one: "1", rows_other: "2" };
  const namespace = namespaceOf(texts, texts, texts);
  const use = textUseOf(
    parseSource(
      "src/features/answers/ui/page.tsx",
      "const { t } = useTranslation(['answers', 'web']);\nt('title'); t('rows', { count: 2 }); t(`errors.${code}`); t('titel');",
    ),
  );

  assert.deepEqual(unknownKeys([use], [namespace]), ["src/features/answers/ui/page.tsx:2 asks for titel"]);
  assert.deepEqual(unusedKeys([use], [namespace]), ["answers: old.note"]);
});

function namespaceOf(en: object, ru: object, uk: object): Namespace {
  return {
    name: "answers",
    texts: { en: new Map(flatten(en)), ru: new Map(flatten(ru)), uk: new Map(flatten(uk)) },
  };
}

test("every deed of the audit trail has its words", () => {
  const deeds = readSources()
    .filter((file) => file.path.startsWith("src/features/") && !isTest(file.path))
    .flatMap((file) =>
      [...file.text.matchAll(/\b(?:action|done|failed): "([a-z]+\.[a-z_]+)"/g)].map((match) => `deed.${match[1]}`),
    );
  const access = namespaces.find(({ name }) => name === "access");

  assert.ok(deeds.length > 10);
  assert.deepEqual(
    [...new Set(deeds)].filter((key) => access?.texts.en.has(key) !== true),
    [],
  );
});
