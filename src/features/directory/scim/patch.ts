import { lower, schemas, type Json } from "./user.ts";

/**
 * A resource after the operations of a PATCH (RFC 7644, 3.5.2): add, replace and remove, with or without a path such as
 * `active`, `name.givenName`, `emails[type eq "work"].value` or the enterprise extension's. Total: undefined when an
 * operation cannot be understood. `remove` of a plain attribute leaves null behind, so that it is cleared.
 */
export function patched(resource: Json, operations: unknown): Json | undefined {
  if (!Array.isArray(operations) || operations.length > 1000) return undefined;
  let held: Json | undefined = resource;
  for (const each of operations) {
    const { op, path, value } = lower(each);
    const verb = typeof op === "string" ? op.toLowerCase() : "";
    if (held === undefined || !["add", "replace", "remove"].includes(verb)) return undefined;
    held = applied(held, { verb, path, value });
  }
  return held;
}

function applied(held: Json, { verb, path, value }: { verb: string; path: unknown; value: unknown }): Json | undefined {
  const written = verb === "remove" ? null : value;
  if (typeof path === "string" && path !== "") return withPath(held, path, written);
  if (verb === "remove" || typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  return Object.entries(value).reduce<Json | undefined>(
    (now, [key, one]) =>
      now === undefined ? undefined : isWhole(key, one) ? merged(now, key, one) : withPath(now, key, one),
    held,
  );
}

function isWhole(key: string, value: unknown): boolean {
  return key.toLowerCase() === schemas.enterprise.toLowerCase() && typeof value === "object" && value !== null;
}

function merged(held: Json, key: string, value: unknown): Json {
  const known = keyIn(held, key);
  return { ...held, [known]: { ...(held[known] as Json | undefined), ...(value as Json) } };
}

function withPath(held: Json, path: string, value: unknown): Json | undefined {
  const urn = Object.values(schemas).find((one) => path.toLowerCase().startsWith(one.toLowerCase()));
  if (urn !== undefined) {
    const rest = path.slice(urn.length + 1);
    if (urn === schemas.user || urn === schemas.group) return rest === "" ? undefined : withPath(held, rest, value);
    const known = keyIn(held, urn);
    if (rest === "") return { ...held, [known]: value };
    const inner = withPath(lowerOnce(held[known]), rest, value);
    return inner === undefined ? undefined : { ...held, [known]: inner };
  }
  const filtered = /^(\w+)\[[^\]]*\](?:\.(\w+))?$/.exec(path);
  if (filtered !== null) return withEmail(held, { list: filtered[1] ?? "", field: filtered[2], value });
  const plain = /^([\w$-]+)(?:\.([\w$-]+))?$/.exec(path);
  if (plain === null) return undefined;
  const [, first = "", second] = plain;
  const known = keyIn(held, first);
  if (second === undefined) return { ...held, [known]: value };
  const inner = lowerOnce(held[known]);
  return { ...held, [known]: { ...inner, [keyIn(inner, second)]: value } };
}

/** Of several addresses one is kept, so every filter of `emails` means that one. */
function withEmail(
  held: Json,
  { list, field, value }: { list: string; field: string | undefined; value: unknown },
): Json | undefined {
  if (list.toLowerCase() !== "emails") return held;
  const known = keyIn(held, "emails");
  if (value === null) return { ...held, [known]: [] };
  if (field !== undefined && field.toLowerCase() !== "value") return held;
  const address = typeof value === "object" ? lower(value)["value"] : value;
  return { ...held, [known]: [{ type: "work", primary: true, value: address }] };
}

function lowerOnce(value: unknown): Json {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

function keyIn(held: Json, key: string): string {
  return Object.keys(held).find((one) => one.toLowerCase() === key.toLowerCase()) ?? key;
}
