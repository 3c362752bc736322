/** Somebody who may be mentioned. */
export interface Colleague {
  readonly id: string;
  readonly name: string;
}

/** The colleagues a text mentions as `@Name`; of two names that begin alike the longer one is meant. */
export function mentionedIn(text: string, colleagues: readonly Colleague[]): readonly Colleague[] {
  const byLength = colleagues.toSorted((one, other) => other.name.length - one.name.length);
  let left = text.toLocaleLowerCase();
  return byLength.filter(({ name }) => {
    const sign = `@${name.toLocaleLowerCase()}`;
    const isMeant = left.includes(sign);
    left = left.replaceAll(sign, " ");
    return isMeant;
  });
}

/** What is typed after the last `@` before the cursor, and who it may mean; undefined while nobody is being named. */
export function naming(
  text: string,
  cursor: number,
  colleagues: readonly Colleague[],
): { readonly from: number; readonly found: readonly Colleague[] } | undefined {
  const before = text.slice(0, cursor);
  const from = before.lastIndexOf("@");
  if (from < 0 || /[\p{L}\p{N}]/u.test(before[from - 1] ?? " ")) return undefined;
  const typed = before.slice(from + 1).toLocaleLowerCase();
  if (typed.length > 40 || typed.includes("\n")) return undefined;
  const found = colleagues.filter(({ name }) =>
    [name, ...name.split(" ")].some((part) => part.toLocaleLowerCase().startsWith(typed)),
  );
  return found.length === 0 || found.some(({ name }) => name.toLocaleLowerCase() === typed)
    ? undefined
    : { from, found };
}

/** The text with somebody named where the naming began. */
export function withName(
  text: string,
  { from, cursor }: { readonly from: number; readonly cursor: number },
  name: string,
) {
  return `${text.slice(0, from)}@${name} ${text.slice(cursor)}`;
}
