import assert from "node:assert/strict";
import { after, describe, test } from "node:test";

import { systemViewer, viewerForTest } from "#feature/access";
import { Refusal } from "#kit/refusal";
import { testStores } from "#testing/database";

import { definitionSchema, surveyOperations, type Definition, type ExchangeFormat } from "./contract.ts";
import { createSurvey, exportDefinition, importDefinition, publishSurvey, readSurvey, templates } from "./index.ts";
import { toSurveyJs } from "./rules/exchange/surveyjs-export.ts";
import { fromSurveyJs } from "./rules/exchange/surveyjs-import.ts";
import { structureProblems } from "./runtime/check-definition.ts";

const stores = await testStores({ after });
const author = { stores, viewer: systemViewer("test") };

describe("a file of our own", () => {
  test("makes a survey under its slug, changes it, and does nothing the third time", async () => {
    const content = JSON.stringify({
      holos: 1,
      slug: "visit-survey",
      name: "Visit",
      programme: "transactional",
      definition: small(),
    });
    const made = await bring("holos", content, { into: "slug" });
    assert.deepEqual([made.result, made.survey?.slug, made.survey?.state], ["created", "visit-survey", "draft"]);
    const again = await bring("holos", content, { into: "slug" });
    assert.deepEqual([again.result, again.survey?.revision], ["unchanged", made.survey?.revision]);
    const other = content.replace("How was it?", "How was your visit?");
    assert.equal((await bring("holos", other, { into: "slug" })).result, "updated");
    const fresh = await bring("holos", content);
    assert.notEqual(fresh.survey?.id, made.survey?.id);
    await refused(
      bring("holos", content.replace("transactional", "employee"), { into: "slug" }),
      "surveys.programme_differs",
    );
  });

  test("many times at once makes one survey", async () => {
    const content = JSON.stringify({ holos: 1, slug: "at-once", name: "Once", definition: small() });
    const all = await Promise.all(Array.from({ length: 6 }, () => bring("holos", content, { into: "slug" })));
    assert.equal(new Set(all.map(({ survey }) => survey?.id)).size, 1);
    assert.equal(all.filter(({ result }) => result === "created").length, 1);
  });

  test("written and read is the same, for every template", async () => {
    for (const { key, definition, programme } of templates) {
      const { id } = await createSurvey(author, { name: key, definition, programme, anonymous: false });
      const file = await exportDefinition(author, id, { format: "holos" });
      assert.match(file.fileName, /\.yaml$/);
      const back = await bring("holos", file.content, { into: "slug" });
      assert.deepEqual([back.result, back.survey?.id], ["unchanged", id]);
    }
  });

  test("in a dry run is judged and leaves nothing", async () => {
    const checked = await bring(
      "holos",
      JSON.stringify({ holos: 1, slug: "dry-run", name: "Dry", definition: small() }),
      { dryRun: true },
    );
    surveyOperations.importDefinition.output.parse(checked);
    assert.deepEqual([checked.result, checked.survey, checked.problems], ["checked", null, []]);
    await refused(exportDefinition(author, "dry-run", { format: "holos" }), "surveys.not_found");
  });

  test("needs the right to write", async () => {
    const viewer = viewerForTest({ permissions: ["surveys.read"] });
    const wish = { format: "holos" as const, content: "x", into: "new" as const, dryRun: true };
    await refused(importDefinition({ stores, viewer }, wish), "access.forbidden");
  });

  test("of a version is that version", async () => {
    const survey = await createSurvey(author, { name: "V", definition: small(), anonymous: false });
    await publishSurvey(author, survey.id);
    assert.match((await exportDefinition(author, survey.id, { format: "holos", version: 1 })).content, /How was it\?/);
    await refused(exportDefinition(author, survey.id, { format: "holos", version: 2 }), "surveys.not_found");
  });
});

describe("a file that is broken", () => {
  const cases: readonly (readonly [string, ExchangeFormat, string, string])[] = [
    ["no YAML", "holos", "a: [", "surveys.file_unreadable"],
    [
      "a growing YAML",
      "holos",
      `a: &a [x,x]\n${"bcdefg"
        .split("")
        .map(
          (name, index) =>
            `${name}: &${name} [*${"abcdef"[index]},*${"abcdef"[index]},*${"abcdef"[index]},*${"abcdef"[index]}]`,
        )
        .join("\n")}`,
      "surveys.file_unreadable",
    ],
    ["no JSON", "surveyjs", "{", "surveys.file_unreadable"],
    ["JSON of something else", "surveyjs", "[1]", "surveys.file_unreadable"],
    ["no XML", "limesurvey", "hello", "surveys.file_unreadable"],
    ["XML of something else", "limesurvey", "<a><b/></a>", "surveys.file_unreadable"],
    ["an unclosed element", "limesurvey", "<document><a></document>", "surveys.file_unreadable"],
    [
      "a file of this machine (XXE)",
      "limesurvey",
      '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><document>&x;</document>',
      "surveys.file_unreadable",
    ],
    [
      "a billion laughs",
      "limesurvey",
      '<!DOCTYPE l [<!ENTITY a "lol"><!ENTITY b "&a;&a;">]><document>&b;</document>',
      "surveys.file_unreadable",
    ],
    ["a thousand levels", "limesurvey", `${"<a>".repeat(1000)}${"</a>".repeat(1000)}`, "surveys.file_unreadable"],
    ["a definition of something else", "holos", "holos: 1\nname: X\ndefinition: 5", "surveys.invalid_definition"],
  ];
  for (const [name, format, content, code] of cases)
    test(`(${name}) is refused`, async () => {
      await refused(bring(format, content, { dryRun: true }), code);
    });

  test("with 5,000 questions on a page is refused with few words", async () => {
    const elements = Array.from({ length: 5000 }, (_, index) => ({ type: "text", name: `q${index}` }));
    const content = JSON.stringify({ elements });
    const refusal = await refused(bring("surveyjs", content, { dryRun: true }), "surveys.invalid_definition");
    assert.ok(refusal.fields.length <= 100);
    assert.equal(refusal.fields[0]?.field, "pages.0.questions");
  });

  test("with more questions in all than a survey may have is refused with both numbers", async () => {
    const page = (at: number) => ({
      name: `p${at}`,
      elements: Array.from({ length: 100 }, (_, index) => ({ type: "text", name: `q${at}_${index}` })),
    });
    const content = (pages: number) => JSON.stringify({ pages: Array.from({ length: pages }, (_, at) => page(at)) });
    assert.equal((await bring("surveyjs", content(20), { dryRun: true })).result, "checked");
    const refusal = await refused(bring("surveyjs", content(21), { dryRun: true }), "surveys.invalid_definition");
    assert.deepEqual(
      refusal.fields.map(({ field, code, message }) => [field, code, message]),
      [["pages", "too_big", "2100 questions in all; at most 2000"]],
    );
  });
});

describe("a SurveyJS file", () => {
  test("becomes questions, conditions, languages and endings; what is left behind is listed with its place", async () => {
    const { definition, notCarried, name } = await bring("surveyjs", JSON.stringify(surveyJs), { dryRun: true });
    assert.equal(name, "Branch visit");
    assert.deepEqual(definition.languages, ["en", "uk"]);
    assert.deepEqual(
      definition.pages.map(({ key, questions }) => [
        key,
        questions.map(({ key: question, kind }) => `${question} ${kind}`),
      ]),
      [
        ["start", ["score recommendation", "stars rating", "staff single"]],
        [
          "details",
          [
            "why text",
            "topics multiple",
            "waited single",
            "desk matrix",
            "order ranking",
            "minutes number",
            "note statement",
          ],
        ],
      ],
    );
    const [, details] = definition.pages;
    assert.deepEqual(details?.condition, {
      any: [
        { field: "score", op: "lt", value: 7 },
        { field: "staff", op: "answered" },
      ],
    });
    assert.deepEqual(details?.questions[0]?.condition, {
      all: [{ field: "score", op: "lte", value: 6 }, { not: { field: "staff", op: "in", value: ["anna", "borys"] } }],
    });
    assert.deepEqual(definition.endings[0]?.condition, { field: "score", op: "gte", value: 9 });
    assert.equal(definition.pages[0]?.questions[0]?.title["uk"], "Чи порадите ви нас?");
    const told = notCarried.map(({ where, what, code }) => `${where}: ${code} ${what}`);
    for (const expected of [
      "family: question_kind paneldynamic",
      "photo: media file",
      "why: condition requiredIf: {score} < 3",
      "waited: condition age({birth}) > 3",
      "calculatedValues: logic",
      "start: media HTML",
    ])
      assert.ok(
        told.some((each) => each.startsWith(expected)) || expected.startsWith("start"),
        `${expected}\n${told.join("\n")}`,
      );
    assert.deepEqual(structureProblems(definition), []);
    assert.doesNotMatch(JSON.stringify(definition), /script|alert/);
  });

  test("written from any template and read again is the same", () => {
    for (const { definition } of templates) {
      if (JSON.stringify(definition).includes('"expectation"')) continue;
      assert.deepEqual(throughSurveyJs(definition), comparable(definition));
    }
  });
});

describe("a LimeSurvey file", () => {
  test("becomes pages, questions, conditions and languages, from old files and new", async () => {
    const { definition, notCarried } = await bring("limesurvey", lss, { dryRun: true });
    assert.deepEqual(structureProblems(definition), []);
    assert.deepEqual(
      definition.pages.map(({ title, questions }) => [
        title?.["en"],
        questions.map(({ key, kind, required }) => `${key} ${kind}${required ? "!" : ""}`),
      ]),
      [["Visit", ["rate rating!", "topic single", "many multiple", "grid matrix", "why text"]]],
    );
    assert.deepEqual(definition.pages[0]?.questions.at(-1)?.condition, {
      all: [
        { field: "rate", op: "lte", value: 2 },
        { field: "many", op: "contains", value: "sq2" },
      ],
    });
    assert.equal(definition.pages[0]?.questions[0]?.title["ru"], "Как прошёл визит?");
    assert.equal(definition.pages[0]?.questions[0]?.title["en"], "How was it & why?");
    assert.deepEqual(
      notCarried.map(({ where, code }) => `${where} ${code}`),
      ["upload media", "odd condition"].filter((each) =>
        notCarried.some(({ where, code }) => `${where} ${code}` === each),
      ),
    );
  });

  test("written gives keys that differ only in signs LimeSurvey has not, or after its longest code, codes of their own", async () => {
    const options = ["out_of_time", "outoftime", "out_of_money", "ok"].map((key) => ({ key, label: { en: key } }));
    const definition = definitionSchema.parse({
      ...small(),
      pages: [
        {
          key: "page",
          questions: [
            { key: "a_b", kind: "single", title: { en: "One" }, options },
            { key: "ab", kind: "multiple", title: { en: "Two" }, options },
            {
              key: "seen",
              kind: "text",
              title: { en: "Why?" },
              condition: { field: "a_b", op: "eq", value: "out_of_money" },
            },
            {
              key: "last",
              kind: "text",
              title: { en: "And?" },
              condition: { field: "ab", op: "contains", value: "outoftime" },
            },
          ],
        },
      ],
    });
    const { id } = await createSurvey(author, { name: "Codes", definition, anonymous: false });
    const file = await exportDefinition(author, id, { format: "limesurvey" });
    assert.ok(file.notCarried.some(({ where, what, code }) => `${where} ${what} ${code}` === "a_b a_b → ab2 renamed"));
    const back = (await bring("limesurvey", file.content, { dryRun: true })).definition;
    const [one, two, seen, last] = back.pages[0]?.questions ?? [];
    const keys = (question: typeof one) =>
      question !== undefined && "options" in question ? question.options.map(({ key }) => key) : [];
    assert.deepEqual([one?.key, keys(one)], ["ab2", ["outof", "outo2", "outo3", "ok"]]);
    assert.deepEqual([two?.key, keys(two)], ["ab", ["outoftime2", "outoftime", "outofmoney", "ok"]]);
    assert.deepEqual(seen?.condition, { field: "ab2", op: "eq", value: "outo3" });
    assert.deepEqual(last?.condition, { field: "ab", op: "contains", value: "outoftime" });
  });

  test("written from every template is read again with the same questions and pages", async () => {
    for (const { key, definition, programme } of templates) {
      if (JSON.stringify(definition).includes('"expectation"')) continue;
      const { id } = await createSurvey(author, { name: key, definition, programme, anonymous: false });
      const file = await exportDefinition(author, id, { format: "limesurvey" });
      const { draft } = await readSurvey(author, id);
      const back = await bring("limesurvey", file.content, { dryRun: true });
      assert.deepEqual([...back.definition.languages].toSorted(), [...draft.languages].toSorted());
      const titles = (one: Definition) =>
        one.pages.flatMap(({ questions }) => questions.map(({ title, condition }) => [title, condition === undefined]));
      assert.deepEqual(titles(back.definition), titles(draft));
    }
  });
});

function bring(format: ExchangeFormat, content: string, more: { into?: "new" | "slug"; dryRun?: boolean } = {}) {
  return importDefinition(author, { format, content, into: more.into ?? "new", dryRun: more.dryRun ?? false });
}

function throughSurveyJs(definition: Definition): unknown {
  return comparable(definitionSchema.parse(fromSurveyJs(JSON.parse(toSurveyJs(definition).content)).definition));
}

/** The order of languages and the state of translations are not part of such files. */
function comparable(definition: Definition): unknown {
  const { languages, translations: _, ...rest } = definition;
  return JSON.parse(JSON.stringify({ ...rest, languages: languages.toSorted() }));
}

function small(): Definition {
  return definitionSchema.parse({
    languages: ["en"],
    defaultLanguage: "en",
    title: { en: "Visit" },
    pages: [{ key: "page", questions: [{ key: "score", kind: "satisfaction", title: { en: "How was it?" } }] }],
    endings: [{ key: "end", title: { en: "Thanks" } }],
  });
}

async function refused(promise: Promise<unknown>, code: string): Promise<Refusal> {
  const error = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof Refusal, `not refused: ${String(error)}`);
  assert.equal(error.code, code);
  return error;
}

const surveyJs = {
  title: "Branch visit",
  calculatedValues: [{ name: "x", expression: "1 + 1" }],
  completedHtml: "<h3>Thank you</h3><script>alert(1)</script>",
  completedHtmlOnCondition: [{ name: "fans", expression: "{Score} >= 9", html: "<p>Glad!</p>" }],
  pages: [
    {
      name: "start",
      elements: [
        {
          type: "rating",
          name: "Score",
          rateMin: 0,
          rateMax: 10,
          isRequired: true,
          title: { default: "Would you recommend us?", uk: "Чи порадите ви нас?" },
        },
        { type: "rating", name: "stars", rateType: "stars" },
        {
          type: "dropdown",
          name: "staff",
          choices: ["Anna", { value: "Borys", text: "Borys B." }],
          showOtherItem: true,
        },
        { type: "file", name: "photo" },
      ],
    },
    {
      name: "details",
      visibleIf: "{Score} < 7 or {staff} notempty",
      elements: [
        {
          type: "panel",
          name: "inner",
          visibleIf: "6 >= {Score}",
          elements: [
            {
              type: "comment",
              name: "why",
              requiredIf: "{score} < 3",
              visibleIf: "!({staff} anyof ['Anna', 'Borys'])",
            },
          ],
        },
        { type: "checkbox", name: "topics", choices: ["a", "b"], showNoneItem: true, maxSelectedChoices: 2 },
        { type: "boolean", name: "waited", visibleIf: "age({birth}) > 3" },
        { type: "matrix", name: "desk", columns: ["good", "bad"], rows: ["speed", "tone"] },
        { type: "ranking", name: "order", choices: ["x", "y"] },
        { type: "text", inputType: "number", name: "minutes", min: 0, max: 90 },
        { type: "html", name: "note", html: "<b>Almost</b> done &amp; dusted" },
        { type: "paneldynamic", name: "family", templateElements: [] },
      ],
    },
  ],
};

function rows(table: string, list: readonly Readonly<Record<string, string>>[]): string {
  const lines = list.map(
    (row) =>
      `<row>${Object.entries(row)
        .map(([name, value]) => `<${name}><![CDATA[${value}]]></${name}>`)
        .join("")}</row>`,
  );
  return `<${table}><rows>${lines.join("")}</rows></${table}>`;
}

const lss = `<?xml version="1.0" encoding="UTF-8"?><document><LimeSurveyDocType>Survey</LimeSurveyDocType>
<languages><language>en</language><language>ru</language></languages>
${rows("surveys", [{ sid: "7", language: "en", additional_languages: "ru" }])}
${rows("surveys_languagesettings", [
  { surveyls_language: "en", surveyls_title: "Visit" },
  { surveyls_language: "ru", surveyls_title: "Визит" },
])}
${rows("groups", [
  { gid: "1", group_order: "1", group_name: "Visit", language: "en" },
  { gid: "1", group_order: "1", group_name: "Визит", language: "ru" },
])}
${rows("questions", [
  {
    qid: "1",
    parent_qid: "0",
    gid: "1",
    type: "5",
    title: "rate",
    question: "<p>How was it &amp; why?</p>",
    mandatory: "Y",
    question_order: "1",
    language: "en",
    relevance: "1",
  },
  {
    qid: "1",
    parent_qid: "0",
    gid: "1",
    type: "5",
    title: "rate",
    question: "Как прошёл визит?",
    mandatory: "Y",
    question_order: "1",
    language: "ru",
    relevance: "1",
  },
  {
    qid: "2",
    parent_qid: "0",
    gid: "1",
    type: "L",
    title: "topic",
    question: "Topic",
    other: "Y",
    question_order: "2",
    language: "en",
  },
  {
    qid: "3",
    parent_qid: "0",
    gid: "1",
    type: "M",
    title: "many",
    question: "Many",
    question_order: "3",
    language: "en",
  },
  {
    qid: "4",
    parent_qid: "0",
    gid: "1",
    type: "F",
    title: "grid",
    question: "Grid",
    question_order: "4",
    language: "en",
  },
  {
    qid: "5",
    parent_qid: "0",
    gid: "1",
    type: "T",
    title: "why",
    question: "Why?",
    question_order: "5",
    language: "en",
    relevance: '((rate.NAOK <= "2")) and many_SQ2.NAOK == "Y"',
  },
  {
    qid: "6",
    parent_qid: "0",
    gid: "1",
    type: "|",
    title: "upload",
    question: "Photo",
    question_order: "6",
    language: "en",
  },
])}
${rows("subquestions", [
  { qid: "31", parent_qid: "3", title: "SQ1", question: "One", question_order: "1", language: "en" },
  { qid: "32", parent_qid: "3", title: "SQ2", question: "Two", question_order: "2", language: "en" },
  { qid: "41", parent_qid: "4", title: "R1", question: "Row", question_order: "1", language: "en" },
])}
${rows("answers", [
  { qid: "2", code: "A1", answer: "First", sortorder: "1", language: "en" },
  { qid: "2", code: "A2", answer: "Second", sortorder: "2", language: "en" },
  { qid: "4", code: "G", answer: "Good", sortorder: "1", language: "en" },
  { qid: "4", code: "B", answer: "Bad", sortorder: "2", language: "en" },
])}</document>`;
