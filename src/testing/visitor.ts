/** Whatever answers requests: an app in process. */
export type Answering = (request: Request) => Response | Promise<Response>;

/** Somebody with a browser: keeps cookies, sends them back, comes from one page. */
export interface Visitor {
  /** JSON in, JSON out. */
  call<T = Record<string, unknown>>(method: string, path: string, body?: unknown): Promise<Answered<T>>;
  /** A page asked for by following a link; redirects are not followed. */
  open(url: string): Promise<Response>;
  readonly cookies: Map<string, string>;
}

/** What came back. */
export interface Answered<T> {
  readonly status: number;
  readonly body: T & { readonly code?: string; readonly detail?: string };
  readonly headers: Headers;
}

/** A new browser without cookies. */
export function openVisitor(answer: Answering, origin: string, headers: Record<string, string> = {}): Visitor {
  const cookies = new Map<string, string>();

  const send = async (path: string, init: RequestInit): Promise<Response> => {
    const sent = new Headers({
      "sec-fetch-site": "same-origin",
      ...headers,
      ...(init.headers as Record<string, string>),
    });
    if (cookies.size > 0) sent.set("cookie", [...cookies].map(([name, value]) => `${name}=${value}`).join("; "));
    const response = await answer(new Request(new URL(path, origin), { ...init, headers: sent, redirect: "manual" }));
    for (const line of response.headers.getSetCookie()) keep(cookies, line);
    return response;
  };
  return {
    cookies,
    open: (url) => send(url, {}),
    // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- what the caller expects back
    call: async <T>(method: string, path: string, body?: unknown) => {
      const withBody = body === undefined ? {} : { body: JSON.stringify(body) };
      const own = method === "GET" ? {} : { origin, "content-type": "application/json" };
      const response = await send(path, { method, headers: own, ...withBody });
      const text = await response.text();
      const said = (text === "" ? {} : JSON.parse(text)) as Answered<T>["body"];
      return { status: response.status, body: said, headers: response.headers };
    },
  };
}

function keep(cookies: Map<string, string>, line: string): void {
  const pair = line.split(";")[0] ?? "";
  const name = pair.slice(0, pair.indexOf("="));
  if (/max-age=0/i.test(line)) cookies.delete(name);
  else cookies.set(name, pair.slice(pair.indexOf("=") + 1));
}
