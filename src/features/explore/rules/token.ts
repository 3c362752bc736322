/** A link at the foot of a mail: `<digest id>.<signature>`. */
export function tokenParts(token: string): { readonly id: string; readonly signature: string } | undefined {
  const [, id, signature] = /^([0-9a-f-]{36})\.([\w-]{43})$/.exec(token) ?? [];
  return id === undefined || signature === undefined ? undefined : { id, signature };
}
