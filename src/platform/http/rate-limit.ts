import { Refusal } from "#kit/refusal";

import type { Clock } from "../clock.ts";

/** Says how often somebody may do something. */
export interface RateLimit {
  /** Takes `cost` tokens of the key. @throws Refusal `request.too_many` with `seconds` until enough are there again */
  take(key: string, cost?: number): void;
}

/** A bucket a key that holds `burst` tokens and fills again at `perSecond`. */
export interface RateLimitOptions {
  readonly burst: number;
  readonly perSecond: number;
  /** Most keys remembered; the one not seen for longest is forgotten. 100,000 when left out. */
  readonly keys?: number;
}

/** Token buckets in the memory of this process. Several web replicas each count for themselves. */
export function createRateLimit(clock: Clock, { burst, perSecond, keys = 100_000 }: RateLimitOptions): RateLimit {
  const buckets = new Map<string, { tokens: number; at: number }>();

  return {
    take: (key, cost = 1) => {
      const now = clock.now().getTime() / 1000;
      const known = buckets.get(key);
      const tokens =
        known === undefined ? burst : Math.min(burst, known.tokens + Math.max(0, now - known.at) * perSecond);
      const enough = tokens >= cost;
      buckets.delete(key);
      buckets.set(key, { tokens: enough ? tokens - cost : tokens, at: now });
      if (buckets.size > keys) forgetOldest(buckets);
      if (!enough)
        throw new Refusal("request.too_many", { seconds: Math.max(1, Math.ceil((cost - tokens) / perSecond)) });
    },
  };
}

/** A map keeps the order of insertion, and every use inserts anew. */
function forgetOldest(buckets: Map<string, unknown>): void {
  const oldest = buckets.keys().next();
  if (!oldest.done) buckets.delete(oldest.value);
}
