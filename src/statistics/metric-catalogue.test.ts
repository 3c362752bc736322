import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { METRIC_CATALOGUE, metricById, pillarCoverage, type Metric } from "./metric-catalogue.ts";

const metrics: readonly Metric[] = METRIC_CATALOGUE;

describe("the metric catalogue", () => {
  it("names each measure once and covers every pillar and stage", () => {
    assert.equal(new Set(metrics.map(({ id }) => id)).size, metrics.length);
    assert.deepEqual(pillarCoverage(metrics.map(({ id }) => id)).missing, []);
    for (const stage of [1, 2, 3, 4, 5])
      assert.ok(
        metrics.some((metric) => metric.stage === stage),
        `stage ${stage}`,
      );
  });

  it("gives every survey measure an interval, and a range to every per cent and point", () => {
    for (const metric of metrics) {
      if (metric.from === "survey") assert.notEqual(metric.interval, null, metric.id);
      if (metric.unit === "points" || metric.unit === "percent") assert.ok(metric.range !== undefined, metric.id);
      assert.ok(metric.formula.length > 0);
    }
    assert.equal(metricById("ces1")?.better, "lower");
    assert.equal(metricById("nps")?.interval, "nps");
    assert.equal(metricById("happiness"), undefined);
  });

  it("says which pillars a choice of measures leaves blind or thin", () => {
    const coverage = pillarCoverage(["nps", "csat", "enps", "enps"]);
    assert.deepEqual(coverage.missing, ["user", "multichannel"]);
    assert.deepEqual(coverage.thin, ["employee"]);
    assert.equal(coverage.counts.customer, 2);
    assert.throws(() => pillarCoverage(["happiness"]), RangeError);
  });
});
