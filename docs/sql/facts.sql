-- store/answer-table.ts standingRows
select kind, programme, survey, question, toString(day) as day, response_id, choice,
  toString(max(version)) as version, (max(text != '') = 1)::Bool as hasText, argMax(respondent, version) as respondent
from ${table} where response_id in (${some})
group by kind, programme, survey, question, day, response_id, choice
having argMax(deleted, version) = 0

-- store/answer-table.ts purgeResponses
alter table ${table} delete where response_id in (${some}) and bitAnd(version, ${stampMask}) < ${before & stampMask}

-- store/answer-table.ts deleteSeeds
alter table ${table} delete where source = 'seed' and survey in (${some})

-- store/answer-table.ts settleInserts
select count() as running from system.processes where query_kind = 'Insert' and position(query, '${answerTable}') > 0

-- store/answer-table.ts responsesAbout
select distinct response_id as id from ${answerTable} where deleted = 0 and (${parts.join(" or ")})

-- store/answer-table.ts responsesOfUnits
select distinct response_id as id from ${answerTable} where ${text}

-- store/answer-table.ts countOfUnits
select toUInt32(uniqExact(response_id)) as n from ${answerTable} final where ${text}

-- store/answer-table.ts lateOfUnits
select unit as code, toUInt32(uniqExact(response_id)) as answers, toString(min(day)) as since
from ${answerTable} final
where deleted = 0 and unit in ${codes} and toString(day) >= transform(unit, ${codes}, ${days}, '9999-12-31')
group by unit

-- store/answer-table.ts createShadow
create table ${table} as ${answerTable}

-- store/answer-table.ts mergeTable
select distinct partition_id as id from system.parts
where database = currentDatabase() and table = {table:String} and active

-- store/answer-table.ts mergeTable
optimize table ${table} partition id '${Number(id)}' final

-- store/answer-table.ts dropTable
drop table if exists ${table} sync

-- store/answer-table.ts listShadows
select name from system.tables where database = currentDatabase() and startsWith(name, '${answerTable}_rebuild_')

-- store/lists.ts readSeries
select toString(series) as series, countIf(part = 0) as n, toString(min(day)) as from, toString(max(day)) as to,
  (max(weight) != 1 or min(weight) != 1)::Bool as isWeighted, max(survey_version) as surveyVersion, max(step) as step,
  max(anonymous)::Bool as isAnonymous
from ${answerTable} final where ${where} group by series

-- store/lists.ts namesOfSeries
select toString(series) as series, any(kind) as kind, any(programme) as programme, any(survey) as survey,
  any(question) as question
from ${answerTable} where has({series:Array(String)}, toString(series)) group by series

-- store/lists.ts readProtectedPeople
select toString(series) as series, uniqExact(respondent) as people
from ${answerTable} final where ${where} and (anonymous = 1 or programme = 'employee') group by series

-- store/lists.ts readValues
select toString(${value}) as value,
  countIf(${counted} and not (anonymous = 1 or programme = 'employee'))
    + if(uniqExactIf(respondent, anonymous = 1 or programme = 'employee') >= ${binding.bind(threshold, "UInt32")},
        countIf(${counted} and (anonymous = 1 or programme = 'employee')), 0) as n
from ${answerTable} final where ${where} and toString(${value}) != ''
group by value having n > 0 order by n desc, value limit 10000

-- store/lists.ts readDimensionCounts
select ${counts.join(", ")} from ${answerTable} final where ${where}

-- store/lists.ts readDimensionCounts
select name, uniqUpTo(100)(value) as values from (
  select arrayJoin(attributes) as pair, pair.1 as name, pair.2 as value
  from ${answerTable} final where ${where} and lead = 1 and notEmpty(attributes))
group by name order by name limit 200

-- store/lists.ts readSpan
select toString(min(day)) as from, toString(max(day)) as to, count() as n
from ${answerTable} final where ${filterText({ ...filter, where: filter.where }, words, binding)}

-- store/lock.ts withLock
select true as held from pg_advisory_lock(${lockNumbers[of]})

-- store/lock.ts withLock
select pg_try_advisory_lock(${lockNumbers[of]}) as held

-- store/lock.ts withLock
select pg_advisory_unlock(${lockNumbers[of]})

-- store/outbox.ts nextChanges
select outbox.position::text, outbox.sequence, outbox.kind, outbox.subject_id as "subjectId" from outbox
where outbox.position < pg_snapshot_xmin(pg_current_snapshot())
order by outbox.position, outbox.sequence limit ${limit}

-- store/outbox.ts nextResponses
select outbox.position::text, outbox.sequence, outbox.kind, outbox.subject_id as "subjectId" from outbox
where outbox.kind = 'response' and outbox.position < pg_snapshot_xmin(pg_current_snapshot())
  and (outbox.position, outbox.sequence) > (${after.position}::xid8, ${after.sequence}::bigint)
order by outbox.position, outbox.sequence limit ${limit}

-- store/outbox.ts forgetResponses
delete from outbox using unnest(${rows.map(({ position }) => position)}::text[], ${rows.map(({ sequence }) => sequence)}::bigint[]) done (position, sequence)
where outbox.position = done.position::xid8 and outbox.sequence = done.sequence

-- store/outbox.ts forgetResponses
update fact_projection set as_of = greatest(as_of, ${receivedAt}::timestamptz), projected_at = now()

-- store/outbox.ts deleteChanges
delete from outbox where (position, sequence) <= (${last.position}::xid8, ${last.sequence}::bigint)

-- store/outbox.ts snapshotStamp
select pg_snapshot_xmax(pg_current_snapshot())::text as stamp

-- store/outbox.ts readProjection
select as_of as "asOf", rebuilding, in_flight as "isInFlight" from fact_projection

-- store/outbox.ts noteProjected
update fact_projection set as_of = greatest(as_of, ${receivedAt}::timestamptz), projected_at = now(), in_flight = false

-- store/outbox.ts noteInFlight
update fact_projection set in_flight = true where not in_flight

-- store/outbox.ts noteRebuilding
update fact_projection set rebuilding = ${table}

-- store/outbox.ts readBacklog
select (select count(*) from (select from outbox limit 100000) waiting) as pending,
  (select received_at from response
    where id = (select subject_id from outbox where kind = 'response' order by outbox.position, outbox.sequence limit 1)) as oldest,
  as_of as "asOf"
from fact_projection

-- store/responses.ts columns
id, survey_id as "surveyId", survey_version as "surveyVersion", programme, anonymous, source, language,
coalesce((select person.merged_into from person where person.id = response.person_id and person.merged_into is not null),
  person_id) as "personId", person_kind as "personKind", import_id as "importId", weight,
to_char(answered_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "answeredAt",
to_char(answered_at at time zone time_zone, 'YYYY-MM-DD') as day,
extract(isodow from answered_at at time zone time_zone)::int as weekday,
extract(hour from answered_at at time zone time_zone)::int as hour,
context, attributes, answers, version, erased_at is not null as "isErased", received_at as "receivedAt"

-- store/responses.ts readResponses
select ${columns} from response where id = any(${ids}::uuid[])

-- store/responses.ts nextResponseIds
select id from response where id > ${after}::uuid order by id limit ${limit}

-- store/responses.ts countResponses
select count(*) as rows from response

-- store/responses.ts readReferences
select id, kind, code, name from reference where id = any(${ids}::uuid[])

-- store/responses.ts readSurveyNames
select id::text, name from survey where id::text = any(${ids}::text[])

-- store/responses.ts readSurveyIds
select id::text, slug from survey where slug = any(${slugs}::text[])

-- store/slice.ts readCells
select ${columns.join(", ")} from ${answerTable} final
where ${filterText(query, words, binding)}${query.series === undefined ? "" : ` and ${isScaled(kind) ? `kind in (${scaledKinds})` : "kind = 'number'"}`}
${groups.length === 0 ? "" : `group by ${groups.join(", ")}`}

-- store/slice.ts readPeople
select ${[...keys.map((text, index) => `${text} as k${index}`), "uniqExact(respondent) as people"].join(", ")}
from ${answerTable} final where ${filterText(query, words, binding)}
${groups.length === 0 ? "" : `group by ${groups.join(", ")}`}

-- store/slice.ts readGroundCells
select ${keys.map((text, index) => `${text} as k${index}, `).join("")}uniqExact(respondent) as people,
  max(${isInside})::Bool as "isInside"
from ${answerTable} final where ${groundText(query, bind)}
${groups.length === 0 ? "" : `group by ${groups.join(", ")}`}

-- store/slice.ts readRemainders
select uniqExactIf(respondent, ${texts.length === 0 ? "true" : texts.join(" and ")}) as people,
  [${[...leftOut, ...whole].join(", ")}]::Array(UInt64) as leftOut
from ${answerTable} final where ${ground}

-- store/synthetic.ts statement
insert into ${answerTable}
(kind, programme, survey, question, day, response_id, lead, weekday, hour, answered_at, survey_version, score, step, weight,
  respondent, source, channel, language, unit, unit_path, employee, product, touchpoint, segment, attributes, version)
with cityHash64(number) as h, h % 730 as age, toDate({from:String}) + age as d, bitShiftRight(h, 10) % 60 as u,
  [0, 3, 5, 6, 7, 8, 8, 9, 9, 10, 10][1 + bitShiftRight(h, 20) % 11] as s, bitShiftRight(h, 32) % 24 as clock, generateUUIDv4(number) as id
select 'nps', 'relational', '00000000-0000-7000-8000-00000000000' || toString(bitShiftRight(h, 16) % 4), 'score', d, id, 1,
  toDayOfWeek(d), clock, toDateTime64(d, 3, 'UTC') + clock * 3600, 1, s, 640 + s, 1 + (bitShiftRight(h, 40) % 100) / 100,
  id, 'api', ['email', 'sms', 'web'][1 + bitShiftRight(h, 24) % 3], ['en', 'ru', 'uk'][1 + bitShiftRight(h, 28) % 3],
  'U' || toString(u), ['U' || toString(u), 'R' || toString(u % 6)], 'E' || toString(bitShiftRight(h, 36) % 1200),
  'P' || toString(bitShiftRight(h, 44) % 20), 'T' || toString(bitShiftRight(h, 46) % 15), 'S' || toString(bitShiftRight(h, 50) % 5),
  map('city', 'C' || toString(bitShiftRight(h, 52) % 100), 'tariff', 'X' || toString(bitShiftRight(h, 56) % 10)), 1
from numbers({start:UInt64}, {count:UInt64})
