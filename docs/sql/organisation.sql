-- store/references.ts columns
reference.id, reference.kind, reference.code, reference.name, reference.parent_id as "parentId",
reference.time_zone as "timeZone"

-- store/references.ts findByCode
select ${columns}, wanted.position - 1 as index
from unnest(${wanted.map((one) => one.kind)}::text[], ${wanted.map((one) => one.code)}::text[])
  with ordinality wanted (kind, code, position)
join reference on reference.kind = wanted.kind and lower(reference.code) = lower(wanted.code)

-- store/references.ts findByName
select ${columns}, wanted.position - 1 as index
from unnest(${wanted.map((one) => one.kind)}::text[], ${wanted.map((one) => one.code)}::text[])
  with ordinality wanted (kind, code, position)
join reference on reference.kind = wanted.kind and reference.name = wanted.code
where not exists (select from reference twin
  where twin.kind = reference.kind and twin.name = reference.name and twin.id <> reference.id)

-- store/references.ts listReferenceRows
select ${columns} from reference
where (${query.kind}::text is null or kind = ${query.kind}::text)
  and (${pattern}::text is null or name ilike ${pattern}::text or code ilike ${pattern}::text)
  and (${query.units}::uuid[] is null or kind <> 'unit' or id = any (${query.units}::uuid[]))
  and (${kind}::text is null or (kind, name, id) > (${kind}::text, ${name}::text, ${id}::uuid))
order by kind, name, id limit ${query.limit}

-- store/references.ts lockTree
select pg_advisory_xact_lock(hashtext('reference'), hashtext(${kind}))

-- store/references.ts putReferenceRow
insert into reference (id, kind, code, name, parent_id, time_zone)
values (${reference.id}, ${reference.kind}, ${reference.code}, ${reference.name}, ${reference.parentId},
  ${reference.timeZone})
on conflict (kind, lower(code)) do update set
  name = excluded.name, parent_id = excluded.parent_id, time_zone = excluded.time_zone, updated_at = now()

-- store/references.ts insertReferences
insert into reference (id, kind, code, name)
select uuidv7(), kind, code, name
from unnest(${references.map((one) => one.kind)}::text[], ${references.map((one) => one.code)}::text[],
  ${references.map((one) => one.name)}::text[]) new (kind, code, name)
order by kind, lower(code)
on conflict (kind, lower(code)) do nothing
returning ${columns}

-- store/references.ts listNames
select id, name from reference where id = any (${ids}::uuid[])

-- store/references.ts listBelow
with recursive below as (
  select id from reference where id = any (${ids}::uuid[])
  union
  select reference.id from reference join below on reference.parent_id = below.id
)
select id from below

-- store/references.ts listAncestors
with recursive above as (
  select id, id as ancestor, parent_id, 0 as distance from reference where kind = 'unit'
  union all
  select above.id, reference.id, reference.parent_id, above.distance + 1
  from above join reference on reference.id = above.parent_id
)
select id, array_agg(ancestor order by distance) as ancestors from above group by id

-- store/references.ts emitReferences
insert into outbox (kind, subject_id) select 'reference', unnest(${ids}::uuid[])

-- store/settings.ts columns
name, languages, default_language as "defaultLanguage", time_zone as "timeZone", logo, colour,
recommendation_wording as "recommendationWording", detractor_max as "detractorMax", promoter_min as "promoterMin",
minimum_n as "minimumN", small_group as "smallGroup", privacy_url as "privacyUrl"

-- store/settings.ts findSettings
select ${columns} from organisation_settings

-- store/settings.ts lockSettings
select ${columns} from organisation_settings for update

-- store/settings.ts putSettings
insert into organisation_settings (name, languages, default_language, time_zone, logo, colour,
  recommendation_wording, detractor_max, promoter_min, minimum_n, small_group, privacy_url)
values (${settings.name}, ${settings.languages}, ${settings.defaultLanguage}, ${settings.timeZone}, ${settings.logo},
  ${settings.colour}, ${settings.recommendationWording}, ${cutPoints.detractorMax}, ${cutPoints.promoterMin},
  ${settings.minimumN}, ${settings.smallGroup}, ${settings.privacyUrl})
on conflict (is_single) do update set
  name = excluded.name, languages = excluded.languages, default_language = excluded.default_language,
  time_zone = excluded.time_zone, logo = excluded.logo, colour = excluded.colour,
  recommendation_wording = excluded.recommendation_wording, detractor_max = excluded.detractor_max,
  promoter_min = excluded.promoter_min, minimum_n = excluded.minimum_n, small_group = excluded.small_group,
  privacy_url = excluded.privacy_url, updated_at = now()

-- store/unresolved.ts addUnresolved
insert into unresolved_reference (kind, code, answers)
select kind, min(code), count(*)
from unnest(${items.map((one) => one.kind)}::text[], ${items.map((one) => one.code)}::text[]) came (kind, code)
group by kind, lower(code) order by kind, lower(code)
on conflict (kind, lower(code)) do update set answers = unresolved_reference.answers + excluded.answers

-- store/unresolved.ts subtractUnresolved
with gone as (
  select kind, lower(code) as code, count(*) as answers
  from unnest(${items.map((one) => one.kind)}::text[], ${items.map((one) => one.code)}::text[]) went (kind, code)
  group by 1, 2
), deleted as (
  delete from unresolved_reference unresolved using gone
  where unresolved.kind = gone.kind and lower(unresolved.code) = gone.code and unresolved.answers <= gone.answers
)
update unresolved_reference unresolved set answers = unresolved.answers - gone.answers from gone
where unresolved.kind = gone.kind and lower(unresolved.code) = gone.code and unresolved.answers > gone.answers

-- store/unresolved.ts listUnresolvedRows
select kind, code, answers from unresolved_reference unresolved
where (${kind}::text is null or kind = ${kind}::text)
  and not exists (select from reference
    where reference.kind = unresolved.kind
      and (lower(reference.code) = lower(unresolved.code) or reference.name = unresolved.code))
order by answers desc, kind, code limit ${limit}

-- store/unresolved.ts deleteResolved
delete from unresolved_reference unresolved using reference
where reference.id = any (${ids}::uuid[]) and reference.kind = unresolved.kind
  and (lower(reference.code) = lower(unresolved.code) or reference.name = unresolved.code)
