import { Refusal } from "#kit/refusal";
import type { Viewer } from "#kit/viewer";
import type { Call } from "#platform/http/route";
import type { Tx } from "#platform/postgres";
import type { Stores } from "#platform/stores";

import type { SingleSignOn } from "../contract.ts";
import { isSafeAddress } from "../rules/sign-on.ts";
import { findSingleSignOn, updateSingleSignOnRow, type SingleSignOnRow } from "../store/single-sign-on.ts";
import { recordAudit } from "./audit.ts";
import { checkWishes } from "./grants.ts";
import { discover, type Client } from "./provider.ts";
import { seal, unseal } from "./secrets.ts";
import { requireEverywhere, requirePermission } from "./viewers.ts";

type Asker = Pick<Call, "stores" | "viewer">;
interface Shown extends SingleSignOn {
  readonly hasSecret: boolean;
  readonly isFromEnvironment: boolean;
  readonly callbackPath: string;
}

/** Where the provider sends people back to. */
export const callbackPath = "/api/auth/single-sign-on/callback";

/** A provider that people can sign on with now. */
export interface Provider {
  readonly settings: SingleSignOn;
  readonly client: Client;
}

/** The provider, when single sign-on is on and whole. */
export async function readProvider(stores: Stores): Promise<Provider | undefined> {
  const row = await stores.postgres.read(findSingleSignOn);
  const client = clientOf(stores, row);
  return row.isEnabled && client !== undefined ? { settings: row, client } : undefined;
}

/** The settings; the secret stays hidden. @throws Refusal `access.forbidden` */
export async function readSingleSignOn({ stores, viewer }: Asker): Promise<Shown> {
  requirePermission(viewer, "access.manage");
  return shownOf(stores, await stores.postgres.read(findSingleSignOn));
}

/**
 * Changes the settings. Whoever maps a role gives it away, so must hold it.
 * @throws Refusal `access.forbidden`, `access.installation_only`, `access.sign_on_incomplete`, `access.sign_on_insecure`,
 * `access.grant_beyond_own`, `access.role_needs_unit`, `access.unknown_unit`
 */
export async function updateSingleSignOn(
  { stores, viewer }: Asker,
  wanted: SingleSignOn & { readonly clientSecret?: string | undefined },
): Promise<Shown> {
  requireEverywhere(viewer, "access.manage");
  if (wanted.issuer !== "" && !(URL.canParse(wanted.issuer) && isSafeAddress(wanted.issuer)))
    throw new Refusal("access.sign_on_insecure");
  const { clientSecret: secret, ...settings } = wanted;
  const sealed = secret === undefined ? null : seal(stores.config, "single-sign-on", secret);

  const row = await stores.postgres.transaction(async (tx) => {
    await checkMapping(tx, stores, viewer, settings);
    await updateSingleSignOnRow(tx, { ...settings, clientSecret: sealed });
    const kept = await findSingleSignOn(tx);
    if (kept.isEnabled && clientOf(stores, kept) === undefined) throw new Refusal("access.sign_on_incomplete");
    const { roleMapping, isEnabled, createsUsers, defaultGrant, allowedDomains } = kept;
    await recordAudit(tx, viewer, {
      action: "access.single_sign_on_changed",
      subjectKind: "organisation",
      subjectId: "single-sign-on",
      details: { isEnabled, createsUsers, mapped: roleMapping.length, defaultGrant, domains: allowedDomains.length },
    });
    return kept;
  });
  return shownOf(stores, row);
}

/**
 * Asks the provider for its description now.
 * @throws Refusal `access.forbidden`, `access.installation_only`, `access.sign_on_off`, `access.sign_on_unreachable`
 */
export async function testSingleSignOn({ stores, viewer }: Asker): Promise<{
  issuer: string;
  authorizationEndpoint: string;
}> {
  requireEverywhere(viewer, "access.manage");
  const client = clientOf(stores, await stores.postgres.read(findSingleSignOn));
  if (client === undefined) throw new Refusal("access.sign_on_off");
  const { issuer, authorization_endpoint: endpoint = "" } = (await discover(stores, client, true)).serverMetadata();
  return { issuer, authorizationEndpoint: endpoint };
}

async function checkMapping(tx: Tx, { clock }: Stores, viewer: Viewer, settings: SingleSignOn): Promise<void> {
  const mapped = settings.roleMapping.map(({ role, units }) => ({ role, units }));
  const { defaultGrant } = settings;
  await checkWishes(tx, viewer, defaultGrant === null ? mapped : [...mapped, defaultGrant], clock.now());
}

function clientOf({ config }: Stores, row: SingleSignOnRow): Client | undefined {
  if (config.oidc !== undefined) return config.oidc;
  const { issuer, clientId, clientSecret: sealed } = row;
  const clientSecret = sealed === null ? undefined : unseal(config, "single-sign-on", sealed);
  if (issuer === "" || clientId === "" || clientSecret === undefined) return undefined;
  return { issuer, clientId, clientSecret };
}

function shownOf({ config }: Stores, { clientSecret, ...settings }: SingleSignOnRow): Shown {
  const fixed = config.oidc === undefined ? {} : { issuer: config.oidc.issuer, clientId: config.oidc.clientId };
  const isFromEnvironment = config.oidc !== undefined;
  return {
    ...settings,
    ...fixed,
    hasSecret: isFromEnvironment || clientSecret !== null,
    isFromEnvironment,
    callbackPath,
  };
}
