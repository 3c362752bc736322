-- actions/put-units.ts freshIds
select uuidv7() as id from generate_series(1, ${count})

-- actions/tree-writing.ts writePlan
select uuidv7() as id, now() as now

-- store/hours.ts listKindRows
select id, name, (select count(*) from unit where unit.kind_id = unit_kind.id) as units
from unit_kind order by position, name

-- store/hours.ts replaceKinds
delete from unit_kind where id <> all(${ids}::uuid[])

-- store/hours.ts replaceKinds
update unit_kind set name = id::text

-- store/hours.ts replaceKinds
insert into unit_kind (id, name, position)
select id, name, position from unnest(${ids}::uuid[], ${kinds.map(({ name }) => name)}::text[]) with ordinality as row (id, name, position)
on conflict (id) do update set name = excluded.name, position = excluded.position

-- store/hours.ts listCalendarRows
select id, name, weekly, holidays, (select count(*) from unit where unit.calendar_id = calendar.id) as units
from calendar order by lower(name)

-- store/hours.ts findCalendar
select id, name, weekly, holidays from calendar where id = ${id}

-- store/hours.ts putCalendarRow
insert into calendar (id, name, weekly, holidays)
values (${id}, ${name}, ${JSON.stringify(weekly)}::jsonb, ${JSON.stringify(holidays)}::jsonb)
on conflict (id) do update set name = excluded.name, weekly = excluded.weekly, holidays = excluded.holidays

-- store/hours.ts deleteCalendarRow
delete from calendar where id = ${id}

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

-- store/references.ts updateNames
update reference set name = new.name, updated_at = now()
from unnest(${rows.map((one) => one.id)}::uuid[], ${rows.map((one) => one.name)}::text[]) new (id, name)
where reference.id = new.id

-- store/references.ts listNames
select id, name from reference where id = any (${ids}::uuid[])

-- store/references.ts listBelow
with recursive below as (
  select id from reference where id = any (${ids}::uuid[])
  union
  select reference.id from reference join below on reference.parent_id = below.id
)
select id from below

-- store/references.ts emitReferences
insert into outbox (kind, subject_id) select 'reference', unnest(${ids}::uuid[])

-- store/removal.ts listNeeded
with recursive placed as (
  select unit_id, parent_id from unit_placement where parent_id is not null
  union all select successor_id, unit_id from unit_succession
), needed as (
  select parent_id as id from placed where unit_id <> all(${ids}::uuid[])
  union all select unnest(unit_ids) from access_grant
  union all select unnest(unit_ids) from api_key
), above as (
  select id from needed where id = any(${ids}::uuid[])
  union
  select placed.parent_id from placed join above on placed.unit_id = above.id
)
select id from above where id = any(${ids}::uuid[])

-- store/removal.ts listAbove
with recursive above as (
  select unnest(${ids}::uuid[]) as id
  union
  select placement.parent_id from unit_placement placement join above on placement.unit_id = above.id
  where placement.parent_id is not null
)
select id from above

-- store/removal.ts deleteReferences
delete from unit_placement where unit_id = any(${ids}::uuid[])

-- store/removal.ts deleteReferences
delete from unit_succession where unit_id = any(${ids}::uuid[]) or successor_id = any(${ids}::uuid[])

-- store/removal.ts deleteReferences
delete from unit where id = any(${ids}::uuid[])

-- store/removal.ts deleteReferences
delete from reference where id = any(${ids}::uuid[])

-- store/removal.ts listCodes
select id, code from reference where id = any(${ids}::uuid[])

-- store/removal.ts listIds
select reference.id, reference.kind, reference.code
from unnest(${wanted.map(({ kind }) => kind)}::text[], ${wanted.map(({ code }) => code)}::text[]) wanted (kind, code)
join reference on reference.kind = wanted.kind and lower(reference.code) = lower(wanted.code)

-- store/scopes.ts listScopes
select user_id::text as "userId", array_agg(distinct unit::text) as units
from access_grant, unnest(unit_ids) as unit
where not exists (select from access_grant whole where whole.user_id = access_grant.user_id and whole.unit_ids is null)
group by user_id

-- store/settings.ts columns
name, languages, default_language as "defaultLanguage", time_zone as "timeZone", logo, colour,
recommendation_wording as "recommendationWording", detractor_max as "detractorMax", promoter_min as "promoterMin",
minimum_n as "minimumN", small_group as "smallGroup", privacy_url as "privacyUrl",
top_measure as "topMeasure"

-- store/settings.ts findSettings
select ${columns} from organisation_settings

-- store/settings.ts lockSettings
select ${columns} from organisation_settings for update

-- store/settings.ts putSettings
insert into organisation_settings (name, languages, default_language, time_zone, logo, colour,
  recommendation_wording, detractor_max, promoter_min, minimum_n, small_group, privacy_url, top_measure)
values (${settings.name}, ${settings.languages}, ${settings.defaultLanguage}, ${settings.timeZone}, ${settings.logo},
  ${settings.colour}, ${settings.recommendationWording}, ${cutPoints.detractorMax}, ${cutPoints.promoterMin},
  ${settings.minimumN}, ${settings.smallGroup}, ${settings.privacyUrl}, ${settings.topMeasure})
on conflict (is_single) do update set
  name = excluded.name, languages = excluded.languages, default_language = excluded.default_language,
  time_zone = excluded.time_zone, logo = excluded.logo, colour = excluded.colour,
  recommendation_wording = excluded.recommendation_wording, detractor_max = excluded.detractor_max,
  promoter_min = excluded.promoter_min, minimum_n = excluded.minimum_n, small_group = excluded.small_group,
  privacy_url = excluded.privacy_url, top_measure = excluded.top_measure, updated_at = now()

-- store/unit-changes.ts insertChange
insert into unit_change (id, action, from_day, made_at, made_by, summary, written, before, after, concerned)
values (${change.id}, ${change.action}, ${change.from}, ${now}, ${change.madeBy}, ${JSON.stringify(change.summary)}::jsonb,
  ${change.written}::uuid[], ${JSON.stringify(change.before)}::jsonb, ${JSON.stringify(change.after)}::jsonb,
  ${change.concerned}::uuid[])

-- store/unit-changes.ts findChange
select action, from_day as "from", before, after, written, undone_at as "undoneAt" from unit_change where id = ${id}

-- store/unit-changes.ts markUndone
update unit_change set undone_at = ${now} where id = ${id}

-- store/unit-changes.ts listChangeRows
select id, action, from_day as "from", made_at as "madeAt", made_by as "madeBy", summary, written, undone_at as "undoneAt",
  not exists (select from unit_change later
    where later.undone_at is null and (later.made_at, later.id) > (one.made_at, one.id) and later.written && one.written) as "isLast",
  not exists (select from outbox where kind = 'unit-change' and subject_id = one.id) as "isProjected"
from unit_change one
where (${query.unit}::uuid is null or ${query.unit}::uuid = any(concerned || written))
  and (${query.units}::uuid[] is null or written && ${query.units}::uuid[])
  and (${madeAt}::timestamptz is null or (made_at, id) < (${madeAt}::timestamptz, ${id}::uuid))
order by made_at desc, id desc limit ${query.limit}

-- store/unit-changes.ts readConcerned
select from_day as "from", concerned as units,
  array(select code from reference where reference.id = any(concerned)) as codes
from unit_change where id = any(${ids}::uuid[])

-- store/unit-changes.ts emitChange
insert into outbox (kind, subject_id) values ('unit-change', ${id})

-- store/unit-changes.ts listSplits
select unit.id, array(select jsonb_array_elements_text(change.summary -> 'to')) as parts
from unnest(${ids}::uuid[]) unit (id)
join unit_change change on change.action = 'split' and change.undone_at is null and unit.id = any (change.written)
join reference on reference.id = unit.id and change.summary -> 'codes' ? reference.code

-- store/units.ts zone
coalesce((select time_zone from organisation_settings), 'UTC')

-- store/units.ts state
(select revision from unit_tree)::text as revision, ${zone} as zone,
(now() at time zone ${zone})::date::text as today

-- store/units.ts readTreeState
select ${state}

-- store/units.ts readTreeUnits
with p as (
  select unit_id, json_agg(json_build_array(from_day, to_day, parent_id) order by from_day) as p
  from unit_placement group by unit_id
), s as (
  select unit_id, json_agg(json_build_array(from_day, successor_id) order by from_day) as s
  from unit_succession group by unit_id
)
select ${state}, coalesce((select json_agg(row_to_json(line)) from (
  select reference.id, reference.code, reference.name, reference.time_zone as "timeZone", unit.kind_id as "kindId",
    unit.calendar_id as "calendarId", unit.manager_employee as "managerEmployee", unit.manager_user as "managerUser",
    unit.address, p.p, s.s
  from unit join reference on reference.id = unit.id left join p on p.unit_id = unit.id left join s on s.unit_id = unit.id
  order by lower(reference.name), reference.code) line), '[]'::json) as units

-- store/units.ts bumpTree
update unit_tree set revision = gen_random_uuid()

-- store/units.ts putUnitRows
insert into reference (id, kind, code, name, time_zone)
select id, 'unit', code, name, "timeZone"
from jsonb_to_recordset(${json}::jsonb) as row (id uuid, code text, name text, "timeZone" text)
order by lower(code)
on conflict (kind, lower(code)) do update set name = excluded.name, time_zone = excluded.time_zone, updated_at = now()

-- store/units.ts putUnitRows
insert into unit (id, kind_id, calendar_id, manager_employee, manager_user, address)
select id, "kindId", "calendarId", "managerEmployee", "managerUser", address
from jsonb_to_recordset(${json}::jsonb)
  as row (id uuid, "kindId" uuid, "calendarId" uuid, "managerEmployee" text, "managerUser" text, address text)
on conflict (id) do update set kind_id = excluded.kind_id, calendar_id = excluded.calendar_id,
  manager_employee = excluded.manager_employee, manager_user = excluded.manager_user, address = excluded.address

-- store/units.ts insertUnits
insert into unit (id) select unnest(${ids}::uuid[])

-- store/units.ts insertUnits
insert into unit_placement (unit_id, from_day, to_day)
select unnest(${ids}::uuid[]), '0001-01-01', '9999-12-31'

-- store/units.ts replaceStandings
delete from unit_placement where unit_id = any(${ids}::uuid[])

-- store/units.ts replaceStandings
delete from unit_succession where unit_id = any(${ids}::uuid[])

-- store/units.ts replaceStandings
insert into unit_placement (unit_id, from_day, to_day, parent_id)
select id, "from", "to", parent from jsonb_to_recordset(${JSON.stringify(placements)}::jsonb)
  as row (id uuid, "from" date, "to" date, parent uuid)

-- store/units.ts replaceStandings
insert into unit_succession (unit_id, from_day, successor_id)
select id, "from", successor from jsonb_to_recordset(${JSON.stringify(successions)}::jsonb)
  as row (id uuid, "from" date, successor uuid)

-- store/units.ts listUnmanaged
select unit.id from unit
where not exists (select from reference where reference.kind = 'employee' and lower(reference.code) = lower(unit.manager_employee))
  and not exists (select from access_user where access_user.id::text = unit.manager_user and access_user.disabled_at is null)

-- store/units.ts findManagerName
select name from reference where kind = 'employee' and lower(code) = lower(${employee}::text)
union all
select name from access_user where id::text = ${user}::text and disabled_at is null

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
