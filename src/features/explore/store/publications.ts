import type { ProductLanguage } from "#kit/language";
import { sql, type Tx } from "#platform/postgres";

import type { Dashboard } from "../contract.ts";

/** Chosen cards on a page that needs no sign-in. */
export interface PublicationRow {
  readonly id: string;
  readonly dashboardId: string;
  readonly ownerId: string;
  readonly title: string;
  readonly intro: string;
  /** As they stood on the dashboard when they were chosen, with their views. */
  readonly cards: Dashboard["cards"];
  readonly languages: readonly ProductLanguage[];
  readonly least: number;
  /** Ids of units its owner could read then; null: all. */
  readonly scope: readonly string[] | null;
  readonly expiresOn: string | null;
  readonly createdAt: Date;
  readonly revokedAt: Date | null;
  /** Its dashboard is there. */
  readonly isKept: boolean;
}

const columns = sql`published.id, published.dashboard_id as "dashboardId", published.owner_id as "ownerId",
  published.title, published.intro, published.cards, published.languages, published.least, published.scope,
  published.expires_on::text as "expiresOn", published.created_at as "createdAt",
  published.revoked_at as "revokedAt", kept.deleted_at is null and kept.owner_id = published.owner_id as "isKept"`;

/** Those of a dashboard, newest first. */
export function selectPublications(tx: Tx, dashboardId: string): Promise<PublicationRow[]> {
  return tx.query<PublicationRow>(sql`
    select ${columns}
      from explore_publication published
      join explore_dashboard kept on kept.id = published.dashboard_id
     where published.dashboard_id = ${dashboardId}
     order by published.id desc
     limit 100`);
}

/** One of them. */
export function findPublication(tx: Tx, id: string): Promise<PublicationRow | undefined> {
  return tx.maybeOne<PublicationRow>(sql`
    select ${columns}
      from explore_publication published
      join explore_dashboard kept on kept.id = published.dashboard_id
     where published.id = ${id}`);
}

/** How many a dashboard has, revoked ones too. */
export async function countPublications(tx: Tx, dashboardId: string): Promise<number> {
  const { count } = await tx.one<{ count: number }>(sql`
    select count(*)::int as count from explore_publication where dashboard_id = ${dashboardId}`);
  return count;
}

/** A new one. */
export async function insertPublication(
  tx: Tx,
  published: Omit<PublicationRow, "createdAt" | "revokedAt" | "isKept">,
  now: Date,
): Promise<void> {
  const { id, dashboardId, ownerId, title, intro, cards, languages, least, scope, expiresOn } = published;
  await tx.execute(sql`
    insert into explore_publication (id, dashboard_id, owner_id, title, intro, cards, languages, least, scope,
                                     expires_on, created_at)
    values (${id}, ${dashboardId}, ${ownerId}, ${title}, ${intro}, ${sql.json(cards)}, ${[...languages]}, ${least},
            ${scope === null ? null : [...scope]}::uuid[], ${expiresOn}::date, ${now})`);
}

/** Revokes one, or with null opens it again; false when nothing changes. */
export async function updateRevoked(tx: Tx, id: string, revokedAt: Date | null): Promise<boolean> {
  const count = await tx.execute(sql`
    update explore_publication set revoked_at = ${revokedAt}
     where id = ${id} and (revoked_at is null) = (${revokedAt}::timestamptz is not null)`);
  return count === 1;
}
