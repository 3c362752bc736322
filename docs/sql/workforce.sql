-- store/listing.ts selectStaff
select employee.id, employee.code, employee.name, member.email, coalesce(post.position, '') as position,
  case when unit.id is null then null else jsonb_build_object('code', unit.code, 'name', unit.name) end as unit,
  case when manager.id is null then null else jsonb_build_object('code', manager.code, 'name', manager.name) end as manager,
  member.hired_on::text as "hiredOn", member.left_on::text as "leftOn", member.skills, member.languages
${from(filter)}
  and (${name}::text is null or (employee.name, employee.id) > (${name}::text, ${id}::uuid))
order by employee.name, employee.id limit ${page.limit}

-- store/listing.ts selectStaffSlice
select member.id ${from(filter)} order by member.id offset ${page.offset} limit ${page.limit}

-- store/listing.ts countStaff
select count(*)::int as count ${from(filter)}

-- store/listing.ts from
from staff_member member
join reference employee on employee.id = member.id
left join lateral (
  select unit_id, position from staff_post where staff_id = member.id
  order by (from_day <= ${today}::date and ${today}::date < to_day) desc, (to_day <= ${today}::date) desc, from_day desc
  limit 1
) post on true
left join reference unit on unit.id = post.unit_id
left join staff_member leader on leader.id = member.manager_id
left join reference manager on manager.id = leader.id
where ${sql.join(conditions(filter), " and ")}

-- store/listing.ts conditions
true

-- store/listing.ts conditions
member.id = any (${ids}::uuid[])

-- store/listing.ts conditions
(employee.name ilike ${pattern}::text or employee.code ilike ${pattern}::text or member.email ilike ${pattern}::text)

-- store/listing.ts conditions
post.unit_id = any (${units}::uuid[])

-- store/listing.ts conditions
post.unit_id = any (${scope}::uuid[])

-- store/listing.ts conditions
coalesce(member.left_on <= ${today}::date, false)

-- store/listing.ts conditions
not ${left}

-- store/listing.ts gapSql
member.manager_id is null

-- store/listing.ts gapSql
coalesce(leader.left_on <= ${today}::date, false)

-- store/listing.ts gapSql
post.unit_id is null

-- store/listing.ts gapSql
(post.unit_id is not null and not exists (select from unit_placement placement
where placement.unit_id = post.unit_id and placement.from_day <= ${today}::date and ${today}::date < placement.to_day))

-- store/members.ts lockMembers
select id, person_id as "personId", manager_id as "managerId", email, hired_on::text as "hiredOn",
  left_on::text as "leftOn", skills, languages, ${postsOf} as posts
from staff_member where id = any (${ids}::uuid[]) order by id for update

-- store/members.ts findMembers
select id, person_id as "personId", manager_id as "managerId", email, hired_on::text as "hiredOn",
  left_on::text as "leftOn", skills, languages, ${postsOf} as posts
from staff_member where id = any (${ids}::uuid[]) order by id

-- store/members.ts postsOf
coalesce((select jsonb_agg(jsonb_build_object('from', from_day::text, 'to', to_day::text,
'unitId', unit_id, 'position', position) order by from_day) from staff_post where staff_id = staff_member.id), '[]')

-- store/members.ts upsertMembers
insert into staff_member (id, person_id, manager_id, email, hired_on, left_on, skills, languages, updated_at)
select id, "personId", "managerId", email, "hiredOn", "leftOn", skills, languages, ${now}
from jsonb_to_recordset(${JSON.stringify(members)}::jsonb) as member (id uuid, "personId" uuid, "managerId" uuid,
  email text, "hiredOn" date, "leftOn" date, skills text[], languages text[])
order by id
on conflict (id) do update set person_id = excluded.person_id, manager_id = excluded.manager_id, email = excluded.email,
  hired_on = excluded.hired_on, left_on = excluded.left_on, skills = excluded.skills,
  languages = excluded.languages, updated_at = excluded.updated_at

-- store/members.ts replacePosts
delete from staff_post where staff_id = any (${members.map(({ id }) => id)}::uuid[])

-- store/members.ts replacePosts
insert into staff_post (staff_id, from_day, to_day, unit_id, position)
select id, "from", "to", "unitId", position
from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as post (id uuid, "from" date, "to" date, "unitId" uuid, position text)

-- store/members.ts findManagers
select id, manager_id as "managerId" from staff_member where manager_id is not null

-- store/members.ts findEmails
select id, lower(email) as email from staff_member where lower(email) = any (${emails}::text[])

-- store/members.ts findReports
select id from staff_member where manager_id = ${managerId} order by id

-- store/members.ts moveReports
update staff_member set manager_id = ${successorId} where manager_id = ${managerId}

-- store/members.ts lockManagers
select pg_advisory_xact_lock(hashtext('staff'), hashtext('managers'))

-- store/members.ts findMembersOf
select staff_member.id, reference.code from staff_member join reference using (id) where person_id = ${personId}

-- store/members.ts depersonalise
update staff_member set person_id = null, email = null, skills = '{}', languages = '{}' where id = any (${ids}::uuid[])

-- store/units.ts unitNames
select id, code, name from reference where kind = 'unit' and id = any (${ids}::uuid[])
