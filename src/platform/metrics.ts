import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";

/** What `/metrics` shows, in the format of Prometheus. */
export const metricsRegistry = new Registry();

collectDefaultMetrics({ register: metricsRegistry, prefix: "holos_" });

/** Counters and histograms of the product. Labels have few values and never anything personal. */
export const metrics = {
  requests: new Histogram({
    name: "holos_http_request_seconds",
    help: "Time to answer a request, by operation and status.",
    labelNames: ["operation", "status"],
    buckets: [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10],
    registers: [metricsRegistry],
  }),
  projectedRows: new Counter({
    name: "holos_projected_rows_total",
    help: "Rows copied to the read model, by kind.",
    labelNames: ["kind"],
    registers: [metricsRegistry],
  }),
  projectionLag: new Gauge({
    name: "holos_projection_lag_seconds",
    help: "Age of the oldest committed change that the read model does not have yet.",
    registers: [metricsRegistry],
  }),
  jobs: new Counter({
    name: "holos_jobs_total",
    help: "Jobs that ended, by name and outcome.",
    labelNames: ["job", "outcome"],
    registers: [metricsRegistry],
  }),
  engineCrashes: new Counter({
    name: "holos_engine_crashes_total",
    help: "Times an embedded engine died and was started again.",
    labelNames: ["engine"],
    registers: [metricsRegistry],
  }),
} as const;

/** Notes one answered request. */
export function observeRequest(operation: string, status: number, seconds: number): void {
  metrics.requests.observe({ operation, status: String(status) }, seconds);
}
