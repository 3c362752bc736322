import { recordAudit, requireEverywhere, requirePermission, seal, unseal } from "#feature/access";
import { codeNames, localText, selectThemeNames } from "#feature/facts";
import type { OperationInput, OperationOutput } from "#kit/operation";
import { Refusal } from "#kit/refusal";
import type { Call } from "#platform/http/route";
import type { Stores } from "#platform/stores";

import type { textOperations } from "../contract.ts";
import { chatRequest, isSafeBase, readReply, tokensAtMost, type ChatRequest } from "../rules/asking-outside.ts";
import type { TextName } from "../store/coders.ts";
import {
  findSuggestion,
  putSuggestion,
  readSpent,
  readSuggesterRow,
  reserveTokens,
  settleTokens,
  writeSuggester,
  type SuggesterRow,
} from "../store/suggester.ts";
import { selectThemes } from "../store/themes.ts";
import { isInUse } from "./codebook.ts";
import { shownText } from "./shown-text.ts";

type Asker = Pick<Call, "stores" | "viewer">;
type Operations = typeof textOperations;

const purpose = "text suggester";
const [patience, longestReply] = [20_000, 100_000];

/** The settings without the key, and what was spent today. @throws Refusal `access.forbidden` */
export async function readSuggester({ stores, viewer }: Asker): Promise<OperationOutput<Operations["readSuggester"]>> {
  requireEverywhere(viewer, "themes.write");
  return shownSettings(stores);
}

/**
 * Sets the suggester up. A key that is left out stays, null takes it away.
 * @throws Refusal `access.forbidden`, `text.suggester_incomplete`, `text.suggester_insecure`
 */
export async function updateSuggester(
  { stores, viewer }: Asker,
  { body: { key, ...settings } }: OperationInput<Operations["updateSuggester"]>,
): Promise<OperationOutput<Operations["updateSuggester"]>> {
  requireEverywhere(viewer, "installation.manage");
  const isWhole = settings.baseUrl !== "" && settings.model !== "" && settings.dailyTokens > 0;
  if (settings.isEnabled && !isWhole) throw new Refusal("text.suggester_incomplete");
  if (settings.baseUrl !== "" && !isSafeBase(settings.baseUrl)) throw new Refusal("text.suggester_insecure");
  await stores.postgres.transaction(async (tx) => {
    const before = await readSuggesterRow(tx);
    // A key goes only where it was given for.
    const kept = before.baseUrl === settings.baseUrl ? before.key : null;
    const sealed = key === undefined ? kept : key === null || key === "" ? null : seal(stores.config, purpose, key);
    await writeSuggester(tx, { ...settings, key: sealed });
    const { isEnabled, model, dailyTokens } = settings;
    await recordAudit(tx, viewer, {
      action: "text.suggester_changed",
      subjectKind: "organisation",
      subjectId: "suggester",
      details: { isEnabled, model, dailyTokens, hasKey: sealed !== null },
    });
  });
  return shownSettings(stores);
}

/**
 * Asks the suggester about one comment that the viewer may read, personal data masked. What it says is kept as a
 * suggestion and never counts. The same comment is asked about once for each model.
 * @throws Refusal `access.forbidden`, `text.no_such_text`, `text.suggester_off`, `text.budget_spent`,
 * `text.suggester_failed`
 */
export async function suggest(
  asker: Asker,
  { body: name }: { readonly body: TextName },
): Promise<OperationOutput<Operations["suggest"]>> {
  const { stores, viewer } = asker;
  requirePermission(viewer, "themes.code");
  const shown = await shownText(asker, name);
  if (shown === undefined) throw new Refusal("text.no_such_text");
  const { settings, themes, known, names } = await stores.postgres.read(async (tx) => ({
    settings: await readSuggesterRow(tx),
    themes: (await selectThemes(tx)).filter(
      (theme) => isInUse(theme) && theme.mergedInto === null && theme.parent !== null,
    ),
    known: await findSuggestion(tx, name),
    names: await selectThemeNames(tx),
  }));
  if (!settings.isEnabled) throw new Refusal("text.suggester_off");

  const told = themes.map((row) => ({
    key: row.key,
    name: localText(row.names, "en"),
    about: localText(row.about, "en"),
  }));
  const keys = new Set(told.map(({ key }) => key));
  const request = chatRequest(settings.model, told, shown.text.text);
  const codes =
    known?.model === settings.model ? known.codes : await askOutside(stores, { settings, request, keys, name });
  const nameOf = codeNames(names, viewer.language);
  return {
    codes: codes.map((code) => ({ code, name: nameOf(code) ?? code })),
    spentToday: await stores.postgres.read((tx) => readSpent(tx, today(stores))),
  };
}

interface Asking {
  readonly settings: SuggesterRow;
  readonly request: ChatRequest;
  readonly keys: ReadonlySet<string>;
  readonly name: TextName;
}

async function askOutside(stores: Stores, { settings, request, keys, name }: Asking): Promise<readonly string[]> {
  const { postgres, clock } = stores;
  const day = today(stores);
  const tokens = tokensAtMost(request);
  const most = settings.dailyTokens;
  if (!(await postgres.transaction((tx) => reserveTokens(tx, { day, tokens, most })))) {
    throw new Refusal("text.budget_spent");
  }
  let spent = 0;
  try {
    const reply = await post(stores, settings, request);
    // It has worked for us, whatever it said.
    spent = tokens;
    const said = readReply(reply, keys);
    if (!said.ok) throw failed(said.code);
    spent = said.value.tokens ?? tokens;
    const kept = { codes: said.value.codes, model: settings.model, tokens: spent, at: clock.now() };
    await postgres.transaction((tx) => putSuggestion(tx, name, kept));
    return said.value.codes;
  } finally {
    await postgres.transaction((tx) => settleTokens(tx, day, spent - tokens));
  }
}

/** Speaks to the service. Neither the key nor what it answers goes into a log or a message. */
async function post({ config }: Stores, settings: SuggesterRow, request: ChatRequest): Promise<unknown> {
  const key = settings.key === null ? undefined : unseal(config, purpose, settings.key);
  const address = `${settings.baseUrl.replace(/\/+$/, "")}/chat/completions`;
  const headers = {
    "content-type": "application/json",
    ...(key !== undefined && { authorization: `Bearer ${key}` }),
  };
  let response: Response;
  try {
    const body = JSON.stringify(request);
    const signal = AbortSignal.timeout(patience);
    response = await fetch(address, { method: "POST", headers, body, signal, redirect: "error" });
  } catch (error) {
    throw failed(error instanceof Error && error.name === "TimeoutError" ? "timeout" : "unreachable");
  }
  if (!response.ok) throw failed(`http ${response.status}`);
  const text = await readUpTo(response, longestReply);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw failed("not_json");
  }
}

async function readUpTo(response: Response, most: number): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const part of response.body ?? []) {
    text += decoder.decode(part as Uint8Array, { stream: true });
    if (text.length > most) throw failed("too_long");
  }
  return text;
}

function failed(why: string): Refusal {
  return new Refusal("text.suggester_failed", { why });
}

async function shownSettings(stores: Stores): Promise<OperationOutput<Operations["readSuggester"]>> {
  return stores.postgres.read(async (tx) => {
    const { key, ...settings } = await readSuggesterRow(tx);
    return { ...settings, hasKey: key !== null, spentToday: await readSpent(tx, today(stores)) };
  });
}

function today({ clock }: Stores): string {
  return clock.now().toISOString().slice(0, 10);
}
