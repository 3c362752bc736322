import { isIP } from "node:net";

import type { Context } from "hono";

import { productLanguages } from "#kit/language";

import { systemRandom } from "../random.ts";

/** Id of a request, for the log and for the answer. Taken over from a trusted shape of X-Request-Id, else made. */
export function requestIdOf(context: Context): string {
  const known: unknown = context.get("requestId");
  if (typeof known === "string") return known;

  const given = context.req.header("x-request-id");
  const id = given !== undefined && /^[\w-]{8,64}$/.test(given) ? given : systemRandom.uuid();
  context.set("requestId", id);
  return id;
}

/** The product's language for a reader: `lang` in the address, the user's choice, Accept-Language, English. */
export function requestLanguage(request: Request, chosen?: string): string {
  const asked = new URL(request.url).searchParams.get("lang");
  const accepted = acceptedLanguages(request.headers.get("accept-language") ?? "");
  const wanted = [asked, chosen, ...accepted].map((tag) => tag?.toLowerCase().split("-")[0]);
  return wanted.find((tag) => tag !== undefined && productLanguages.some((language) => language === tag)) ?? "en";
}

/** The language found for this request; the user's own once `bindRoutes` knows who asks. */
export function languageOf(context: Context, chosen?: string): string {
  const known: unknown = context.get("language");
  if (typeof known === "string" && chosen === undefined) return known;

  const language = requestLanguage(context.req.raw, chosen);
  context.set("language", language);
  return language;
}

/**
 * Address of the caller. With a trusted proxy in front, the last entry of X-Forwarded-For, which that proxy wrote itself;
 * earlier ones are the caller's own claim. Empty when there is no connection, as in tests.
 */
export function clientAddress(context: Context, trustProxy: boolean): string {
  const forwarded = context.req.header("x-forwarded-for")?.split(",").at(-1)?.trim() ?? "";
  if (trustProxy && isIP(forwarded) !== 0) return forwarded;
  return remoteAddress(context.env);
}

function acceptedLanguages(header: string): string[] {
  return header
    .split(",")
    .map((part) => {
      const [tag = "", ...parameters] = part.trim().split(";");
      const quality = parameters
        .map((parameter) => /^\s*q=([\d.]+)$/.exec(parameter)?.[1])
        .find((value) => value !== undefined);
      return { tag, quality: Number(quality ?? 1) };
    })
    .filter(({ tag, quality }) => tag !== "" && quality > 0)
    .toSorted((a, b) => b.quality - a.quality)
    .map(({ tag }) => tag);
}

/** Address at the other end of a connection; IPv4 without the prefix of IPv6. Empty when it is gone. */
export function remoteAddressOf(socket: { readonly remoteAddress?: string | undefined } | undefined): string {
  return socket?.remoteAddress?.replace(/^::ffff:/, "") ?? "";
}

function remoteAddress(env: unknown): string {
  return remoteAddressOf((env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined)?.incoming?.socket);
}
