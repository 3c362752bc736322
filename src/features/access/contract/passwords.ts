import type { Policy } from "./sign-in.ts";

/** Why a password is not taken. */
export type PasswordFault = "short" | "long" | "common" | "personal";

/** What a password must not be made of. */
export interface PasswordOwner {
  readonly name: string;
  readonly email: string;
}

/** Nobody types more, and hashing takes as long as the password is. */
export const passwordMaxLength = 200;

/**
 * What is wrong with a password, or undefined. Length and guessing count, not the kinds of characters
 * (NIST SP 800-63B, 5.1.1.2).
 */
export function passwordFault(
  password: string,
  owner: PasswordOwner,
  { passwordMinLength }: Pick<Policy, "passwordMinLength">,
): PasswordFault | undefined {
  const length = Array.from(password).length;
  if (length < passwordMinLength) return "short";
  if (length > passwordMaxLength) return "long";
  if (isCommon(password)) return "common";
  return isPersonal(password, owner) ? "personal" : undefined;
}

/** 0 not taken, 1 weak, 2 fair, 3 good: a hint while typing, no promise. */
export function passwordStrength(
  password: string,
  owner: PasswordOwner,
  policy: Pick<Policy, "passwordMinLength">,
): 0 | 1 | 2 | 3 {
  if (passwordFault(password, owner, policy) !== undefined) return 0;
  const bits = new Set(password).size * Math.log2(alphabetOf(password)) * 0.75;
  if (bits < 40) return 1;
  return bits < 58 ? 2 : 3;
}

/** Whether the password, without decoration, is a word that leads the lists of leaked ones, a run of keys or one sign. */
function isCommon(password: string): boolean {
  const plain = plainOf(password);
  if (new Set(plain).size <= 3) return true;
  const bare = plainOf(password.replaceAll(/^[^\p{L}]+|[^\p{L}]+$/gu, ""));
  const repeated = /^(.{3,}?)\1+$/u.exec(bare)?.[1] ?? bare;
  return [plain, bare, repeated].some((word) => commonWords.has(word)) || isRun(plain) || isWordsOnly(bare);
}

/** Two common words and nothing else: `passwordadmin`, `iloveyouqwerty`. */
function isWordsOnly(bare: string): boolean {
  return [...commonWords].some((word) => bare.startsWith(word) && commonWords.has(bare.slice(word.length)));
}

/** A row of the keyboard or of the alphabet, forwards or backwards, once or repeated. */
function isRun(plain: string): boolean {
  const repeated = (row: string) => row.repeat(Math.ceil(plain.length / row.length) + 1);
  return rows.some(
    (row) => repeated(row).includes(plain) || repeated(Array.from(row).toReversed().join("")).includes(plain),
  );
}

/** Most of the password is a part of the owner's name or address. */
function isPersonal(password: string, { name, email }: PasswordOwner): boolean {
  const plain = password.toLowerCase();
  const parts = [name, email.split("@")[0] ?? "", email.split("@")[1]?.split(".")[0] ?? "", email];
  const words = parts.flatMap((part) => [part, ...part.split(/[^\p{L}\d]+/u)]).map((word) => word.toLowerCase());
  const own = words.filter((word) => word.length >= 4 && plain.includes(word));
  return own.some((word) => plain.length - word.length < 6);
}

/** Lower case, with the usual stand-ins for letters undone. */
function plainOf(password: string): string {
  return password.toLowerCase().replaceAll(/[@$!0135]/g, (sign) => standIns[sign] ?? sign);
}

const standIns: Readonly<Record<string, string>> = { "@": "a", $: "s", "!": "i", 0: "o", 1: "i", 3: "e", 5: "s" };

function alphabetOf(password: string): number {
  const kinds: readonly (readonly [RegExp, number])[] = [
    [/\p{Ll}/u, 26],
    [/\p{Lu}/u, 26],
    [/\d/, 10],
    [/[^\p{L}\d]/u, 32],
  ];
  return kinds.reduce((sum, [kind, size]) => sum + (kind.test(password) ? size : 0), 0);
}

/** As `plainOf` leaves them: digits that stand for letters are letters there. */
const rows = [
  "1234567890",
  "0123456789",
  "qwertyuiop",
  "asdfghjkl",
  "zxcvbnm",
  "qwertyuiopasdfghjklzxcvbnm",
  "abcdefghijklmnopqrstuvwxyz",
  "1qaz2wsx3edc4rfv5tgb6yhn",
  "1q2w3e4r5t6y7u8i9o0p",
  "йцукенгшщзхъ",
  "йцукенгшщзхї",
  "фывапролджэ",
  "фівапролджє",
  "ячсмитьбю",
  "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
].flatMap((row) => [row, plainOf(row)]);

/**
 * Words that stand at the head of the yearly lists of leaked passwords (the NCSC's hundred thousand of 2019, NordPass'
 * lists of 2019 to 2024) and their like in Ukrainian and Russian, plus what this product suggests.
 */
const commonWords: ReadonlySet<string> = new Set(
  `password passwort passw password parol parola pass secret welcome letmein admin administrator root master login user
  guest test testing default changeme changeit temp temporary qwerty qwertyuiop qwert qwer asdf asdfgh asdfghjkl zxcvbn
  zxcvbnm qazwsx qazwsxedc qweasd qweasdzxc qweqwe asdasd zxczxc iloveyou ilovey loveyou iloveu mylove love lovely
  princess sunshine shadow monkey dragon football baseball basketball superman batman spiderman pokemon naruto starwars
  trustno michael jennifer jessica jordan daniel charlie ashley michelle thomas george harley hunter ranger buster
  soccer hockey killer pepper cookie cheese summer winter spring autumn january december monday friday london america
  canada germany russia ukraine ukraina kiev kyiv moscow moskva samsung google facebook apple microsoft computer
  internet freedom whatever nothing forever together blink flower butterfly chocolate orange banana purple yellow
  silver golden diamond liverpool chelsea arsenal barcelona juventus realmadrid manchester matrix mustang ferrari
  mercedes porsche corvette yamaha suzuki letmeinnow openup access welcometo helloworld hello hellohello goodluck
  abcdef abcdefg abcdefgh abcd aaa asd fuckyou fuckoff asshole bitch babygirl angel jesus jesuschrist godisgood blessed
  family mother father sister brother marina natasha svetlana tatyana olga elena irina andrey andrei sergey alexander
  aleksandr dmitry nikita maksim vladimir viktor viktoria anastasia kristina ekaterina holos voice company business
  office manager support service service customer feedback hunter letmeout secure security private система
  пароль пароли секрет админ администратор привет люблю любовь наташа марина светлана татьяна сергей андрей александр
  дмитрий максим никита владимир виктор виктория анастасия кристина екатерина россия москва солнышко солнце зайчик
  котенок принцесса спартак динамо зенит йцукен йцукенг фыва фывапролд ячсмить qwertyйцукен вітаю привіт кохання
  україна киев київ сонечко сонце зайчик кошеня принцеса мама папа тато мамапапа мамочка любимая любимый кохана коханий`
    .split(/\s+/)
    .map(plainOf),
);
