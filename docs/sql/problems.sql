-- store/events.ts insertEvent
insert into problem_event (id, problem_id, kind, at, by_name, about, before, after, undo)
values (${event.id}, ${event.problemId}, ${event.kind}, ${event.at}, ${event.by}, ${event.about}::text[], ${event.before},
  ${event.after}, ${event.undo === null ? null : sql.json(event.undo)})

-- store/events.ts columns
id, problem_id as "problemId", kind, at, by_name as by, about, before, after, undo, undone_at as "undoneAt"

-- store/events.ts selectEvents
select ${columns} from problem_event where problem_id = ${problemId} order by at desc, id desc limit 300

-- store/events.ts findEvent
select ${columns} from problem_event where id = ${id} for update

-- store/events.ts markUndone
update problem_event set undone_at = ${now} where id = ${id}

-- store/events.ts selectLastWork
select problem.key, max(problem_event.at) as at from problem_event join problem on problem.id = problem_event.problem_id
 where problem_event.kind = 'state' and problem_event.before in ('in-work', 'solved', 'watching')
 group by problem.key

-- store/problems.ts columns
problem.id, problem.key, problem.side, problem.name, problem.description, problem.state, problem.cause,
problem.visibility, problem.owner_function as "ownerFunction", problem.owner_id as owner, owner.name as "ownerName",
problem.stage, problem.touchpoints, problem.units, problem.influences, problem.avoidable, problem.solve_rate as "solveRate",
problem.cost, problem.deadline::text as deadline, problem.control_date::text as "controlDate", problem.authority,
problem.resources, problem.merged_into as "mergedInto", target.key as "mergedKey", problem.revision,
problem.created_at as "createdAt", problem.updated_at as "updatedAt",
array(select code from problem_code where problem_id = problem.id order by code) as codes

-- store/problems.ts from
from problem left join access_user owner on owner.id = problem.owner_id
left join problem target on target.id = problem.merged_into

-- store/problems.ts selectProblems
select ${columns} ${from}
where problem.merged_into is null and (${side}::text is null or problem.side = ${side}) order by problem.key

-- store/problems.ts selectMergedKeys
select problem.key, target.key as target from problem join problem target on target.id = problem.merged_into

-- store/problems.ts selectProblemPage
select ${columns} ${from}
where problem.merged_into is null and problem.key > ${after}
  and (${pattern}::text is null or lower(problem.key || ' ' || problem.name::text) like ${pattern})
  and (${state}::text is null or problem.state = ${state})
  and (${side}::text is null or problem.side = ${side})
  and (${ownerFunction}::text is null or problem.owner_function = ${ownerFunction})
  and (${mine === null} or problem.owner_id = ${mine?.userId ?? null}::uuid or problem.units && ${mine?.units ?? []}::text[]
    or problem.owner_function = any(${mine?.functions ?? []}::text[])
    or exists (select from jsonb_array_elements(problem.influences) one where one->>'function' = any(${mine?.functions ?? []}::text[])))
order by problem.key limit ${limit}

-- store/problems.ts findProblem
select from problem where key = ${key} for update

-- store/problems.ts findProblem
select ${columns} ${from} where problem.key = ${key}

-- store/problems.ts findProblemById
select ${columns} ${from} where problem.id = ${id}

-- store/problems.ts insertProblem
insert into problem (id, key, side, name, description, state, cause, visibility, owner_function, owner_id, stage, touchpoints,
  units, influences, avoidable, solve_rate, cost, deadline, control_date, authority, resources, created_at, updated_at)
values (${id}, ${key}, ${wish.side}, ${sql.json(wish.name)}, ${wish.description}, ${wish.state}, ${wish.cause},
  ${wish.visibility}, ${wish.ownerFunction}, ${wish.owner}, ${wish.stage}, ${wish.touchpoints}::text[], ${wish.units}::text[],
  ${sql.json(wish.influences)}, ${wish.avoidable}, ${wish.solveRate}, ${wish.cost}, ${wish.deadline}, ${wish.controlDate},
  ${wish.authority}, ${wish.resources}, ${now}, ${now})

-- store/problems.ts updateProblemRow
update problem
   set side = ${wish.side}, name = ${sql.json(wish.name)}, description = ${wish.description}, state = ${wish.state},
       cause = ${wish.cause}, visibility = ${wish.visibility}, owner_function = ${wish.ownerFunction},
       owner_id = ${wish.owner}, stage = ${wish.stage}, touchpoints = ${wish.touchpoints}::text[],
       units = ${wish.units}::text[], influences = ${sql.json(wish.influences)}, avoidable = ${wish.avoidable},
       solve_rate = ${wish.solveRate}, cost = ${wish.cost}, deadline = ${wish.deadline},
       control_date = ${wish.controlDate}, authority = ${wish.authority}, resources = ${wish.resources},
       revision = revision + 1, updated_at = ${now}
 where id = ${id}

-- store/problems.ts touchProblem
update problem set revision = revision + 1, updated_at = ${now} where id = ${id} returning revision

-- store/problems.ts updateMergedInto
update problem set merged_into = ${target}, revision = revision + 1, updated_at = ${now} where id = ${id}

-- store/problems.ts deleteProblem
delete from problem where id = ${id}

-- store/problems.ts codesElsewhere
select problem_code.code, problem.key from problem_code join problem on problem.id = problem_code.problem_id
 where problem_code.code = any(${codes}::text[]) and (${id}::uuid is null or problem.id <> ${id}::uuid)
 order by problem_code.code

-- store/problems.ts replaceCodes
delete from problem_code where problem_id = ${id} and code <> all(${codes}::text[])

-- store/problems.ts giveCodes
insert into problem_code (code, problem_id) select code, ${id} from unnest(${codes}::text[]) one (code)
on conflict (code) do update set problem_id = excluded.problem_id

-- store/problems.ts isActiveUser
select id from access_user where id = ${id} and disabled_at is null

-- store/quotes.ts selectPinned
select response_id as "responseId", question from problem_quote where problem_id = ${problemId}
 order by pinned_at desc, response_id

-- store/quotes.ts insertPinned
insert into problem_quote (problem_id, response_id, question, pinned_at, pinned_by)
select ${problemId}, id, ${pinned.question}, ${pinned.now}, ${pinned.by} from response where id = ${pinned.responseId}
on conflict (problem_id, response_id) do update set question = excluded.question

-- store/quotes.ts deletePinned
delete from problem_quote where problem_id = ${problemId} and response_id = ${responseId}

-- store/quotes.ts movePinned
update problem_quote set problem_id = ${to}
 where problem_id = ${from} and (${only}::uuid[] is null or response_id = any(${only}::uuid[]))
   and not exists (select from problem_quote other where other.problem_id = ${to} and other.response_id = problem_quote.response_id)
returning response_id as id

-- store/settings.ts selectSettings
select customers, revenue_per_customer as "revenuePerCustomer", currency, iceberg_factor as "icebergFactor", sources, segments
  from problem_settings

-- store/settings.ts upsertSettings
insert into problem_settings (customers, revenue_per_customer, currency, iceberg_factor, sources, segments)
values (${customers}, ${revenuePerCustomer}, ${currency}, ${icebergFactor}, ${sql.json(sources)}, ${sql.json(segments)})
on conflict (is_single) do update set customers = excluded.customers, revenue_per_customer = excluded.revenue_per_customer,
  currency = excluded.currency, iceberg_factor = excluded.iceberg_factor, sources = excluded.sources,
  segments = excluded.segments

-- store/settings.ts countKnownCustomers
select count(*)::int as count from person
 where merged_into is null and exists (select from person_role where person_id = person.id and role = 'customer')

-- store/teams.ts selectTeams
select team.function, team.owner_id as owner, owner.name as "ownerName", team.units, team.revision
  from function_team team left join access_user owner on owner.id = team.owner_id order by team.function

-- store/teams.ts upsertTeam
insert into function_team (function, owner_id, units, updated_at)
select ${team.function}, ${team.owner}, ${team.units}::text[], ${now}
 where ${team.revision} = 0 or exists (select from function_team where function = ${team.function})
on conflict (function) do update set owner_id = excluded.owner_id, units = excluded.units, updated_at = excluded.updated_at,
  revision = function_team.revision + 1
 where function_team.revision = ${team.revision}
