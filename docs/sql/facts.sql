-- store/answer-table.ts standingRows
select kind, programme, survey, question, toString(day) as day, response_id, choice,
  toString(max(version)) as version, (max(text != '') = 1)::Bool as hasText, argMax(respondent, version) as respondent
from ${table} where response_id in (${some})
group by kind, programme, survey, question, day, response_id, choice
having argMax(deleted, version) = 0

-- store/answer-table.ts purgeResponses
alter table ${table} delete where response_id in (${some}) and bitAnd(version, ${stampMask}) < ${before & stampMask}

-- store/answer-table.ts responsesAbout
select distinct response_id as id from ${answerTable} where deleted = 0 and (${parts.join(" or ")})

-- store/answer-table.ts createShadow
create table ${table} as ${answerTable}

-- store/answer-table.ts dropTable
drop table if exists ${table} sync

-- store/answer-table.ts listShadows
select name from system.tables where database = currentDatabase() and startsWith(name, '${answerTable}_rebuild_')

-- store/lists.ts readSeries
select any(kind) as kind, any(programme) as programme, any(survey) as survey, any(question) as question,
  countIf(kind != 'choice' or part = 0) as n, toString(min(day)) as from, toString(max(day)) as to,
  (max(weight) != 1 or min(weight) != 1)::Bool as isWeighted, max(survey_version) as surveyVersion, max(step) as step,
  uniqExactIf(respondent, anonymous = 1 or programme = 'employee') as people,
  (max(anonymous = 1 or programme = 'employee') = 1)::Bool as isProtected
from ${answerTable} final where ${where} group by series

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
select position::text, sequence, kind, subject_id as "subjectId" from outbox
where position < pg_snapshot_xmin(pg_current_snapshot())
order by position, sequence limit ${limit}

-- store/outbox.ts deleteChanges
delete from outbox where (position, sequence) <= (${last.position}::xid8, ${last.sequence}::bigint)

-- store/outbox.ts snapshotStamp
select pg_snapshot_xmax(pg_current_snapshot())::text as stamp

-- store/outbox.ts readProjection
select as_of as "asOf", rebuilding from fact_projection

-- store/outbox.ts noteProjected
update fact_projection set as_of = greatest(as_of, ${receivedAt}::timestamptz), projected_at = now()

-- store/outbox.ts noteRebuilding
update fact_projection set rebuilding = ${table}

-- store/outbox.ts readBacklog
select (select count(*) from (select from outbox limit 100000) waiting) as pending,
  (select received_at from response
    where id = (select subject_id from outbox where kind = 'response' order by position, sequence limit 1)) as oldest,
  as_of as "asOf"
from fact_projection

-- store/responses.ts columns
id, survey_id as "surveyId", survey_version as "surveyVersion", programme, anonymous, source, language,
person_id as "personId", person_kind as "personKind", import_id as "importId", weight,
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
where ${filterText(query, words, binding)}${kinds}
${groups.length === 0 ? "" : `group by ${groups.join(", ")}`}

-- store/slice.ts readPeople
select ${[...keys.map((text, index) => `${text} as k${index}`), "uniqExact(respondent) as people"].join(", ")}
from ${answerTable} final where ${filterText(query, words, binding)}
${groups.length === 0 ? "" : `group by ${groups.join(", ")}`}

-- store/slice.ts readRemainders
select uniqExactIf(respondent, ${texts.length === 0 ? "true" : texts.join(" and ")}) as people,
  [${[...leftOut, ...whole].join(", ")}]::Array(UInt64) as leftOut
from ${answerTable} final where ${ground}
