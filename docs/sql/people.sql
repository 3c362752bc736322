-- store.ts findIdentities
select identity.kind, identity.value, person.id as "personId"
from unnest(${identities.map((one) => one.kind)}::text[], ${identities.map((one) => one.value)}::text[])
  wanted (kind, value)
join person_identity identity using (kind, value)
join person on person.id = identity.person_id
order by person.id
for key share of person

-- store.ts insertPersons
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

-- store.ts insertRoles
insert into person_role (person_id, role)
select distinct id, ${role} from unnest(${personIds}::uuid[]) came (id) order by id
on conflict do nothing

-- store.ts findPersonRow
select person.id, person.created_at as "createdAt",
  array(select role from person_role where person_id = person.id order by role) as roles,
  coalesce((select jsonb_agg(jsonb_build_object('kind', kind, 'value', value) order by kind, value)
    from person_identity where person_id = person.id), '[]') as identities
from person where person.id = ${id}

-- store.ts lockPerson
select id from person where id = ${id} for update

-- store.ts deletePerson
delete from person where id = ${id}
