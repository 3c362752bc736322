import { referenceKinds, type ReferenceKind } from "#feature/organisation/contract";

/** Every code that these contexts name, once each, with its kind. */
export function referencesOf(
  contexts: readonly Readonly<Record<string, string | undefined>>[],
): readonly { readonly kind: ReferenceKind; readonly code: string }[] {
  const wanted = new Map<string, { kind: ReferenceKind; code: string }>();
  for (const context of contexts) {
    for (const kind of referenceKinds) {
      const code = context[kind];
      if (code !== undefined) wanted.set(`${kind}:${code}`, { kind, code });
    }
  }
  return [...wanted.values()];
}
