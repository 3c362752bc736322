-- store/annotations.ts columns
id, kind, first_day::text as "from", last_day::text as "to", title, unit_ids as "unitIds", unit_codes as "unitCodes",
author_name as author, revision

-- store/annotations.ts selectAnnotations
select ${columns} from explore_annotation
 where deleted_at is null
   and (${query.from}::date is null or last_day >= ${query.from}::date)
   and (${query.to}::date is null or first_day <= ${query.to}::date)
   and (${query.unitIds}::uuid[] is null or unit_ids = '{}' or unit_ids && ${query.unitIds}::uuid[])
 order by first_day desc, id desc
 limit ${query.limit}

-- store/annotations.ts findAnnotation
select ${columns} from explore_annotation
 where id = ${id} and (${isDeletedToo}::boolean or deleted_at is null)

-- store/annotations.ts insertAnnotation
insert into explore_annotation (id, kind, first_day, last_day, title, unit_ids, unit_codes, author_id, author_name, created_at, updated_at)
values (${note.id}, ${note.kind}, ${note.from}, ${note.to}, ${sql.json(note.title)}, ${note.unitIds}::uuid[],
  ${note.unitCodes}::text[], ${note.authorId}, ${note.author}, ${now}, ${now})

-- store/annotations.ts updateAnnotationRow
update explore_annotation
   set kind = ${note.kind}, first_day = ${note.from}, last_day = ${note.to}, title = ${sql.json(note.title)},
       unit_ids = ${note.unitIds}::uuid[], unit_codes = ${note.unitCodes}::text[], revision = revision + 1, updated_at = ${now}
 where id = ${note.id} and revision = ${note.revision} and deleted_at is null

-- store/annotations.ts updateAnnotationDeleted
update explore_annotation set deleted_at = ${deletedAt} where id = ${id}

-- store/clean-up.ts deleteForGood
delete from explore_view where deleted_at < ${moment}

-- store/clean-up.ts deleteForGood
delete from explore_dashboard where deleted_at < ${moment}

-- store/clean-up.ts deleteForGood
delete from explore_annotation where deleted_at < ${moment}

-- store/clean-up.ts deleteForGood
delete from explore_delivery where updated_at < ${moment}

-- store/dashboards.ts selectDashboards
select ${keptColumns}, kept.cards
  from explore_dashboard kept
  join access_user owner on owner.id = kept.owner_id
 where kept.deleted_at is null and ${openTo(query)} and ${saying(query)}
   and (${query.before}::uuid is null or kept.id < ${query.before}::uuid)
 order by kept.id desc
 limit ${query.limit}

-- store/dashboards.ts findDashboard
select ${keptColumns}, kept.cards
  from explore_dashboard kept
  join access_user owner on owner.id = kept.owner_id
 where kept.id = ${id} and kept.deleted_at is null

-- store/dashboards.ts findDashboardOwner
select owner_id as "ownerId" from explore_dashboard where id = ${id}

-- store/dashboards.ts countDashboards
select count(*)::int as count from explore_dashboard where owner_id = ${ownerId} and deleted_at is null

-- store/dashboards.ts insertDashboard
insert into explore_dashboard (id, owner_id, name, description, cards, created_at, updated_at)
values (${id}, ${ownerId}, ${name}, ${description}, ${sql.json(cards)}, ${now}, ${now})

-- store/dashboards.ts updateDashboardRow
update explore_dashboard
   set name = coalesce(${name}::text, name), description = coalesce(${description}::text, description),
       cards = coalesce(${content === undefined ? null : JSON.stringify(content)}::jsonb, cards),
       shared_with_all = coalesce(${sharing?.everybody ?? null}::boolean, shared_with_all),
       shared_roles = coalesce(${sharing?.roles ?? null}::text[], shared_roles),
       shared_users = coalesce(${sharing?.users ?? null}::uuid[], shared_users),
       revision = revision + 1, updated_at = ${now}
 where id = ${id} and revision = ${revision} and deleted_at is null

-- store/dashboards.ts updateDashboardDeleted
update explore_dashboard set deleted_at = ${deletedAt} where id = ${id}

-- store/digests.ts columns
id, dashboard_id as "dashboardId", user_id as "userId", cadence, day, hour, minute,
with_pdf as "withPdf", time_zone as "timeZone", next_at as "nextAt", last_sent_at as "lastSentAt", paused

-- store/digests.ts findDigest
select ${columns} from explore_digest where dashboard_id = ${dashboardId} and user_id = ${userId}

-- store/digests.ts findDigestById
select ${columns} from explore_digest where id = ${id}

-- store/digests.ts upsertDigest
insert into explore_digest (id, dashboard_id, user_id, cadence, day, hour, minute, with_pdf, time_zone, next_at,
                            created_at)
values (${id}, ${dashboardId}, ${userId}, ${cadence}, ${day}, ${hour}, ${minute}, ${withPdf}, ${timeZone}, ${nextAt},
        ${now})
on conflict (dashboard_id, user_id) do update
   set cadence = excluded.cadence, day = excluded.day, hour = excluded.hour, minute = excluded.minute,
       with_pdf = excluded.with_pdf,
       time_zone = excluded.time_zone, next_at = excluded.next_at, paused = null

-- store/digests.ts deleteDigestRow
delete from explore_digest where id = ${id}

-- store/digests.ts lockDueDigests
select ${columns} from explore_digest
 where next_at <= ${now}
   and exists (select from explore_dashboard where id = dashboard_id and deleted_at is null)
 order by next_at
 limit ${limit}
   for update skip locked

-- store/digests.ts updateNext
update explore_digest set next_at = ${nextAt}, paused = ${paused} where id = ${id}

-- store/digests.ts insertDelivery
insert into explore_delivery (digest_id, slot, state, updated_at)
values (${digestId}, ${slot}, 'waiting', ${now})
on conflict (digest_id, slot) do nothing

-- store/digests.ts claimDelivery
update explore_delivery set state = 'sending', attempts = attempts + 1, updated_at = ${now}
 where digest_id = ${digestId} and slot = ${slot} and state = 'waiting'
returning attempts

-- store/digests.ts updateDelivery
update explore_delivery set state = ${state}, updated_at = ${now}
 where digest_id = ${digestId} and slot = ${slot}

-- store/digests.ts updateDelivery
update explore_digest set last_sent_at = ${now}, paused = null where id = ${digestId}

-- store/digests.ts updateDelivery
update explore_digest set paused = 'failed' where id = ${digestId}

-- store/digests.ts abandonDeliveries
update explore_delivery set state = 'failed', updated_at = ${now}
 where state = 'sending' and updated_at < ${before}
returning digest_id as "digestId", slot

-- store/kept.ts keptColumns
kept.id, kept.owner_id as "ownerId", owner.name as "ownerName", kept.name,
kept.description, kept.revision, kept.updated_at as "updatedAt",
jsonb_build_object('everybody', kept.shared_with_all, 'roles', kept.shared_roles, 'users', kept.shared_users) as sharing

-- store/kept.ts openTo
(kept.owner_id = ${userId}::uuid or kept.shared_with_all or ${userId}::uuid = any (kept.shared_users)
or kept.shared_roles && ${roles}::text[])

-- store/kept.ts saying
(${pattern}::text is null or kept.name ilike ${pattern}::text or kept.description ilike ${pattern}::text)

-- store/kept.ts selectUserIds
select id from access_user where id = any (${ids}::uuid[]) and disabled_at is null

-- store/kept.ts selectReaders
select id, name from access_user
 where disabled_at is null
   and (${pattern}::text is null or name ilike ${pattern}::text)
   and (${ids}::uuid[] is null or id = any (${ids}::uuid[]))
 order by name, id
 limit 50

-- store/publications.ts columns
published.id, published.dashboard_id as "dashboardId", published.owner_id as "ownerId",
published.title, published.intro, published.cards, published.languages, published.least, published.scope,
published.expires_on::text as "expiresOn", published.created_at as "createdAt",
published.revoked_at as "revokedAt", kept.deleted_at is null and kept.owner_id = published.owner_id as "isKept"

-- store/publications.ts selectPublications
select ${columns}
  from explore_publication published
  join explore_dashboard kept on kept.id = published.dashboard_id
 where published.dashboard_id = ${dashboardId}
 order by published.id desc
 limit 100

-- store/publications.ts findPublication
select ${columns}
  from explore_publication published
  join explore_dashboard kept on kept.id = published.dashboard_id
 where published.id = ${id}

-- store/publications.ts countPublications
select count(*)::int as count from explore_publication where dashboard_id = ${dashboardId}

-- store/publications.ts insertPublication
insert into explore_publication (id, dashboard_id, owner_id, title, intro, cards, languages, least, scope,
                                 expires_on, created_at)
values (${id}, ${dashboardId}, ${ownerId}, ${title}, ${intro}, ${sql.json(cards)}, ${[...languages]}, ${least},
        ${scope === null ? null : [...scope]}::uuid[], ${expiresOn}::date, ${now})

-- store/publications.ts updateRevoked
update explore_publication set revoked_at = ${revokedAt}
 where id = ${id} and (revoked_at is null) = (${revokedAt}::timestamptz is not null)

-- store/views.ts selectViews
select ${keptColumns}, kept.state, favourite.user_id is not null as "isFavourite"
  from explore_view kept
  join access_user owner on owner.id = kept.owner_id
  left join explore_favourite favourite on favourite.view_id = kept.id and favourite.user_id = ${query.userId}::uuid
 where kept.deleted_at is null and ${openTo(query)} and ${saying(query)}
   and (${query.before}::uuid is null or kept.id < ${query.before}::uuid)
   and (not ${query.isFavouriteOnly}::boolean or favourite.user_id is not null)
 order by kept.id desc
 limit ${query.limit}

-- store/views.ts selectViewsById
select ${keptColumns}, kept.state, exists (select from explore_favourite favourite
    where favourite.view_id = kept.id and favourite.user_id = ${userId}::uuid) as "isFavourite"
  from explore_view kept
  join access_user owner on owner.id = kept.owner_id
 where kept.id = any (${ids}::uuid[]) and kept.deleted_at is null

-- store/views.ts findViewOwner
select owner_id as "ownerId" from explore_view where id = ${id}

-- store/views.ts countViews
select count(*)::int as count from explore_view where owner_id = ${ownerId} and deleted_at is null

-- store/views.ts insertView
insert into explore_view (id, owner_id, name, description, state, created_at, updated_at)
values (${view.id}, ${view.ownerId}, ${view.name}, ${view.description}, ${sql.json(view.state)}, ${now}, ${now})

-- store/views.ts updateViewRow
update explore_view
   set name = coalesce(${name}::text, name), description = coalesce(${description}::text, description),
       state = coalesce(${content === undefined ? null : JSON.stringify(content)}::jsonb, state),
       shared_with_all = coalesce(${sharing?.everybody ?? null}::boolean, shared_with_all),
       shared_roles = coalesce(${sharing?.roles ?? null}::text[], shared_roles),
       shared_users = coalesce(${sharing?.users ?? null}::uuid[], shared_users),
       revision = revision + 1, updated_at = ${now}
 where id = ${id} and revision = ${revision} and deleted_at is null

-- store/views.ts updateViewDeleted
update explore_view set deleted_at = ${deletedAt} where id = ${id}

-- store/views.ts updateFavourite
insert into explore_favourite (user_id, view_id) values (${userId}, ${viewId}) on conflict do nothing

-- store/views.ts updateFavourite
delete from explore_favourite where user_id = ${userId} and view_id = ${viewId}
