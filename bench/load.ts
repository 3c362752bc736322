import autocannon from "autocannon";

/** Seconds of load before what is counted: a server that has just started compiles its code first. */
export const warmUp = 4;

/** What a load over HTTP came to. */
export interface HttpLoad {
  readonly perSecond: number;
  readonly p99: number;
  readonly failed: number;
}

/** How to load one address. */
export interface HttpLoadOptions {
  readonly url: string;
  readonly seconds: number;
  readonly connections: number;
  /** Requests per second over all connections; as many as possible when left out. */
  readonly rate?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Body of the next POST; a GET when left out. */
  readonly body?: () => string;
}

/** Loads an address with keep-alive connections and counts answers of the 200s. */
export async function loadHttp(options: HttpLoadOptions): Promise<HttpLoad> {
  const { body } = options;
  const result = await autocannon({
    url: options.url,
    duration: options.seconds,
    connections: options.connections,
    ...(options.rate === undefined ? {} : { overallRate: options.rate }),
    headers: { ...options.headers },
    ...(body === undefined
      ? {}
      : { requests: [{ method: "POST", setupRequest: (request) => ({ ...request, body: body() }) }] }),
  });
  return {
    perSecond: result["2xx"] / result.duration,
    p99: result.latency.p99,
    failed: result.non2xx + result.errors,
  };
}
