import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { describe, it, type TestContext } from "node:test";

import { parse } from "csv-parse/sync";

import { leastSquares } from "./least-squares.ts";
import { centredOf, momentMatrixOf, type Centred } from "./moment-matrix.ts";
import { relativeWeights } from "./relative-weights.ts";
import { shapleyWeights } from "./shapley-weights.ts";

// Public teaching data and the numbers published about them are kept outside the repository.

type Row = Readonly<Record<string, string>>;

function rowsOf(t: TestContext, name: string): readonly Row[] | undefined {
  const file = new URL(`../../../../shared/data/reference/${name}`, import.meta.url);
  if (!existsSync(file)) {
    t.skip(`../shared/data/reference/${name} is absent`);
    return undefined;
  }
  return parse<Row>(readFileSync(file, "utf8"), { columns: true, bom: true, skip_empty_lines: true });
}

function centredIn(rows: readonly Row[], columns: readonly string[]): Centred {
  return centredOf(momentMatrixOf(rows.map((row) => columns.map((column) => Number(row[column])))));
}

/** A number is reproduced when it is the printed one, rounded to as many digits as are printed. */
function printed(actual: number | undefined, expected: string, what: string): void {
  const digits = expected.split(".")[1]?.length ?? 0;
  assert.ok(
    actual !== undefined && Math.abs(actual - Number(expected)) <= 0.5000001 * 10 ** -digits,
    `${what}: ${actual} is not ${expected}`,
  );
}

/** Every published quantity of a method whose name begins so, by its name. */
function published(numbers: readonly Row[], method: string): ReadonlyMap<string, string> {
  const own = numbers.filter((row) => row["method"]?.startsWith(method) === true);
  assert.ok(own.length > 0, method);
  return new Map(own.map((row) => [row["quantity"] ?? "", row["value"] ?? ""]));
}

const singles = (count: number): readonly (readonly number[])[] => Array.from({ length: count }, (_, index) => [index]);

describe("published weights of drivers", () => {
  it("LMG, standardised and by number of others, of mpg on am, vs and cyl (relaimpo, domir)", (t) => {
    const [numbers, cars] = [rowsOf(t, "published_numbers.csv"), rowsOf(t, "datasets_mtcars.csv")];
    if (numbers === undefined || cars === undefined) return;
    const expected = published(numbers, "LMG / Shapley / general dominance, mpg ~ am + vs + cyl");
    const names = ["am", "vs", "cyl"];
    const centred = centredIn(cars, [...names, "mpg"]);
    const found = shapleyWeights(centred.covariance, singles(3));
    const fit = leastSquares(centred, [0, 1, 2]);

    printed(fit?.rSquared, expected.get("R2") ?? "", "R²");
    names.forEach((name, index) => {
      const weight = found?.weights[index] ?? Number.NaN;
      printed(weight, expected.get(`lmg ${name}`) ?? "", name);
      printed(weight / (fit?.rSquared ?? 0), expected.get(`standardised ${name}`) ?? "", `${name}, standardised`);
      [1, 2, 3].forEach((size) => {
        const key = expected.has(`${name}, size ${size}`)
          ? `${name}, size ${size}`
          : `conditional dominance ${name}, size ${size}`;
        printed(found?.bySize[index]?.[size - 1], expected.get(key) ?? "", key);
      });
    });
    assert.equal(expected.size, 1 + 3 * 5);
  });

  it("Johnson's relative weights of mpg, twice (rwa)", (t) => {
    const [numbers, cars] = [rowsOf(t, "published_numbers.csv"), rowsOf(t, "datasets_mtcars.csv")];
    if (numbers === undefined || cars === undefined) return;
    for (const names of [
      ["cyl", "disp", "hp", "gear"],
      ["cyl", "disp", "hp", "wt"],
    ]) {
      const expected = published(numbers, `Johnson relative weights, mpg ~ ${names.join(" + ")}`);
      const centred = centredIn(cars, [...names, "mpg"]);
      const weights = relativeWeights(centred.covariance, singles(4)) ?? [];
      const sum = weights.reduce((all, weight) => all + weight, 0);
      if (expected.has("R2")) printed(sum, expected.get("R2") ?? "", "R²");
      names.forEach((name, index) => {
        printed(weights[index], expected.get(`raw ${name}`) ?? "", name);
        printed((100 * (weights[index] ?? 0)) / sum, expected.get(`rescaled % ${name}`) ?? "", `${name}, %`);
      });
    }
  });

  it("least squares of the attitude survey of Chatterjee and Price, to the digits that R prints", (t) => {
    const [numbers, answers] = [rowsOf(t, "published_numbers.csv"), rowsOf(t, "datasets_attitude.csv")];
    if (numbers === undefined || answers === undefined) return;
    const expected = published(numbers, "OLS rating ~ all six");
    const fit = leastSquares(centredIn(answers, [...attitudes, "rating"]), [0, 1, 2, 3, 4, 5]);
    assert.ok(fit !== undefined);

    attitudes.forEach((name, index) => printed(fit.coefficients[index], expected.get(name) ?? "", name));
    printed(fit.intercept, expected.get("intercept") ?? "", "intercept");
    printed(fit.rSquared, expected.get("R2") ?? "", "R²");
    printed(fit.adjustedRSquared, expected.get("adjusted R2") ?? "", "adjusted R²");
    printed(fit.residualDeviation, expected.get("residual SE (23 df)") ?? "", "residual");
    printed(fit.f, expected.get("F(6,23)") ?? "", "F");
    assert.equal(fit.residualDegrees, 23);
  });

  it("LMG and relative weights of the attitude survey, computed independently", (t) => {
    const [numbers, answers] = [rowsOf(t, "published_numbers.csv"), rowsOf(t, "datasets_attitude.csv")];
    if (numbers === undefined || answers === undefined) return;
    const expected = published(numbers, "LMG and Johnson weights, rating ~ all six");
    const { covariance } = centredIn(answers, [...attitudes, "rating"]);
    const [lmg, johnson] = [shapleyWeights(covariance, singles(6)), relativeWeights(covariance, singles(6))];
    attitudes.forEach((name, index) => {
      printed(lmg?.weights[index], expected.get(`lmg ${name}`) ?? "", `lmg ${name}`);
      printed(johnson?.[index], expected.get(`rwa ${name}`) ?? "", `rwa ${name}`);
    });
  });
});

const attitudes = ["complaints", "privileges", "learning", "raises", "critical", "advance"];
