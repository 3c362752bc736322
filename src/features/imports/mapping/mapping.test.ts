import assert from "node:assert/strict";
import { test } from "node:test";

import fc from "fast-check";

import { submissionSchema } from "#feature/answers/contract";

import { profileSchema, type Profile, type ProfileInput } from "../contract.ts";
import type { TableRow } from "../reading/table.ts";
import { choiceTexts, mapRow, type MappedRow } from "./map-row.ts";
import { createMapper } from "./mapper.ts";
import { locateColumns } from "./profile-columns.ts";
import { optionKey } from "./profile-definition.ts";
import { isMissing, readScore, toNumber } from "./read-score.ts";
import { createRowIds } from "./row-id.ts";
import { languageOf } from "./text-language.ts";
import { timeReader } from "./time-format.ts";
import { createZoning } from "./zoned-time.ts";

const columns = ["score", "why", "when", "branch", "weight", "mail", "channel"];
const now = new Date("2026-03-02T09:00:00Z");
const profile = (differences: Partial<ProfileInput> = {}): Profile =>
  profileSchema.parse({
    name: "Test",
    programme: "transactional",
    survey: "test",
    scores: [{ key: "score", column: "score", kind: "recommendation", missing: [11, "Blank"] }],
    comments: [{ key: "why", column: "why", missing: ["-"] }],
    time: { columns: ["when"], format: "dd/MM/yyyy HH:mm", zone: "Europe/Kyiv" },
    dimensions: [
      { field: "unit", column: "branch" },
      { field: "channel", column: "channel", values: { S: "sms" } },
    ],
    weight: { column: "weight" },
    person: { column: "mail", kind: "email" },
    ...differences,
  });

test("a row becomes a response with its score, comment, local time, dimensions, weight and person", () => {
  const mapped = map(["9", " Дуже швидко, дякую ", "11/04/2025 20:09", "B1", "1,5", "A@b.ua", "S"]);

  assert.deepEqual(mapped, {
    kind: "response",
    row: 2,
    submission: {
      survey: "test",
      id: "row:1",
      state: "complete",
      answers: { score: 9, why: "Дуже швидко, дякую" },
      context: { unit: "B1", channel: "sms" },
      attributes: {},
      answeredAt: "2025-04-11T20:09:00+03:00",
      timeZone: "Europe/Kyiv",
      language: "uk",
      weight: 1.5,
      person: { kind: "email", value: "A@b.ua" },
    },
  });
});

test("codes for no answer are no answers, and a row with nothing left is skipped, not refused", () => {
  for (const code of ["11", "11.0", "Blank", ""]) {
    assert.deepEqual(map([code, "-", "11/04/2025"]), { kind: "skipped", row: 2 });
    assert.equal(responseOf(map([code, "fine", "11/04/2025"])).answers["score"], undefined);
  }
});

test("every problem of a row is told, each with its column and value", () => {
  assert.deepEqual(problemsOf(map(["12", "x", "31/02/2025", "B1", "-2"])), [
    ["score", "12", "score.out_of_scale"],
    ["when", "31/02/2025", "time.impossible"],
    ["weight", "-2", "weight.not_positive"],
  ]);
  assert.deepEqual(problemsOf(map(["nine", "x", "soon"])), [
    ["score", "nine", "score.not_a_number"],
    ["when", "soon", "time.unreadable"],
  ]);
  assert.deepEqual(problemsOf(map(["8.5", "x", ""])), [
    ["score", "8.5", "score.not_whole"],
    ["when", "", "time.empty"],
  ]);
});

test("moments that have not come yet, or lie before any survey, are refused; a clock a little ahead is not", () => {
  assert.deepEqual(problemsOf(map(["9", "x", "04/03/2026 12:00"])), [["when", "04/03/2026 12:00", "time.future"]]);
  assert.deepEqual(problemsOf(map(["9", "x", "01/01/1970"])), [["when", "01/01/1970", "time.too_early"]]);
  assert.equal(map(["9", "x", "02/03/2026 23:00"]).kind, "response");
});

test("rows without a time take the fixed one, where the profile has it", () => {
  const fixed = profile({ fixedTime: "2025-05-15T12:00:00Z" });

  assert.equal(responseOf(map(["9", "x", ""], fixed)).answeredAt, "2025-05-15T12:00:00Z");
  assert.deepEqual(problemsOf(map(["9", "x", "soon"], fixed)), [["when", "soon", "time.unreadable"]]);
});

test("a template completes dates that the file only has parts of", () => {
  const may = profile({ time: { columns: ["when"], format: "yyyy-MM-dd", zone: "UTC", template: "2017-05-{1}" } });

  assert.equal(responseOf(map(["9", "x", "7"], may)).answeredAt, "2017-05-07T00:00:00+00:00");
  assert.deepEqual(problemsOf(map(["9", "x", "32"], may)), [["when", "2017-05-32", "time.impossible"]]);
});

test("cells and values map to a scale and its direction by the profile's words", () => {
  const words = profile({
    scores: [{ key: "csat", column: "score", kind: "satisfaction", values: { "Very good": 5, Bad: "1" } }],
  });

  assert.deepEqual(responseOf(map(["Very good", "", "11/04/2025"], words)).answers, { csat: 5 });
  assert.deepEqual(responseOf(map(["Bad", "", "11/04/2025"], words)).answers, { csat: 1 });
  assert.deepEqual(problemsOf(map(["6", "", "11/04/2025"], words)), [["score", "6", "score.out_of_scale"]]);
});

test("several choices in one cell are several answers, each once", () => {
  const choices = profile({ scores: [{ key: "reasons", column: "score", kind: "multiple", missing: ["none"] }] });
  const mapping = choices.scores[0];
  assert.ok(mapping);

  assert.deepEqual(choiceTexts(mapping, "price; speed | price"), ["price", "speed", "price"]);
  assert.deepEqual(responseOf(map(["price; speed;price", "", "11/04/2025"], choices)).answers, {
    reasons: [optionKey("price"), optionKey("speed")],
  });
  assert.equal(map(["none", "", "11/04/2025"], choices).kind, "skipped");
});

test("whatever a file holds, what is mapped fits the contract of submissions", () => {
  const cell = fc.oneof(
    fc.string({ unit: "grapheme", maxLength: 6000 }),
    fc.constantFrom(
      "9",
      "0",
      "11",
      "",
      "31/12/2025 23:59",
      "1e9",
      "0.5",
      "valueOf",
      "__proto__",
      "\u0000",
      "\ud800",
      "a@b.ua",
      "uk",
      "x".repeat(9000),
    ),
  );
  const every = profile({
    fixedTime: "2025-05-15T12:00:00Z",
    dimensions: [
      { field: "unit", column: "branch" },
      { field: "language", column: "channel" },
    ],
    attributes: [{ name: "note", column: "why" }],
  });

  fc.assert(
    fc.property(fc.array(cell, { maxLength: 9 }), (cells) => {
      const mapped = map(cells, every);
      if (mapped.kind === "response") submissionSchema.parse(mapped.submission);
    }),
    { numRuns: 400 },
  );
});

test("numbers are read as people write them, and nothing else is a number", () => {
  const read = ["7", "+7", "7,5", "1 000", "1\u00A0000.5", "\u22123", "007"].map(toNumber);
  assert.deepEqual(read, [7, 7, 7.5, 1000, 1000.5, -3, 7]);
  for (const text of ["", "7a", "1,000,000", "0x10", "1e3", "NaN", "Infinity", "٣"])
    assert.equal(toNumber(text), undefined);
  assert.equal(isMissing("99", [99]), true);
  assert.equal(isMissing("9", [99]), false);
});

test("a score is read on its own scale", () => {
  const mapping = { key: "q", column: "q", kind: "rating", missing: [0, 6], values: {} } as const;
  const read = ["1", "5", "0", "6", "7"].map((text) => readScore({ ...mapping, missing: [...mapping.missing] }, text));

  assert.deepEqual(
    read.map((one) => (one.ok ? one.value : one.code)),
    [1, 5, undefined, undefined, "score.out_of_scale"],
  );
});

test("dates are read by their format, and impossible ones are never bent into possible ones", () => {
  const cases = [
    ["dd/MM/yyyy HH:mm", "11/04/2018 20:09", "2018-4-11 20:9:0"],
    ["MM/dd/yyyy hh:mm a", "04/11/2018 08:09 PM", "2018-4-11 20:9:0"],
    ["MM/dd/yyyy hh:mm a", "04/11/2018 12:09 am", "2018-4-11 0:9:0"],
    ["dd.MM.yy", "1.2.26", "2026-2-1 0:0:0"],
    ["d MMMM yyyy", "5 травня 2024", "2024-5-5 0:0:0"],
    ["d MMMM yyyy", "5 мая 2024", "2024-5-5 0:0:0"],
    ["MMM d, yyyy", "Sep 5, 2024", "2024-9-5 0:0:0"],
    ["yyyy-MM-dd'T'HH:mm", "2024-02-29T07:05", "2024-2-29 7:5:0"],
    ["dd/MM/yyyy HH:mm", "11/04/2018", "2018-4-11 0:0:0"],
    ["iso", "2024-02-29T07:05:06.789+03:00", "2024-2-29 7:5:6"],
    ["epoch", "1406224554", "2014-7-24 17:55:54"],
    ["epoch", "1406224554000", "2014-7-24 17:55:54"],
  ] as const;
  for (const [format, text, expected] of cases) {
    const read = timeReader(format)(text);
    assert.ok(read.ok, `${format} ${text}`);
    const { year, month, day, hour, minute, second } = read.value;
    assert.equal(`${year}-${month}-${day} ${hour}:${minute}:${second}`, expected);
  }

  for (const [format, text, code] of [
    ["dd/MM/yyyy", "29/02/2023", "time.impossible"],
    ["dd/MM/yyyy", "04/13/2023", "time.impossible"],
    ["dd/MM/yyyy HH:mm", "01/01/2023 25:00", "time.impossible"],
    ["dd/MM/yyyy", "2023-01-01", "time.unreadable"],
    ["d MMMM yyyy", "5 Foo 2024", "time.impossible"],
    ["iso", "yesterday", "time.unreadable"],
    ["iso", " ", "time.empty"],
  ] as const) {
    const read = timeReader(format)(text);
    assert.equal(read.ok ? "read" : read.code, code, `${format} ${text}`);
  }
});

test("any date is read back from any common order of its parts", () => {
  const formats = ["dd/MM/yyyy HH:mm:ss", "MM-dd-yyyy HH:mm:ss", "yyyy.MM.dd HH:mm:ss"];
  const date = fc.date({ min: new Date("1990-01-01"), max: new Date("2099-12-31"), noInvalidDate: true });
  fc.assert(
    fc.property(date, fc.constantFrom(...formats), (moment, format) => {
      const part: Record<string, number> = {
        yyyy: moment.getUTCFullYear(),
        MM: moment.getUTCMonth() + 1,
        dd: moment.getUTCDate(),
        HH: moment.getUTCHours(),
        mm: moment.getUTCMinutes(),
        ss: moment.getUTCSeconds(),
      };
      const text = format.replaceAll(/yyyy|MM|dd|HH|mm|ss/g, (token) => String(part[token]).padStart(2, "0"));
      const read = timeReader(format)(text);
      assert.ok(read.ok);
      assert.equal(
        Date.UTC(
          read.value.year,
          read.value.month - 1,
          read.value.day,
          read.value.hour,
          read.value.minute,
          read.value.second,
        ),
        Math.floor(moment.getTime() / 1000) * 1000,
      );
    }),
  );
});

test("a clock change is minded: skipped times move on, repeated ones are the first, and offsets win over zones", () => {
  const kyiv = createZoning("Europe/Kyiv");
  const at = (text: string, offset?: number) => {
    const [month = 0, day = 0, hour = 0, minute = 0] = text.split(/\D/).map(Number);
    return kyiv({ year: 2025, month, day, hour, minute, second: 0, offset });
  };

  assert.equal(at("03-30 02:59"), "2025-03-30T02:59:00+02:00");
  assert.equal(at("03-30 03:30"), "2025-03-30T04:30:00+03:00");
  assert.equal(at("03-30 04:00"), "2025-03-30T04:00:00+03:00");
  assert.equal(at("10-26 03:30"), "2025-10-26T03:30:00+03:00");
  assert.equal(at("10-26 04:30"), "2025-10-26T04:30:00+02:00");
  assert.equal(at("07-01 12:00", 0), "2025-07-01T15:00:00+03:00");
  assert.equal(
    createZoning("Australia/Lord_Howe")({
      year: 2025,
      month: 10,
      day: 5,
      hour: 2,
      minute: 15,
      second: 0,
      offset: undefined,
    }),
    "2025-10-05T02:45:00+11:00",
  );
});

test("a moment with an offset of its own leaves the local zone to the unit, unless the profile names one", () => {
  const iso = (zone?: string) => profile({ time: { columns: ["when"], format: "iso", ...(zone ? { zone } : {}) } });

  assert.equal(responseOf(map(["9", "x", "2025-04-11T20:09:00Z"], iso())).timeZone, undefined);
  assert.equal(responseOf(map(["9", "x", "2025-04-11T20:09:00"], iso())).timeZone, "Europe/Warsaw");
  assert.equal(responseOf(map(["9", "x", "2025-04-11T20:09:00Z"], iso("Europe/Kyiv"))).timeZone, "Europe/Kyiv");
});

test("the language of a comment is told by its letters", () => {
  const cases = [
    ["Все було добре, дякую", "uk"],
    ["Мені сподобалось її ставлення", "uk"],
    ["Очень долго ждал ответа", "ru"],
    ["Всё хорошо", "ru"],
    ["все хорошо, спасибо", "ru"],
    ["The operator was kind", "en"],
    ["Добре зробили Apple", "uk"],
    ["12345 !!", null],
    ["ok", null],
    ["お客様サービス", null],
  ] as const;
  for (const [text, language] of cases) assert.equal(languageOf(text), language, text);
});

test("a row keeps its id in every later file, whatever the order, and equal rows are told apart by their number", () => {
  const rows = ["a", "b", "a", "c", "a"].map((text, index): TableRow => ({ row: index + 2, cells: [text, "1"] }));
  const idsOf = (list: readonly TableRow[]) => {
    const idOf = createRowIds(undefined);
    return list.map(idOf);
  };

  const ids = idsOf(rows);
  assert.equal(new Set(ids).size, 5);
  assert.deepEqual(idsOf(rows.toReversed()).toSorted(), ids.toSorted());
  assert.deepEqual(idsOf([...rows, { row: 9, cells: ["d", "1"] }]).slice(0, 5), ids);
});

test("chosen columns make the id, so that a row with the same number is the same row", () => {
  const idOf = createRowIds([0]);
  const one = idOf({ row: 2, cells: ["17", "x"] });

  assert.equal(idOf({ row: 3, cells: [" 17 ", "y"] }), one);
  assert.notEqual(idOf({ row: 4, cells: ["18", "x"] }), one);
  assert.notEqual(idOf({ row: 5, cells: ["", "x"] }), idOf({ row: 6, cells: ["", "y"] }));
});

test("columns are found whatever their case and spacing", () => {
  const { positions, missing } = locateColumns(profile(), ["SCORE ", "Why", "when", "branch", "weight", "mail"]);

  assert.equal(positions.get("score"), 0);
  assert.deepEqual(missing, ["channel"]);
});

function map(cells: readonly string[], by: Profile = profile()): MappedRow {
  const { positions } = locateColumns(by, columns);
  return mapRow(createMapper(by, { columns, positions }, { zone: "Europe/Warsaw", now }), { row: 2, cells }, "row:1");
}

function responseOf(mapped: MappedRow) {
  assert.equal(mapped.kind, "response", JSON.stringify(mapped));
  return mapped.submission;
}

function problemsOf(mapped: MappedRow): readonly (readonly string[])[] {
  assert.equal(mapped.kind, "refused", JSON.stringify(mapped));
  return mapped.problems.map(({ column, value, code }) => [column, value, code]);
}
