import type { LocalText } from "#kit/language";

import type { NotCarried } from "../../contract.ts";

/** A definition on its way in, not yet judged by the schema, and what was left behind. */
export interface Carried {
  readonly name: string;
  readonly definition: unknown;
  readonly notCarried: readonly NotCarried[];
}

/** A file as text on its way out. */
export interface Written {
  readonly content: string;
  readonly notCarried: readonly NotCarried[];
}

/** A file that cannot be read at all; the reason is for people. */
export class UnreadableFile extends Error {
  override readonly name = "UnreadableFile";
}

/** Notes what is left behind, each thing once. */
export interface Notes {
  readonly add: (where: string, what: string, code: NotCarried["code"]) => void;
  readonly list: () => readonly NotCarried[];
}

/** An empty list of notes. Long files may lose much: the first 1,000 are told. */
export function createNotes(): Notes {
  const known = new Map<string, NotCarried>();
  return {
    add: (where, what, code) => {
      const note = { where: where.slice(0, 200), what: what.slice(0, 300), code };
      if (known.size < 1000) known.set(JSON.stringify(note), note);
    },
    list: () => [...known.values()],
  };
}

/** Gives every name of the source a key of ours, the same name always the same one. */
export interface Keys {
  readonly of: (name: string, where: string) => string;
  readonly find: (name: string) => string | undefined;
}

/** Keys for one list of names. Other letters than a–z become `_`; mere lower case is not noted. */
export function createKeys(notes: Notes, prefix: string): Keys {
  const byName = new Map<string, string>();
  const taken = new Set<string>();
  const free = (wanted: string) => {
    let key = wanted;
    for (let number = 2; taken.has(key); number += 1) key = `${wanted.slice(0, 36)}_${number}`;
    return key;
  };
  return {
    of: (name, where) => {
      const known = byName.get(name);
      if (known !== undefined) return known;
      const key = free(keyFrom(name, prefix));
      byName.set(name, key);
      taken.add(key);
      if (key !== name.toLowerCase()) notes.add(where, `${name} → ${key}`, "renamed");
      return key;
    },
    find: (name) => byName.get(name),
  };
}

function keyFrom(name: string, prefix: string): string {
  const plain = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9_]+/g, "_")
    .replaceAll(/^_+|_+$/g, "");
  return (/^[a-z]/.test(plain) ? plain : `${prefix}${plain}`).slice(0, 40);
}

/** HTML as plain text: no tags, no scripts, no entities. Notes what was more than text. */
export function plainText(html: string, where: string, notes: Notes): string {
  if (/<(img|video|audio|iframe|object|embed|script|table)\b/i.test(html)) notes.add(where, "HTML", "media");
  const text = html
    .replaceAll(/<(script|style)\b[\s\S]*?<\/\1\s*>/gi, "")
    .replaceAll(/<(br|\/p|\/div|\/li|\/h\d)\b[^>]*>/gi, "\n")
    .replaceAll(/<\/?[a-z!][^>]*(>|$)/gi, "")
    .replaceAll("&nbsp;", " ")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&")
    .replaceAll(/[^\S\n]+/g, " ")
    .replaceAll(/ ?\n ?/g, "\n")
    .replaceAll(/\n{3,}/g, "\n\n")
    .trim();
  if (text.length > 4000) notes.add(where, `${text.length} characters`, "shortened");
  return text.slice(0, 4000);
}

/** Whether any language has words. */
export function hasWords(text: LocalText): boolean {
  return Object.values(text).some((words) => words.trim() !== "");
}

/** The property only when there is something to hold. */
export function maybe<Name extends string, Value>(name: Name, value: Value | undefined): Partial<Record<Name, Value>> {
  return value === undefined ? {} : ({ [name]: value } as Partial<Record<Name, Value>>);
}
