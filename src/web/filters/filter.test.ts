import assert from "node:assert/strict";
import { test } from "node:test";

import { dimensions } from "#feature/facts/contract";

import { filterDimensions } from "./dimension-names.ts";
import { filterOf } from "./filter.ts";
import { periodOf, todayIn } from "./periods.ts";
import { parseSearch, readSearch, stringifySearch } from "./search.ts";

test("the screens filter by exactly the dimensions of the contract", () => {
  assert.deepEqual([...filterDimensions].sort(), [...dimensions].sort());
});

test("a filter survives the way through the URL, commas and Cyrillic included", () => {
  const search = readSearch({
    period: "last-90",
    compare: "previous",
    weight: "1",
    measure: "nps:relational",
    where: { unit: ["Київ, Центр", "L-2"], "attr.Тариф": ["Біз&нес"] },
  });

  const text = stringifySearch({ ...search });

  assert.deepEqual(readSearch(parseSearch(text)), search);
});

test("what is not well formed in a URL is dropped, the rest stays", () => {
  assert.deepEqual(readSearch(parseSearch("?period=someday&from=2026-02-31x&compare=never&unit=K1")), {
    where: { unit: ["K1"] },
  });
});

test("presets span whole local days, both ends included", () => {
  assert.deepEqual(periodOf("last-7", "2026-03-03"), { from: "2026-02-25", to: "2026-03-03" });
  assert.deepEqual(periodOf("previous-month", "2026-03-03"), { from: "2026-02-01", to: "2026-02-28" });
  assert.deepEqual(periodOf("this-quarter", "2026-05-20"), { from: "2026-04-01", to: "2026-05-20" });
  assert.deepEqual(periodOf("previous-quarter", "2026-02-20"), { from: "2025-10-01", to: "2025-12-31" });
  assert.deepEqual(periodOf("previous-year", "2026-02-20"), { from: "2025-01-01", to: "2025-12-31" });
  assert.equal(periodOf("all", "2026-02-20"), undefined);
});

test("today is the organisation's, not the browser's", () => {
  const evening = new Date("2026-03-31T22:30:00Z");
  assert.equal(todayIn("Europe/Kyiv", evening), "2026-04-01");
  assert.equal(todayIn("America/New_York", evening), "2026-03-31");
});

test("all time cannot be compared with what came before it", () => {
  assert.deepEqual(filterOf({ compare: "previous" }, "2026-03-03"), {});
});

test("several dimensions must all hold, values of one are alternatives", () => {
  assert.deepEqual(filterOf({ where: { unit: ["K1", "K2"], hour: ["9"] } }, "2026-03-03"), {
    where: {
      all: [
        { field: "unit", op: "in", value: ["K1", "K2"] },
        { field: "hour", op: "in", value: [9] },
      ],
    },
  });
});
