-- actions/segment-condition.ts noWords
null::timestamptz

-- actions/sight.ts sightOf
false

-- store/accounts.ts rows
select account.id, account.code, account.name, account.parent_id as "parentId", parent.code as "parentCode",
  parent.name as "parentName", account.revenue as amount, account.currency, account.owner_id as "ownerId",
  owner.name as "ownerName", (select count(*) from account_contact c where c.account_id = account.id) as contacts
from account left join account parent on parent.id = account.parent_id left join access_user owner on owner.id = account.owner_id

-- store/accounts.ts listAccountRows
true

-- store/accounts.ts listAccountRows
(lower(account.name), account.id) > (${after[0]}, ${after[1]}::uuid)

-- store/accounts.ts listAccountRows
${rows}
where (position(lower(${q}) in lower(account.name)) > 0 or starts_with(lower(account.code), lower(${q}))) and ${place}
order by lower(account.name), account.id limit ${limit}

-- store/accounts.ts findAccount
${rows} where lower(account.code) = lower(${code})

-- store/accounts.ts listChildren
select code, name from account where parent_id = ${id} order by lower(name), id limit 200

-- store/accounts.ts accountsAbove
with recursive above as (
  select id, parent_id from account where id = ${id}
  union
  select account.id, account.parent_id from account join above on account.id = above.parent_id
)
select id from above

-- store/accounts.ts lockAccounts
select pg_advisory_xact_lock(hashtext('people.accounts'))

-- store/accounts.ts putAccountRow
insert into account (id, code, name, parent_id, revenue, currency, owner_id, created_at, updated_at)
values (${id}, ${code}, ${name}, ${parentId}, ${amount}, ${currency}, ${ownerId}, ${now}, ${now})
on conflict (id) do update set name = excluded.name, parent_id = excluded.parent_id, revenue = excluded.revenue,
  currency = excluded.currency, owner_id = excluded.owner_id, updated_at = excluded.updated_at

-- store/accounts.ts hasUser
select from access_user where id = ${id}

-- store/accounts.ts deleteAccountRow
delete from account where id = ${id}

-- store/accounts.ts listContacts
select distinct on (coalesce(person.merged_into, person.id)) coalesce(person.merged_into, person.id) as "personId", role, since
from account_contact join person on person.id = account_contact.person_id
where account_id = ${accountId} order by coalesce(person.merged_into, person.id), since limit 500

-- store/accounts.ts putContactRow
insert into account_contact (account_id, person_id, role, since) values (${accountId}, ${personId}, ${role}, ${now})
on conflict (account_id, person_id) do update set role = excluded.role

-- store/accounts.ts deleteContactRows
delete from account_contact where account_id = ${accountId} and person_id = any(${personIds}::uuid[])

-- store/accounts.ts listAccountsOf
select distinct account.code, account.name, c.role from account_contact c join account on account.id = c.account_id
where c.person_id = any(${personIds}::uuid[]) order by account.name, account.code

-- store/attributes.ts listAttributeRows
select key, type, names, options, is_sensitive as "isSensitive", seen_by as "seenBy"
from person_attribute order by position, created_at, key

-- store/attributes.ts putAttributeRow
insert into person_attribute (key, type, names, options, is_sensitive, seen_by)
values (${key}, ${type}, ${JSON.stringify(names)}, ${JSON.stringify(options)}, ${isSensitive}, ${seenBy})
on conflict (key) do update set names = excluded.names, options = excluded.options,
  is_sensitive = excluded.is_sensitive, seen_by = excluded.seen_by

-- store/attributes.ts deleteAttributeRow
delete from person_attribute where key = ${key}

-- store/attributes.ts isAttributeInUse
select exists (select from person where attributes ? ${key}::text or own -> 'attributes' ? ${key}::text)
  or exists (select from segment where condition::text like ${`%"attr.${key}"%`}) as used

-- store/consents.ts insertConsents
insert into person_consent (id, person_id, purpose, channel, state, source, evidence, at)
select uuidv7(), w."personId", w.purpose, w.channel, w.state, w.source, w.evidence, w.at
from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as w ("personId" uuid, purpose text, channel text, state text,
  source text, evidence text, at timestamptz)
order by w."personId", w.at
on conflict on constraint person_consent_once do nothing
returning person_id as "personId"

-- store/consents.ts listConsents
select id, purpose, channel, state, source, evidence, at,
  row_number() over (partition by purpose, channel order by at desc, id desc) = 1 as "isCurrent"
from person_consent where person_id = any(${personIds}::uuid[])
order by at desc, id desc limit 500

-- store/consents.ts listPurposes
with recursive known as (
  (select purpose from person_consent order by purpose limit 1)
  union all
  select (select c.purpose from person_consent c where c.purpose > known.purpose order by c.purpose limit 1)
  from known where known.purpose is not null
)
select purpose from known where purpose is not null limit 50

-- store/counting.ts countByField
select coalesce(${valueOf(field)}, '') as value, count(*)::int as count
from person p
where p.merged_into is null
  and exists (select from person_role role where role.person_id = p.id and role.role = 'customer')
group by 1 order by 2 desc, 1 limit 1000

-- store/counting.ts valueOf
p.language

-- store/counting.ts valueOf
(select code from reference where reference.id = p.home_unit_id)

-- store/counting.ts valueOf
p.attributes ->> ${field.slice(5)}::text

-- store/fields.ts updatePlainFields
with wish as (
  select p.id, w.change, ${columnsAfter}
  from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb) as w (id uuid, change jsonb)
  join person p on p.id = w.id where p.own is null
)
update person p set display_name = w.display_name, language = w.language, time_zone = w.time_zone,
  home_unit_id = w.home_unit_id, attributes = w.attributes, preferences = w.preferences, words = w.words, updated_at = now()
from wish w
where p.id = w.id and (p.display_name, p.language, p.time_zone, p.home_unit_id, p.attributes, p.preferences)
  is distinct from (w.display_name, w.language, w.time_zone, w.home_unit_id, w.attributes, w.preferences)
returning p.id

-- store/fields.ts columnsAfter
case when w.change ? 'displayName' then w.change ->> 'displayName' else p.display_name end as display_name,
case when w.change -> 'displayName' = 'null' then null when w.change ? 'words' then array_to_tsvector(array(select jsonb_array_elements_text(w.change -> 'words'))) else p.words end as words,
case when w.change ? 'language' then w.change ->> 'language' else p.language end as language,
case when w.change ? 'timeZone' then w.change ->> 'timeZone' else p.time_zone end as time_zone,
case when w.change ? 'homeUnitId' then (w.change ->> 'homeUnitId')::uuid else p.home_unit_id end as home_unit_id,
jsonb_strip_nulls(p.attributes || coalesce(w.change -> 'attributes', '{}')) as attributes,
coalesce(w.change -> 'preferences', p.preferences) as preferences

-- store/fields.ts readFields
select id, display_name as "displayName", language, time_zone as "timeZone", home_unit_id as "homeUnitId",
  attributes, preferences, own
from person where id = any(${ids}::uuid[])

-- store/fields.ts writeFields
update person set display_name = ${fields.displayName}, language = ${fields.language}, time_zone = ${fields.timeZone},
  home_unit_id = ${fields.homeUnitId}, attributes = ${JSON.stringify(fields.attributes)}::jsonb,
  preferences = ${JSON.stringify(fields.preferences)}::jsonb,
  words = case when ${fields.displayName}::text is not null then array_to_tsvector(${nameWords(fields.displayName ?? "")}::text[]) end,
  own = ${own === null ? null : JSON.stringify(own)}::jsonb, updated_at = now()
where id = ${id}

-- store/identities.ts findIdentities
select identity.kind, identity.value, person.id as "personId"
from unnest(${identities.map((one) => one.kind)}::text[], ${identities.map((one) => one.value)}::text[])
  wanted (kind, value)
join person_identity identity using (kind, value)
join person on person.id = identity.person_id
order by person.id
for key share of person

-- store/identities.ts insertPersons
with made as (
  insert into person_identity (kind, value, person_id)
  select kind, value, uuidv7()
  from unnest(${identities.map((one) => one.kind)}::text[], ${identities.map((one) => one.value)}::text[])
    came (kind, value)
  order by kind, value
  on conflict do nothing
  returning kind, value, person_id
), persons as (
  insert into person (id) select person_id from made
)
select kind, value, person_id as "personId" from made

-- store/identities.ts insertIdentities
insert into person_identity (kind, value, person_id)
select distinct on (kind, value) kind, value, person_id
from unnest(${rows.map((one) => one.kind)}::text[], ${rows.map((one) => one.value)}::text[],
  ${rows.map((one) => one.personId)}::uuid[]) came (kind, value, person_id)
order by kind, value
on conflict do nothing
returning kind, value, person_id as "personId"

-- store/identities.ts insertSharedIdentities
insert into person_shared_identity (kind, value, person_id)
select distinct kind, value, person_id
from unnest(${rows.map((one) => one.kind)}::text[], ${rows.map((one) => one.value)}::text[],
  ${rows.map((one) => one.personId)}::uuid[]) came (kind, value, person_id)
order by kind, value, person_id
on conflict do nothing

-- store/identities.ts deleteIdentity
delete from person_identity where kind = ${kind} and value = ${value} and person_id = any(${personIds}::uuid[])

-- store/identities.ts deleteIdentity
delete from person_shared_identity
where kind = ${kind} and value = ${value} and person_id = any(${personIds}::uuid[])

-- store/identities.ts inheritIdentities
with heir as (
  select distinct on (kind, value) kind, value, person_id
  from person_shared_identity
  where (kind, value) in (select * from unnest(${identities.map((one) => one.kind)}::text[], ${identities.map((one) => one.value)}::text[]))
  order by kind, value, created_at, person_id
), given as (
  insert into person_identity (kind, value, person_id) select kind, value, person_id from heir
  on conflict do nothing returning kind, value, person_id
)
delete from person_shared_identity shared using given
where shared.kind = given.kind and shared.value = given.value and shared.person_id = given.person_id

-- store/identities.ts listOwnIdentities
select kind, value, person_id as "personId" from person_identity
where person_id = any(${personIds}::uuid[]) order by kind, value

-- store/identities.ts insertRoles
insert into person_role (person_id, role)
select distinct id, ${role} from unnest(${personIds}::uuid[]) came (id) order by id
on conflict do nothing returning person_id as id

-- store/identities.ts deleteOtherRoles
delete from person_role where person_id = any(${personIds}::uuid[]) and role <> all(${roles}::text[])

-- store/known-identities.ts listKnown
select distinct kind, value
from unnest(${identities.map((one) => one.kind)}::text[], ${identities.map((one) => one.value)}::text[])
  wanted (kind, value)
join person_identity using (kind, value)

-- store/merges.ts columns
id, survivor_id as "survivorId", merged_id as "mergedId", choices, reason, at

-- store/merges.ts insertMerge
insert into person_merge (id, survivor_id, merged_id, choices, reason, batch_id, actor_kind, actor_id)
values (${id}, ${survivorId}, ${mergedId}, ${JSON.stringify(choices)}, ${reason}, ${batchId}, ${actor.kind}, ${actor.id})

-- store/merges.ts insertMerge
update person set merged_into = ${survivorId}, updated_at = now() where id = ${mergedId} or merged_into = ${mergedId}

-- store/merges.ts findMerge
select ${columns} from person_merge where id = ${id} and undone_at is null

-- store/merges.ts listMerges
select ${columns} from person_merge
where survivor_id = any(${personIds}::uuid[]) and undone_at is null order by at, id

-- store/merges.ts endMerge
update person_merge set undone_at = clock_timestamp() where id = ${id} and undone_at is null

-- store/merges.ts releaseMerged
with recursive below as (
  select ${mergedId}::uuid as id
  union
  select merge.merged_id from below join person_merge merge on merge.survivor_id = below.id and merge.undone_at is null
)
update person set merged_into = nullif(${mergedId}::uuid, person.id), updated_at = now()
from below where person.id = below.id returning person.id

-- store/merges.ts preferSurvivor
update person_merge set choices = choices || ${JSON.stringify(choices)}::jsonb
where survivor_id = ${survivorId} and undone_at is null

-- store/merges.ts findMergeOf
select ${columns} from person_merge where merged_id = ${mergedId} and undone_at is null

-- store/merges.ts listMergesOfBatch
select id from person_merge where batch_id = ${batchId} and undone_at is null order by at desc, id desc limit ${limit}

-- store/persons.ts findPersonRows
select p.id, p.created_at as "createdAt", p.display_name as "displayName", p.language, p.time_zone as "timeZone",
  p.home_unit_id as "homeUnitId", unit.code as "unitCode", unit.name as "unitName", p.attributes, p.preferences,
  array(select distinct role from person_role where person_id = ${anyMember} order by role) as roles,
  coalesce((select jsonb_agg(jsonb_build_object('kind', kind, 'value', value) order by kind, value) from (
    select kind, value from person_identity where person_id = ${anyMember}
    union select kind, value from person_shared_identity where person_id = ${anyMember}) known), '[]') as identities
from unnest(${ids}::uuid[]) with ordinality wanted (id, place)
join person p on p.id = wanted.id
left join reference unit on unit.id = p.home_unit_id and unit.kind = 'unit'
where ${isSeen(sight)}
order by wanted.place

-- store/persons.ts rootOf
select coalesce(merged_into, id) as id from person where id = ${id}

-- store/persons.ts rootsOf
select id, coalesce(merged_into, id) as root from person where id = any(${ids}::uuid[])

-- store/persons.ts memberIds
select id from person where id = ${rootId} or merged_into = ${rootId} order by id

-- store/persons.ts lockWithMembers
select id, coalesce(merged_into, id) as root from person
where id = any(${rootIds}::uuid[]) or merged_into = any(${rootIds}::uuid[])
order by id for update

-- store/persons.ts isListed
= ${role}

-- store/persons.ts listNewest
true

-- store/persons.ts listNewest
p.home_unit_id = any(${units}::uuid[])

-- store/persons.ts listNewest
true

-- store/persons.ts listNewest
p.id < ${after}::uuid

-- store/persons.ts listNewest
select p.id from person p where ${belongs} and ${isListed(filter)} and ${place} order by p.id desc limit ${limit}

-- store/persons.ts countPersons
select greatest(reltuples, 0)::bigint as rows from pg_class where oid = 'person'::regclass

-- store/persons.ts countPersons
person p tablesample system (2) repeatable (1)

-- store/persons.ts countPersons
person p

-- store/persons.ts countPersons
select count(*) as count from ${from} where ${isListed(filter)}

-- store/persons.ts deletePerson
delete from person where id = ${id}

-- store/persons.ts exportRows
select p.id, p.created_at as "createdAt", p.display_name as "displayName", p.language, p.time_zone as "timeZone",
  (select name from reference where id = p.home_unit_id) as "homeUnit",
  coalesce(p.own -> 'attributes', p.attributes) as attributes, p.preferences, p.merged_into as "mergedInto",
  coalesce((select jsonb_agg(to_jsonb(c) - 'person_id' order by at, id) from person_consent c where person_id = p.id), '[]') as consents,
  coalesce((select jsonb_agg(jsonb_build_object('mergedId', merged_id, 'survivorId', survivor_id, 'reason', reason, 'at', at, 'undoneAt', undone_at) order by at)
    from person_merge where survivor_id = p.id or merged_id = p.id), '[]') as merges,
  coalesce((select jsonb_agg(jsonb_build_object('account', account.code, 'role', c.role, 'since', c.since) order by account.code)
    from account_contact c join account on account.id = c.account_id where c.person_id = p.id), '[]') as "contactOf",
  coalesce((select jsonb_agg(jsonb_build_object('kind', kind, 'value', value) order by kind, value)
    from person_shared_identity where person_id = p.id), '[]') as "sharedIdentities"
from person p where p.id = any(${ids}::uuid[]) order by p.id

-- store/persons.ts momentOf
select now() as now

-- store/persons.ts newIds
select uuidv7() as id from generate_series(1, ${count}::int)

-- store/persons.ts whichFit
select asked.id from person asked join person p on p.id = coalesce(asked.merged_into, asked.id)
where asked.id = any(${ids}::uuid[]) and ${condition}

-- store/search.ts searchIds
with hit as materialized (${sql.join(arms, " union all ")}),
shared as (
  select hit.rank, other.person_id as id from hit
  join person_shared_identity other on other.kind = hit.kind and other.value = hit.value
),
top as (
  select coalesce(person.merged_into, person.id) as id, min(rank) as rank
  from (select rank, id from hit union all select rank, id from shared) met join person using (id)
  group by 1
)
select p.id, (select count(*) from hit) as met
from top join person p on p.id = top.id
where ${isListed(filter)}
order by top.rank, p.id desc limit ${limit + 1}

-- store/search.ts armsOf
lower(value) collate "C"

-- store/search.ts armsOf
reverse(value) collate "C"

-- store/search.ts byBeginning
(select 0 as rank, met.kind, met.value, met.person_id as id
from unnest(array['crm', 'employee', 'email', 'messenger']) wanted (kind), lateral (
  select kind, value, person_id from person_identity
  where kind = wanted.kind and ${begins(sql`lower(value) collate "C"`, beginning)}
  order by lower(value) collate "C" limit ${candidates}) met)

-- store/search.ts byBeginning
lower(value) collate "C"

-- store/search.ts byPhone
(select 0 as rank, kind, value, person_id as id from person_identity
where kind = 'phone' and ${begins(expression, start)} order by ${expression} limit ${candidates})

-- store/search.ts byWords
words @@ ${words.map((word) => `'${word}':*`).join(" & ")}::tsquery

-- store/search.ts byWords
(select 1 as rank, null as kind, null as value, id from person where ${fits} limit ${candidates})

-- store/search.ts byWords
(select 1 as rank, null as kind, null as value, id from person
where home_unit_id = any(${sight.units}::uuid[]) and ${fits} limit ${candidates})

-- store/search.ts begins
${expression} >= ${beginning} and ${expression} < ${`${beginning}\u{10ffff}`}

-- store/seeded.ts insertCustomers
with came as (
  select uuidv7() as id, crm, language, home::uuid
  from unnest(${customers.map(({ crm }) => crm)}::text[], ${customers.map(({ language }) => language)}::text[],
    ${customers.map(({ homeUnitId }) => homeUnitId)}::text[]) new (crm, language, home)
  where not exists (select from person_identity where kind = 'crm' and value = crm)
), persons as (
  insert into person (id, language, home_unit_id) select id, language, home from came returning id
), identities as (
  insert into person_identity (kind, value, person_id) select 'crm', crm, id from came
)
insert into person_role (person_id, role) select id, 'customer' from persons

-- store/seeded.ts deleteCustomers
delete from person where id = any(array(
select one.person_id from person_identity one
where one.kind = 'crm' and lower(one.value) collate "C" like ${`${prefix.toLowerCase()}%`}
  and not exists (select from person_identity other where other.person_id = one.person_id
    and not (other.kind = 'crm' and other.value like ${`${prefix}%`}))
  and not exists (select from person merged where merged.merged_into = one.person_id)
  and not exists (select from response where response.person_id = one.person_id)
limit ${limit}))

-- store/seeded.ts countCustomers
select count(*) from person_identity where kind = 'crm' and lower(value) collate "C" like ${`${prefix.toLowerCase()}%`}

-- store/seeded.ts listCustomerIds
select value, person_id as id from person_identity where kind = 'crm' and value = any(${crms}::text[])

-- store/segment-fields.ts segmentFieldSql
select role as value from person_role where person_id = ${anyMember}

-- store/segment-fields.ts segmentFieldSql
select kind as value from person_identity where person_id = ${anyMember}

-- store/segment-fields.ts segmentFieldSql
select account.code as value from account_contact c join account on account.id = c.account_id
where c.person_id = ${anyMember}

-- store/segment-fields.ts segmentFieldSql
p.home_unit_id::text

-- store/segment-fields.ts segmentFieldSql
p.home_unit_id = any(${values.flatMap((value) => words.unitsOf(value))}::uuid[])

-- store/segment-fields.ts plainField
p.language

-- store/segment-fields.ts plainField
p.time_zone

-- store/segment-fields.ts plainField
coalesce(p.preferences ->> 'doNotContact', 'false')

-- store/segment-fields.ts plainField
p.created_at

-- store/segment-fields.ts attributeField
case when jsonb_typeof(p.attributes -> ${key}::text) = 'number' then (p.attributes ->> ${key}::text)::float8 end

-- store/segment-fields.ts attributeField
p.attributes ->> ${key}::text

-- store/segment-fields.ts consentState
(select case when bool_or(state = 'given') then 'given' when count(*) > 0 then 'withdrawn' end from (
select distinct on (channel) state from person_consent
where person_id = ${anyMember} and purpose = ${purpose} order by channel, at desc, id desc) newest)

-- store/segment-fields.ts listed
(select string_agg(value, ',') from (${values}) listed)

-- store/segment-fields.ts listed
exists (select from (${values}) listed where value = any(${wanted}::text[]))

-- store/segment-fields.ts daysSince
floor(extract(epoch from ${now}::timestamptz - ${at}) / 86400)::float8

-- store/segments.ts columns
id, name, description, condition, count, is_estimate as "isEstimate", counted_at as "countedAt"

-- store/segments.ts listSegmentRows
select ${columns} from segment order by lower(name), id limit 1000

-- store/segments.ts findSegment
select ${columns} from segment where id = ${id}

-- store/segments.ts putSegmentRow
insert into segment (id, name, description, condition, created_by, created_at, updated_at)
values (${id}, ${name}, ${description}, ${JSON.stringify(condition)}, ${by}, ${now}, ${now})
on conflict (id) do update set name = excluded.name, description = excluded.description,
  condition = excluded.condition, updated_at = excluded.updated_at
returning ${columns}

-- store/segments.ts writeSegmentCount
update segment set count = ${counted.count}, is_estimate = ${counted.isEstimate}, counted_at = ${counted.now}
where id = ${id} and condition = ${JSON.stringify(condition)}::jsonb

-- store/segments.ts deleteSegmentRow
delete from segment where id = ${id}

-- store/segments.ts personaColumns
id, name, tagline, story, goals, needs, quotes,
array(select segment_id::text from persona_segment where persona_id = persona.id order by segment_id) as segments

-- store/segments.ts listPersonaRows
select ${personaColumns} from persona order by lower(name), id limit 500

-- store/segments.ts findPersona
select ${personaColumns} from persona where id = ${id}

-- store/segments.ts putPersonaRow
insert into persona (id, name, tagline, story, goals, needs, quotes, created_at, updated_at)
values (${id}, ${name}, ${tagline}, ${story}, ${goals}, ${needs}, ${quotes}, ${now}, ${now})
on conflict (id) do update set name = excluded.name, tagline = excluded.tagline, story = excluded.story,
  goals = excluded.goals, needs = excluded.needs, quotes = excluded.quotes, updated_at = excluded.updated_at

-- store/segments.ts putPersonaRow
delete from persona_segment where persona_id = ${id} and segment_id <> all(${segments}::uuid[])

-- store/segments.ts putPersonaRow
insert into persona_segment (persona_id, segment_id) select ${id}, unnest(${segments}::uuid[]) on conflict do nothing

-- store/segments.ts deletePersonaRow
delete from persona where id = ${id}

-- store/suggestions.ts judgeClaims
(${sql.identifier(person)}.display_name is null and not exists (
select from person_identity i
where i.person_id = any(${sql.identifier(person)}.members) and i.kind in ('crm', 'employee')))

-- store/suggestions.ts judgeClaims
lateral (
select p.id, p.display_name, p.words, ${members} as members from person p where p.id = coalesce(leaf.merged_into, leaf.id))

-- store/suggestions.ts judgeClaims
select claim.kind, claim.value, owner.id as "ownerId", claimant.id as "claimantId",
  case when owner.display_name is not null and claimant.display_name is not null
    then owner.words = claimant.words end as "isSameName",
  ${isBare("owner")} or ${isBare("claimant")} as "isOneBare",
  exists (select from person_suggestion s where s.state = 'apart' and (
    s.one_id = any(owner.members) and s.other_id = any(claimant.members)
    or s.one_id = any(claimant.members) and s.other_id = any(owner.members))) as "areApart"
from unnest(${claims.map(({ kind }) => kind)}::text[], ${claims.map(({ value }) => value)}::text[],
  ${claims.map(({ personId }) => personId)}::uuid[]) claim (kind, value, person_id)
join person_identity identity on identity.kind = claim.kind and identity.value = claim.value
join lateral (select top.* from person leaf, ${top} top where leaf.id = identity.person_id) owner on true
join lateral (select top.* from person leaf, ${top} top where leaf.id = claim.person_id) claimant on true
where owner.id <> claimant.id

-- store/suggestions.ts findSuggestions
select id, one_id as "oneId", other_id as "otherId", reasons, confidence from person_suggestion
where (one_id, other_id) in (select * from unnest(${pairs.map(({ oneId }) => oneId)}::uuid[], ${pairs.map(({ otherId }) => otherId)}::uuid[]))

-- store/suggestions.ts putSuggestions
insert into person_suggestion (id, one_id, other_id, reasons, confidence, state)
select uuidv7(), w."oneId", w."otherId", array(select jsonb_array_elements_text(w.reasons)), w.confidence, 'open'
from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as w ("oneId" uuid, "otherId" uuid, reasons jsonb, confidence float8)
order by 2, 3
on conflict on constraint person_suggestion_pair do update set reasons = excluded.reasons, confidence = excluded.confidence
where person_suggestion.state = 'open'

-- store/suggestions.ts tops
join person a on a.id = s.one_id join person b on b.id = s.other_id

-- store/suggestions.ts topColumns
s.id, coalesce(a.merged_into, a.id) as "oneId", coalesce(b.merged_into, b.id) as "otherId", s.reasons, s.confidence

-- store/suggestions.ts areTwo
coalesce(a.merged_into, a.id) <> coalesce(b.merged_into, b.id)

-- store/suggestions.ts listOpenSuggestions
true

-- store/suggestions.ts listOpenSuggestions
(s.confidence, s.id) < (${after.confidence}::float8, ${after.id}::uuid)

-- store/suggestions.ts listOpenSuggestions
true

-- store/suggestions.ts listOpenSuggestions
(s.one_id = any(${personIds}::uuid[]) or s.other_id = any(${personIds}::uuid[]))

-- store/suggestions.ts listOpenSuggestions
select ${topColumns} from person_suggestion s ${tops}
where s.state = 'open' and ${areTwo} and ${place} and ${about}
order by s.confidence desc, s.id desc limit ${limit}

-- store/suggestions.ts findSuggestion
select ${topColumns} from person_suggestion s ${tops} where s.id = ${id}

-- store/suggestions.ts setSuggestionState
update person_suggestion set state = ${state}, decided_at = case when ${state}::text = 'open' then null else now() end
where id = ${id}

-- store/suggestions.ts putApart
insert into person_suggestion (id, one_id, other_id, reasons, confidence, state, decided_at)
values (uuidv7(), ${one}, ${other}, '{}', 0, 'apart', now())
on conflict on constraint person_suggestion_pair do update set state = 'apart', decided_at = now()

-- store/suggestions.ts batchColumns
id, state, total, done, skipped

-- store/suggestions.ts insertBatch
insert into person_merge_batch (id, suggestion_ids, min_confidence, state, total, created_by, created_at)
select ${id}::uuid, ${ids}::uuid[], ${minConfidence}::float8, 'running', count(*), ${by}, ${now}::timestamptz
from person_suggestion s where s.state = 'open' and (s.id = any(${ids}::uuid[]) or s.confidence >= ${minConfidence}::float8)
returning ${batchColumns}

-- store/suggestions.ts findBatch
select ${batchColumns} from person_merge_batch where id = ${id}

-- store/suggestions.ts lockBatch
select ${batchColumns}, created_by as "createdBy" from person_merge_batch where id = ${id} for update

-- store/suggestions.ts nextOfBatch
select ${topColumns} from person_merge_batch batch
join person_suggestion s on s.id = any(batch.suggestion_ids) or s.confidence >= batch.min_confidence ${tops}
where batch.id = ${id} and s.state = 'open' order by s.confidence desc, s.id limit ${limit}

-- store/suggestions.ts advanceBatch
update person_merge_batch set done = done + ${step.done}, skipped = skipped + ${step.skipped}, state = ${step.state},
  finished_at = case when ${step.state}::text in ('done', 'undone', 'cancelled') then now() end
where id = ${id}

-- store/suggestions.ts closeSuggestions
update person_suggestion set state = 'accepted', decided_at = now()
where state = 'open' and one_id = any(${personIds}::uuid[]) and other_id = any(${personIds}::uuid[])

-- store/timeline.ts consentEvents
select id::text, at, state as what, purpose as detail, channel from person_consent
where person_id = any(${ask.personIds}::uuid[]) and ${isBefore(sql`at`, sql`id::text`, ask)}
order by ${moment(sql`at`)} desc, id::text collate "C" desc limit ${ask.limit}

-- store/timeline.ts consentEvents
at

-- store/timeline.ts consentEvents
id::text

-- store/timeline.ts consentEvents
at

-- store/timeline.ts identityEvents
kind || ':' || md5(value)

-- store/timeline.ts identityEvents
select ${id} as id, created_at as at, 'added' as what, kind as detail from person_identity
where person_id = any(${ask.personIds}::uuid[]) and ${isBefore(sql`created_at`, id, ask)}
order by ${moment(sql`created_at`)} desc, (${id}) collate "C" desc limit ${ask.limit}

-- store/timeline.ts identityEvents
created_at

-- store/timeline.ts identityEvents
created_at

-- store/timeline.ts mergeEvents
select id, at, what, detail from (
  select id::text || ':made' as id, at, 'made' as what, reason as detail from person_merge
  where survivor_id = any(${ask.personIds}::uuid[]) or merged_id = any(${ask.personIds}::uuid[])
  union all
  select id::text || ':undone', undone_at, 'undone', reason from person_merge
  where undone_at is not null and (survivor_id = any(${ask.personIds}::uuid[]) or merged_id = any(${ask.personIds}::uuid[]))
) event
where ${isBefore(sql`at`, sql`id`, ask)} order by ${moment(sql`at`)} desc, id collate "C" desc limit ${ask.limit}

-- store/timeline.ts mergeEvents
at

-- store/timeline.ts mergeEvents
id

-- store/timeline.ts mergeEvents
at

-- store/timeline.ts isBefore
true

-- store/timeline.ts isBefore
(${moment(at)}, (${id}) collate "C") < (${before.at}::timestamptz, ${before.id}::text collate "C")

-- store/timeline.ts moment
date_trunc('milliseconds', ${at})

-- store/visibility.ts members
(array(select m.id from person m where m.merged_into = p.id) || p.id)

-- store/visibility.ts anyMember
any(${members})

-- store/visibility.ts isSeen
p.merged_into is null

-- store/visibility.ts isSeen
(coalesce(p.home_unit_id = any(${sight.units}::uuid[]), false) or ${sight.answeredFrom(anyMember)})

-- store/visibility.ts isSeen
not ${hasRole(sql`= 'employee'`)}

-- store/visibility.ts isSeen
= 'employee'

-- store/visibility.ts isSeenAsCustomer
${isSeen(sight)} and not (${hasRole(sql`= 'employee'`)} and ${hasRole(sql`<> 'employee'`)})

-- store/visibility.ts isSeenAsCustomer
= 'employee'

-- store/visibility.ts isSeenAsCustomer
<> 'employee'

-- store/visibility.ts hasRole
exists (select from person_role s where s.person_id = ${anyMember} and s.role ${which})
