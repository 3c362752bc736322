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

-- store/cell-sums.ts readMargins
select ${places.map((index) => `toString(k${index}) as v${index}, grouping(k${index}) as g${index}`).join(", ")},
  ${pairedColumns(sides.isWeighted)}
from (${innerText(sides, keys, words, binding)})
group by grouping sets (${places.map((index) => `(k${index})`).join(", ")})

-- store/cell-sums.ts readTotal
select ${pairedColumns(sides.isWeighted)}, countIf(side = 3) as overlap, max(anonymous) as "isAnonymous",
  min(scale) as "lowScale", max(scale) as "highScale", max(weight != 1) as "isWeightedAtAll"
from (${innerText(sides, [], words, binding)})

-- store/cell-sums.ts readVersions
select toString(k0) as id, groupUniqArrayIf(50)(k1, ${inA}) as a, groupUniqArrayIf(50)(k1, ${inB}) as b
from (${innerText(sides, ["survey", "survey_version"], words, binding)})
group by k0

-- store/cell-sums.ts readCrossed
select k0 as cell, ${pairedColumns(sides.isWeighted)}, max(anonymous) as "isAnonymous"
from (${innerText(sides, [`toUInt32(${places.length === 0 ? "0" : places.join(" + ")})`], words, binding)})
group by k0
order by k0

-- store/cell-sums.ts readBlocks
select ${pairedColumns(sides.isWeighted)}, max(anonymous) as "isAnonymous"
from (${innerText(sides, [`cityHash64(respondent) % ${peopleBlocks}`], words, binding)})
group by k0

-- store/cell-sums.ts readCodes
select code, countIf(${inA}) as "nA", countIf(${inB}) as "nB", ${sums("A", inA)}, ${sums("B", inB)},
  max(anonymous) as "isAnonymous"
from (
  select side, weight, anonymous, arrayJoin(arrayConcat(k0, arrayDistinct(arrayMap(code -> ${kindOfCode}, k0)))) as code
  from (${innerText(sides, ["codes"], words, binding)})
  where notEmpty(k0))
group by code

-- store/cell-sums.ts innerText
select multiIf(${a}, if(${b}, 3, 1), 2) as side, ${keys.map((text, index) => `${text} as k${index}, `).join("")}
  ${valueOf(measure, words, binding)} as x, weight, anonymous, intDiv(step, 64) as scale
from ${answerTable} final
where ${ground.join(" and ")} and (${a} or ${b})

-- store/levels.ts readLevels
select [${listed.join(", ")}]::Array(Tuple(UInt64, UInt64)) as counts from ${answerTable} final where ${where}

-- store/levels.ts readLevels
select name, uniqUpTo(100)(value) as values, count() as n,
  (min(match(value, '^[-+]?[0-9]{1,15}([.][0-9]{1,15})?$')) = 1)::Bool as "isNumeric"
from (select arrayJoin(attributes) as pair, pair.1 as name, pair.2 as value
  from ${answerTable} final where ${where} and notEmpty(attributes))
where value != '' group by name order by n desc, name limit 200

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

-- store/matches.ts readMatches
select toString(response_id) as responseId, toString(any(day)) as day, any(unit) as unit, any(unit_path) as "unitPath",
  any(account) as account, any(survey) as survey, ${filter.measure === null ? "null" : "if(isNaN(any(score)), null, any(score))"} as score
from ${answerTable} final where ${parts.join(" and ")}
group by response_id order by max(answered_at) desc, response_id limit ${bind(limit, "UInt32")}

-- store/moments.ts readMomentBlocks
select block, sum(rows) as answered, sumIf(rows, complete) as n, toFloat64(sum(m)) as weights, toFloat64(sumIf(squares, complete)) as "squaredWeights",
  [${products.join(", ")}]::Array(Float64) as products,
  [${columns.map((_, index) => `sumIf(rows, h${index})`).join(", ")}]::Array(UInt64) as present,
  max(anonymous)::Bool as "isAnonymous"
from (${responsesText(query, words, binding.bind)}) group by block

-- store/moments.ts readPatterns
select block, [${values}]::Array(Float64) as values, count() as n, toFloat64(sum(w)) as weight,
  toFloat64(sum(w * w)) as squares, toFloat64(sumIf(w, y > 50)) as events
from (${completedText(query, words, binding.bind)}) where complete group by block, values limit ${most + 1}

-- store/moments.ts readMomentPeople
select uniqExactIf(who, complete) as people,
  [uniqExactIf(who, not complete), ${query.columns.map((_, index) => `uniqExactIf(who, h${index} and not complete)`).join(", ")}]::Array(UInt64) as "leftOut"
from (${completedText(query, words, binding.bind)})

-- store/moments.ts responsesText
select block, y, ${values.map((value) => `${value}, `).join("")}complete, anonymous, 1 as rows,
if(complete, w, 0) as m, w * w as squares from (${whole})

-- store/moments.ts responsesText
select ${keys}, max(anonymous) as anonymous, count() as rows, sum(w) as m, sum(w * w) as squares
from (${whole}) group by ${keys}

-- store/moments.ts completedText
select response_id, ${[...raw].join(", ")} from ${answerTable} final where ${outcome.is}

-- store/moments.ts completedText
select block % ${BLOCKS} as block, respondent as who, ${query.isWeighted ? "weight" : "1"} as w, anonymous,
  ${outcome.value} as y,
  ${read.map(({ value, has }, index) => `${value} as x${index}, ${has} as h${index}, `).join("")}
  ${allOf(columns)} as complete
from (${rows}) as outcomes${asked.length === 0 ? "" : besideText(query, asked, { words, bind })}

-- store/named.ts readNamedGround
select stratum as hash, count() as n, max(anonymous) as anonymous, max(phase_weight != 1) as phases
from ${answerTable} final where ${grouped(filter, words, binding.bind)} group by stratum

-- store/named.ts namesOfStrata
select stratum as hash, survey, segment, isNaN(sentiment) as silent from ${answerTable}
where stratum in {strata:Array(UInt32)} limit 1 by stratum

-- store/named.ts namedCells
select k, groupArray(place) as places, groupArray(c) as n${isCounted ? "" : ", groupArray(sw) as w, groupArray(sww) as ww"}
from (select k, place, count() as c${sums}
  from (select whole_k, arrayJoin(${placesText(query)}) as place, ${stratumlessText(query)} as k${isCounted ? "" : ", w, m, phase"}
    from (select ${keyText(query, words, bind)} as whole_k, ${namedText(query.sets, bind)} as named
        ${isCounted ? "" : `, ${weight} as w, phase_weight as phase, ${weight} * phase_weight as m`}
      from ${answerTable} final where ${grouped(query, words, bind)}))
  group by k, place)
group by k

-- store/named.ts readNamedTallies
select value, survey, place, count() as n, sum(m) as "sumWeights", sum(m * m) as "sumSquaredWeights", max(anonymous) as anonymous,
  ${query.isPeopleWanted ? "uniqExact(who)" : "0"} as people
from (select ${value} as value, ${query.isBySurvey ? "toString(survey)" : "''"} as survey, arrayJoin(arrayConcat([toUInt16(0)], ${namedText(query.sets, bind)})) as place, ${mass} as m,
    anonymous, respondent as who
  from ${answerTable} final where ${filterText(query, words, binding)} and ${isLead} and phase_weight > 0)
group by value, survey, place

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
  as_of as "asOf", projected_at::text as position
from fact_projection

-- store/responses.ts columns
response.id, survey_id as "surveyId", survey_version as "surveyVersion", programme, anonymous, source, language,
coalesce((select person.merged_into from person where person.id = response.person_id and person.merged_into is not null),
  person_id) as "personId", person_kind as "personKind", import_id as "importId", weight,
coalesce(base_weight, weight) as "baseWeight",
to_char(answered_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "answeredAt",
to_char(answered_at at time zone time_zone, 'YYYY-MM-DD') as day,
extract(isodow from answered_at at time zone time_zone)::int as weekday,
extract(hour from answered_at at time zone time_zone)::int as hour,
context, attributes, answers, version, erased_at is not null as "isErased", received_at as "receivedAt",
coalesce(response_coding.codes, '{}') as codes, response_coding.sentiment::float8 as sentiment,
coalesce(response_coding.phase_weight, 1)::float8 as "phaseWeight"

-- store/responses.ts readResponses
select ${columns} from response left join response_coding on response_coding.response_id = response.id
where response.id = any(${ids}::uuid[])

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

-- store/streaks.ts readStreaks
select ${key} as key, respondent, max(anonymous) as anonymous,
  arrayMap(moment -> moment.3, arraySort(groupArray((answered_at, response_id, toInt8(${highOrLow(words, binding.bind)}))))) as moments
from ${answerTable} final where ${filterText(filter, words, binding)} and not isNaN(score)
group by key, respondent

-- store/streaks.ts readStreaks
select key, moments, count() as people, max(anonymous) as anonymous from (${moments}) group by key, moments

-- store/streaks.ts readStreaks
select key, anonymous, toInt64(people) as people, toInt64(length(moments)) as n, toInt64(countEqual(moments, 1)) as g,
  toInt64(countEqual(moments, 0)) as unsure, arrayMap(moment -> moment = 1, moments) as flags,
  arrayMap((flag, before) -> flag != before, flags, arrayPushFront(arrayPopBack(flags), flags[1])) as turns,
  arraySplit((flag, turn) -> turn, flags, turns) as parts,
  arrayMap(part -> toInt64(length(part)), arrayFilter(part -> part[1] = 1, parts)) as good,
  if(parts[-1][1] = 1, length(parts[-1]), 0) as tail
from (${histories})

-- store/streaks.ts sumsText
select key, max(anonymous)::Bool as "isAnonymous", toUInt64(sum(people)) as persons,
toUInt64(sum(people * n)) as contacts, toUInt64(sum(people * g)) as positive, toUInt64(sum(people * unsure)) as neutral,
contacts - positive - neutral as negative,
sumForEach(arrayMap(k -> toUInt64(people * (n >= k)), ${steps})) as reaching,
sumForEach(arrayMap(k -> toUInt64(people * (tail >= k)), ${steps})) as current,
sumForEach(arrayMap(k -> toFloat64(people * ${chanceOfTail}), ${steps})) as "currentByChance",
sumForEach(arrayMap(k -> toUInt64(people * arrayCount(run -> run >= k, good)), ${steps})) as "runsOfAtLeast",
sumForEach(arrayMap(k -> toFloat64(people * (n - g + 1) * ${chanceOfTail}), ${steps})) as "runsByChance",
max(arrayMax(arrayPushFront(good, 0))) as longest,
toUInt64(sumIf(people, ${isMixed})) as "mixedPersons", toUInt64(sumIf(people * length(parts), ${isMixed})) as "mixedRuns",
sumIf(people * (1 + ${pairs} / n), ${isMixed}) as "mixedExpected",
sumIf(people * toFloat64(${pairs}) * (${pairs} - n) / (n * n * (n - 1)), ${isMixed}) as "mixedVariance",
toFloat64(sum(people * pow(length(good), 2))) as "runsSquared", toFloat64(sum(people * pow(g, 2))) as "momentsSquared",
toFloat64(sum(people * length(good) * g)) as product

-- store/synthetic-battery.ts statement
insert into ${answerTable}
(kind, programme, survey, question, day, response_id, lead, weekday, hour, answered_at, survey_version, score, step, score_group,
  weight, respondent, source, channel, language, unit, unit_path, segment, codes, version)
with cityHash64(r) as h, cityHash64(r, q) as g, q = 0 as is_outcome, toDate({from:String}) + h % 730 as d,
  (bitShiftRight(h, 10) % 1000) / 1000 as mood,
  if(is_outcome, least(10, toInt32(floor(mood * 8 + g % 5))), 1 + least(4, toInt32(floor(mood * 3 + (g % 1000) / 400)))) as s,
  toUUID(concat(leftPad(lower(hex(toUInt32(r))), 8, '0'), '-0000-7000-8000-000000000000')) as id
select if(is_outcome, 'nps', 'rating'), 'relational', {survey:String}, if(is_outcome, 'score', 'q' || toString(q)), d, id, is_outcome,
  toDayOfWeek(d), 10, toDateTime64(d, 3, 'UTC'), 1, s, if(is_outcome, 640 + s, 2304 + s - 1),
  if(is_outcome, '', multiIf(s >= 4, 'high', s <= 2, 'low', 'middle')), 1 + (bitShiftRight(h, 40) % 100) / 100, id, 'api', 'email', 'en',
  'U' || toString(h % 60), ['U' || toString(h % 60)], 'S' || toString(bitShiftRight(h, 50) % 5),
  arrayFilter(code -> code != '', arrayMap(i -> if(cityHash64(r, i, 'theme') % 100 < 4 + i, 't' || toString(i) || '-', ''), range(1, 21))), 1
from (select {start:UInt64} + number as r from numbers({count:UInt64})) as responses
cross join (select number as q from numbers({questions:UInt64} + 1)) as items

-- store/synthetic.ts statement
insert into ${answerTable}
(kind, programme, survey, question, day, response_id, lead, weekday, hour, answered_at, survey_version, score, step, weight,
  respondent, source, channel, language, unit, unit_path, employee, product, touchpoint, segment, attributes, codes, version)
with cityHash64(number) as h, h % 730 as age, toDate({from:String}) + age as d, bitShiftRight(h, 10) % 60 as u,
  [0, 3, 5, 6, 7, 8, 8, 9, 9, 10, 10][1 + bitShiftRight(h, 20) % 11] as s, bitShiftRight(h, 32) % 24 as clock, generateUUIDv4(number) as id,
  cityHash64(number, 'named') as named_hash, multiIf(s <= 6, 1 + named_hash % 3, s <= 8, named_hash % 2, named_hash % 10 = 0) as named
select 'nps', 'relational', '00000000-0000-7000-8000-00000000000' || toString(bitShiftRight(h, 16) % 4), 'score', d, id, 1,
  toDayOfWeek(d), clock, toDateTime64(d, 3, 'UTC') + clock * 3600, 1, s, 640 + s, 1 + (bitShiftRight(h, 40) % 100) / 100,
  id, 'api', ['email', 'sms', 'web'][1 + bitShiftRight(h, 24) % 3], ['en', 'ru', 'uk'][1 + bitShiftRight(h, 28) % 3],
  'U' || toString(u), ['U' || toString(u), 'R' || toString(u % 6)], 'E' || toString(bitShiftRight(h, 36) % 1200),
  'P' || toString(bitShiftRight(h, 44) % 20), 'T' || toString(bitShiftRight(h, 46) % 15), 'S' || toString(bitShiftRight(h, 50) % 5),
  map('city', 'C' || toString(bitShiftRight(h, 52) % 100), 'tariff', 'X' || toString(bitShiftRight(h, 56) % 10)),
  arrayDistinct(arrayMap(place -> 'p' || toString(toUInt8(60 * pow((cityHash64(number, place) % 1000000) / 1000000, 2))) || '-', range(named))), 1
from numbers({start:UInt64}, {count:UInt64})

-- store/theme-names.ts selectThemeNames
select key, names, problem_names as "problemNames", praise_names as "praiseNames" from theme

-- store/weighing.ts readResponseCells
select ${columns.join(", ")}, count() as n, max(anonymous)::Bool as "isAnonymous"
from ${answerTable} final where lead = 1 and ${groundOf(ground, words, binding)} group by ${names.join(", ")}

-- store/weighing.ts readScoredCells
select ${columns.join(", ")}, step, count() as n, sum(weight) as w, sum(weight * weight) as ww, max(anonymous)::Bool as "isAnonymous"
from ${answerTable} final where ${groundOf(ground, words, binding, measure)} group by ${[...names, "step"].join(", ")}

-- store/weighing.ts readWeighedResponses
select toString(response_id) as id, ${columns.join(", ")} from ${answerTable} final
where lead = 1 and ${where} and response_id > ${binding.bind(after, "UUID")}
order by response_id limit ${binding.bind(limit, "UInt32")}

-- store/weighing.ts readScoresOf
select toString(response_id) as "responseId", toString(respondent) as respondent, toString(day) as day, score
from ${answerTable} final
where ${filterText(filter, words, binding)} and not isNaN(score) and anonymous = 0 and ${of.column} in (${some})
