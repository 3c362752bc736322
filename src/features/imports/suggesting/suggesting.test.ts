import assert from "node:assert/strict";
import { test } from "node:test";

import type { TableRow } from "../reading/table.ts";
import { gatherFacts } from "./column-facts.ts";
import type { Guess } from "./guess-column.ts";
import { guessTimeFormat } from "./guess-time.ts";
import { suggestProfile, type Suggestion } from "./suggest-profile.ts";

const now = new Date("2026-03-02T09:00:00Z");

test("a file that nobody described is understood from its names and values", () => {
  const { profile } = suggest("Опитування клієнтів.csv", {
    "Response ID": (row) => `R-${row * 37}`,
    "NPS score": (row) => String(row % 11),
    "Why this score?": (row) => `The ${row}th operator was friendly and answered quickly`,
    "Answered at": (row) => `${String(1 + (row % 28)).padStart(2, "0")}/0${1 + (row % 9)}/2025 10:30`,
    Branch: (row) => `Branch ${row % 7}`,
    Channel: (row) => ["web", "sms"][row % 2] ?? "",
    Weight: (row) => `${0.5 + (row % 3) / 10}`,
    "E-mail": (row) => `client${row}@example.com`,
    Gender: (row) => ["f", "m"][row % 2] ?? "",
    Constant: () => "same",
    Empty: () => "",
  });

  assert.deepEqual([profile.programme, profile.survey], ["transactional", "opytuvannia-kliientiv"]);
  assert.deepEqual(
    profile.scores.map(({ key, kind, scale, missing }) => ({ key, kind, scale, missing })),
    [{ key: "nps_score", kind: "recommendation", scale: { from: 0, to: 10 }, missing: [] }],
  );
  assert.deepEqual(
    profile.comments.map(({ column }) => column),
    ["Why this score?"],
  );
  assert.deepEqual(profile.time, { columns: ["Answered at"], format: "dd/MM/yyyy HH:mm" });
  assert.deepEqual(
    profile.dimensions.map(({ field, column }) => [field, column]),
    [
      ["unit", "Branch"],
      ["channel", "Channel"],
    ],
  );
  assert.deepEqual([profile.weight, profile.person], [{ column: "Weight" }, { column: "E-mail", kind: "email" }]);
  assert.deepEqual(profile.id, { columns: ["Response ID"] });
  assert.deepEqual(
    profile.attributes.map(({ column }) => column),
    ["Gender"],
  );
});

test("the product's own word for where an answer came from is understood", () => {
  for (const name of ["unit", "Business unit", "unit_code", "Подразделение", "Підрозділ"]) {
    const { profile } = suggest("a.csv", { score: (row) => String(row % 11), [name]: (row) => `U${row % 3}` });
    assert.deepEqual(
      profile.dimensions.map(({ field, column }) => [field, column]),
      [["unit", name]],
    );
  }
});

test("names in Russian and Ukrainian are understood as well", () => {
  const { profile } = suggest("отзывы.csv", {
    Оценка: (row) => String(1 + (row % 5)),
    "Текст отзыва": (row) => `Долго ждал ответа оператора, звонок номер ${row}`,
    Филиал: (row) => `Филиал ${row % 4}`,
    "Дата ответа": (row) => `${String(1 + (row % 28)).padStart(2, "0")}.03.2025`,
  });

  assert.deepEqual(
    profile.scores.map(({ kind, scale }) => [kind, scale]),
    [["rating", { from: 1, to: 5 }]],
  );
  assert.equal(profile.comments[0]?.column, "Текст отзыва");
  assert.equal(profile.dimensions[0]?.column, "Филиал");
  assert.equal(profile.time?.format, "dd.MM.yyyy");
});

test("codes beyond the scale are taken for no answer and named", () => {
  const { profile, guesses } = suggest("f.csv", {
    nps: (row) => (row % 40 === 0 ? "99" : row % 50 === 1 ? "N/A" : String(row % 11)),
    csat: (row) => (row % 60 === 0 ? "0" : String(1 + (row % 5))),
  });

  assert.deepEqual(profile.scores[0]?.missing.map(String).toSorted(), ["99", "N/A"]);
  assert.deepEqual(profile.scores[1]?.missing, ["0"]);
  assert.deepEqual(
    guesses.map((guess) => guess.reason),
    ["scale-with-missing", "scale-with-missing"],
  );
});

test("a column with too many values beyond the scale is no score, and names that only sound like one are none", () => {
  const guesses = guess({
    rating: (row) => String(40 + (row % 20)),
    OperatingSystems: (row) => String(1 + (row % 5)),
    DESTMARK: (row) => String(1 + (row % 4)),
    CareerSatisfaction: (row) => String(row % 11),
  });

  assert.notEqual(guesses["rating"]?.as, "rating");
  assert.notEqual(guesses["OperatingSystems"]?.as, "rating");
  assert.notEqual(guesses["DESTMARK"]?.as, "rating");
  assert.deepEqual(guesses["CareerSatisfaction"], { as: "rating", reason: "scale", from: 0, to: 10, missing: [] });
});

test("a number that merely counts the rows is not taken for their identity", () => {
  const guesses = guess({ "row id": (row) => String(row), "order id": (row) => String(1000 + row * 91) });

  assert.deepEqual(guesses["row id"], { as: "leave-out", reason: "counter" });
  assert.deepEqual(guesses["order id"], { as: "id", reason: "unique" });
});

test("day and month are told apart by values over twelve, and where none is, that is said", () => {
  assert.deepEqual(guessTimeFormat(["11/04/2018", "25/04/2018"]), { format: "dd/MM/yyyy", ambiguous: false });
  assert.deepEqual(guessTimeFormat(["04/11/2018", "04/25/2018"]), { format: "MM/dd/yyyy", ambiguous: false });
  assert.deepEqual(guessTimeFormat(["04/11/2018", "05/06/2018"]), { format: "dd/MM/yyyy", ambiguous: true });
  assert.deepEqual(guessTimeFormat(["2018-04-11T20:09:00Z"]), { format: "iso", ambiguous: false });
  const someImpossible = [...Array.from({ length: 20 }, (_, index) => `${13 + (index % 15)}.09.2026`), "31.09.2026"];
  assert.equal(guessTimeFormat(someImpossible), undefined);
  assert.equal(guessTimeFormat(someImpossible, 0.9)?.format, "dd.MM.yyyy");
  assert.equal(guessTimeFormat(["Дата не указана", "Сегодня, 14:05"]), undefined);
});

test("seconds since 1970 are a time when the name says so", () => {
  const guesses = guess({ date: (row) => String(1_406_224_554 + row), amount: (row) => String(1_406_224_554 + row) });

  assert.deepEqual(guesses["date"], { as: "time", reason: "time", format: "epoch" });
  assert.notEqual(guesses["amount"]?.as, "time");
});

test("a file without any time gets a fixed one, so that it can be imported as it is", () => {
  const { profile } = suggest("f.csv", { nps: (row) => String(row % 11) });

  assert.equal(profile.fixedTime, "2026-03-02T12:00:00Z");
});

test("each dimension is taken once, from the column that fits best", () => {
  const { profile } = suggest("f.csv", {
    airline_sentiment: (row) => ["good", "bad"][row % 2] ?? "",
    airline_id: (row) => String(100 + (row % 9)),
    airline: (row) => `Airline ${row % 9}`,
    nps: (row) => String(row % 11),
  });

  assert.deepEqual(
    profile.dimensions.map(({ field, column }) => [field, column]),
    [["brand", "airline"]],
  );
});

type Columns = Readonly<Record<string, (row: number) => string>>;

function suggest(fileName: string, columns: Columns): Suggestion {
  const names = Object.keys(columns);
  const rows = Array.from({ length: 200 }, (_, index): TableRow => ({
    row: index + 2,
    cells: names.map((name) => columns[name]?.(index + 1) ?? ""),
  }));
  return suggestProfile(fileName, gatherFacts(names, rows), now);
}

function guess(columns: Columns): Readonly<Record<string, Guess>> {
  const { guesses } = suggest("f.csv", columns);
  return Object.fromEntries(Object.keys(columns).map((name, index) => [name, guesses[index] as Guess]));
}
