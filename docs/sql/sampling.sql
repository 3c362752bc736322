-- store/fieldwork.ts columns
id, measure, first_day::text as "from", last_day::text as "to", selected::int, delivered::int, refused::int

-- store/fieldwork.ts selectFieldwork
select ${columns} from sampling_fieldwork order by last_day desc, first_day desc, id limit 500

-- store/fieldwork.ts fieldworkWithin
select ${columns} from sampling_fieldwork
where measure = ${of.measure} and (${of.from}::date is null or first_day >= ${of.from}::date)
  and (${of.to}::date is null or last_day <= ${of.to}::date)
order by last_day desc, id limit 12

-- store/fieldwork.ts putFieldworkRow
insert into sampling_fieldwork (id, measure, first_day, last_day, selected, delivered, refused, created_at)
values (${made.id}, ${wish.measure}, ${wish.from}, ${wish.to}, ${wish.selected}, ${wish.delivered}, ${wish.refused}, ${made.now})
on conflict (measure, first_day, last_day) do update
  set selected = excluded.selected, delivered = excluded.delivered, refused = excluded.refused
returning ${columns}

-- store/fieldwork.ts deleteFieldworkRow
delete from sampling_fieldwork where id = ${id}

-- store/outcomes.ts putOutcomeRows
insert into sampling_outcome (person_id, left_on, known_until, stored_at)
select person_id, left_on, known_until, ${now}
from unnest(${rows.map(({ personId }) => personId)}::uuid[], ${rows.map(({ leftOn }) => leftOn)}::date[],
  ${rows.map(({ knownUntil }) => knownUntil)}::date[]) new (person_id, left_on, known_until)
on conflict (person_id) do update
  set left_on = excluded.left_on, known_until = excluded.known_until, stored_at = excluded.stored_at
  where excluded.known_until >= sampling_outcome.known_until

-- store/outcomes.ts selectOutcomes
select distinct on (1) coalesce(p.merged_into, o.person_id)::text as "personId", o.left_on::text as "leftOn",
  o.known_until::text as "knownUntil"
from sampling_outcome o join person p on p.id = o.person_id
order by 1, o.known_until desc

-- store/outcomes.ts countOutcomes
select count(*)::int as persons, count(left_on)::int as left, min(least(left_on, known_until))::text as "knownFrom",
  max(known_until)::text as "knownUntil"
from sampling_outcome

-- store/outcomes.ts deleteOutcomeRows
delete from sampling_outcome

-- store/outcomes.ts outcomesOf
select person_id::text as "personId", left_on::text as "leftOn", known_until::text as "knownUntil"
from sampling_outcome where person_id = ${personId}

-- store/outcomes.ts deleteOutcomesOf
delete from sampling_outcome where person_id = ${personId}

-- store/populations.ts versions
select p.id, p.name, v.version, v.valid_from::text as "validFrom", v.source, v.note, v.margins,
  v.created_by_name as "createdBy", v.created_at as "createdAt"
from sampling_population p join sampling_population_version v on v.population_id = p.id
where p.deleted_at is null

-- store/populations.ts selectVersions
${versions} order by lower(p.name), p.id, v.version desc

-- store/populations.ts selectVersionsOf
${versions} and p.id = ${id} order by v.version desc

-- store/populations.ts lockPopulation
select id from sampling_population where id = ${id} and deleted_at is null for update

-- store/populations.ts insertPopulation
insert into sampling_population (id, name, created_at) values (${row.id}, ${row.name}, ${row.now})

-- store/populations.ts renamePopulation
update sampling_population set name = ${name} where id = ${id}

-- store/populations.ts insertVersion
insert into sampling_population_version
  (population_id, version, valid_from, source, note, margins, created_by, created_by_name, created_at)
values (${row.id}, ${row.version}, ${row.validFrom}, ${row.source}, ${row.note}, ${JSON.stringify(row.margins)}::jsonb,
  ${row.by.id}, ${row.by.name}, ${row.now})

-- store/populations.ts deletePopulationRow
update sampling_population set deleted_at = ${now} where id = ${id}

-- store/populations.ts schemeUsing
select name from sampling_scheme where population_id = ${populationId} and deleted_at is null limit 1

-- store/run-lock.ts withRunLock
hashtextextended(${`weighting ${schemeId}`}, 0)

-- store/run-lock.ts withRunLock
select pg_try_advisory_lock(${key}) as taken

-- store/schemes.ts scheme
select s.id, s.definition, p.name as "populationName", s.revision, s.state
from sampling_scheme s join sampling_population p on p.id = s.population_id
where s.deleted_at is null

-- store/schemes.ts application
id, scheme_id as "schemeId", state, definition, ground, quality, total, done, changed, position,
started_by as "startedBy", started_by_name as "startedByName", started_at as "startedAt", finished_at as "finishedAt"

-- store/schemes.ts selectSchemes
${scheme} order by lower(s.name), s.id

-- store/schemes.ts findScheme
${scheme} and s.id = ${id}

-- store/schemes.ts lockScheme
${scheme} and s.id = ${id} for update of s

-- store/schemes.ts insertScheme
insert into sampling_scheme (id, name, definition, population_id, created_at, updated_at)
values (${row.id}, ${row.definition.name}, ${JSON.stringify(row.definition)}::jsonb, ${row.definition.populationId}, ${row.now}, ${row.now})

-- store/schemes.ts updateSchemeRow
update sampling_scheme set name = ${row.definition.name}, definition = ${JSON.stringify(row.definition)}::jsonb,
  population_id = ${row.definition.populationId}, revision = revision + 1, updated_at = ${row.now}
where id = ${row.id}

-- store/schemes.ts deleteSchemeRow
update sampling_scheme set deleted_at = ${now} where id = ${id}

-- store/schemes.ts setSchemeState
update sampling_scheme set state = ${state} where id = ${id}

-- store/schemes.ts schemesIn
select id from sampling_scheme where state = ${state} and deleted_at is null order by id

-- store/schemes.ts selectApplications
select ${application} from (
  select *, row_number() over (partition by scheme_id order by started_at desc, id desc) as place
  from sampling_application where scheme_id = any(${schemeIds}::uuid[])
) numbered where place <= 20 order by started_at desc, id desc

-- store/schemes.ts insertApplication
insert into sampling_application
  (id, scheme_id, state, definition, ground, factors, quality, total, started_by, started_by_name, started_at)
values (${row.id}, ${row.schemeId}, 'running', ${JSON.stringify(row.definition)}::jsonb, ${JSON.stringify(row.ground)}::jsonb, ${JSON.stringify(row.factors)}::jsonb,
  ${JSON.stringify(row.quality)}::jsonb, ${row.total}, ${row.by.id}, ${row.by.name}, ${row.now})

-- store/schemes.ts lockRunning
select ${application} from sampling_application where scheme_id = ${schemeId} and state = 'running' for update

-- store/schemes.ts readFactors
select factors from sampling_application where id = ${applicationId}

-- store/schemes.ts noteBatch
update sampling_application set position = ${row.position}, done = done + ${row.done}, changed = changed + ${row.changed}
where id = ${row.id}

-- store/schemes.ts finishApplication
update sampling_application set state = ${row.state}, factors = '{}', finished_at = ${row.now} where id = ${row.id}

-- store/schemes.ts markUndone
update sampling_application set state = 'undone' where scheme_id = ${schemeId} and state = 'done'
