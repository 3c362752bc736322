-- page/store.ts selectSaved
select state, survey_version as version, answers, context, attributes, erased_at is not null as "isErased"
from response where survey_id = ${surveyId} and submission_key = ${submissionKey}

-- store/erasure.ts eraseRows
with erased as (
  update response set erased_at = ${now}, answers = '{}', scored = '[]', context = '{}', attributes = '{}', words = null,
    person_id = null, person_kind = null, link_id = null, unit_id = null, language = null, version = version + 1
  where id = any(${ids}::uuid[]) and erased_at is null
  returning id
)
insert into outbox (kind, subject_id) select 'response', id from erased

-- store/erasure.ts depersonaliseRows
with kept as (
  update response set answers = row.answers, scored = row.scored, attributes = '{}', context = context - 'account', words = null,
    person_id = null, link_id = null, version = response.version + 1
  from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row (id uuid, answers jsonb, scored jsonb)
  where response.id = row.id
  returning response.id
)
insert into outbox (kind, subject_id) select 'response', id from kept

-- store/erasure.ts lockRowsOf
select ${personalColumns} from response where person_id = ${personId} order by answered_at, id for update

-- store/erasure.ts listRowsOf
select ${personalColumns} from response where person_id = ${personId} order by answered_at, id

-- store/erasure.ts personalColumns
id, survey_id as "surveyId", survey_version as "surveyVersion", state, source,
answered_at as "answeredAt", time_zone as "timeZone", language, context, attributes, answers

-- store/fields.ts fieldIn
r.attributes ->> ${name.slice(5)}::text

-- store/fields.ts fieldIn
r.survey_id::text

-- store/fields.ts isFromUnits
r.context ->> 'unit'

-- store/fields.ts isFromUnits
(r.unit_id = any(${ids}::uuid[]) or r.unit_id is null and (lower(${code}) = any(${codes}::text[]) or ${code} = any(${names}::text[])))

-- store/fields.ts isFromUnits
(${always} or exists (
select from jsonb_to_recordset(${JSON.stringify(spans)}::jsonb) as span (id uuid, code text, name text, "from" date, "to" date)
where ${local}::date >= span."from" and ${local}::date < span."to"
  and (r.unit_id = span.id or r.unit_id is null and (lower(${code}) = span.code or ${code} = span.name))))

-- store/fields.ts local
(r.answered_at at time zone r.time_zone)

-- store/fields.ts plainFields
r.programme

-- store/fields.ts plainFields
r.source

-- store/fields.ts plainFields
r.language

-- store/fields.ts plainFields
r.person_kind

-- store/fields.ts plainFields
r.import_id::text

-- store/fields.ts plainFields
r.context ->> 'channel'

-- store/fields.ts plainFields
r.context ->> 'device'

-- store/fields.ts plainFields
r.context ->> 'segment'

-- store/fields.ts plainFields
extract(isodow from ${local})::float8

-- store/fields.ts plainFields
extract(hour from ${local})::float8

-- store/fields.ts plainFields
${local}::date::text

-- store/fields.ts plainFields
date_trunc('week', ${local})::date::text

-- store/fields.ts plainFields
date_trunc('month', ${local})::date::text

-- store/fields.ts plainFields
date_trunc('quarter', ${local})::date::text

-- store/fields.ts plainFields
date_trunc('year', ${local})::date::text

-- store/fields.ts plainFields
(select case when c.sentiment < -0.33 then 'negative' when c.sentiment > 0.33 then 'positive'
when c.sentiment is not null then 'neutral' end from response_coding c where c.response_id = r.id)

-- store/fields.ts optionsOf
select r.survey_id::text || ':' || (o ->> 'q') || ':' || (o ->> 'c') as code
from jsonb_array_elements(r.scored) o where o ->> 'k' = 'choice' and o ->> 'c' <> ''

-- store/fields.ts optionField
(select string_agg(chosen.code, ' ') from (${optionsOf}) chosen)

-- store/fields.ts themeField
(select nullif(array_to_string(c.codes, ' '), '') from response_coding c where c.response_id = r.id)

-- store/fields.ts themeField
exists (select from response_coding c where c.response_id = r.id and c.codes && ${themes.flatMap(sidesOf)}::text[])

-- store/fields.ts themeField
(${isThemed} or ${hasOption(options)})

-- store/fields.ts hasOption
exists (select from (${optionsOf}) chosen where chosen.code = any(${values}::text[]))

-- store/fields.ts referenceFields
r.context ->> 'unit'

-- store/fields.ts referenceFields
r.context ->> 'employee'

-- store/fields.ts referenceFields
r.context ->> 'function'

-- store/fields.ts referenceFields
r.context ->> 'account'

-- store/fields.ts referenceFields
r.context ->> 'partner'

-- store/fields.ts referenceFields
r.context ->> 'journey'

-- store/fields.ts referenceFields
r.context ->> 'touchpoint'

-- store/fields.ts referenceFields
r.context ->> 'product'

-- store/fields.ts referenceFields
r.context ->> 'stage'

-- store/fields.ts referenceFields
r.context ->> 'brand'

-- store/fields.ts referenceField
coalesce(s.a ->> ${kind}::text, ${own})

-- store/fields.ts referenceField
(

-- store/fields.ts referenceField
)

-- store/fields.ts isReference
${expression} = ${value}

-- store/fields.ts isReference
lower(${expression}) = any(${spellings.codes}::text[]) or ${expression} = any(${spellings.names}::text[])

-- store/fields.ts surveyIsOneOf
r.survey_id = any(${ids}::uuid[])

-- store/fields.ts scoreField
s.q

-- store/fields.ts scoreField
coalesce(s.c, s.s::text)

-- store/fields.ts scoreField
${groupSql(cuts)} = any(${values.map(groupNamed)}::text[])

-- store/fields.ts groupSql
(case when s.k not in ('nps', 'enps') then s.g when s.s >= ${promoterMin}::float8 then 'high' when s.s <= ${detractorMax}::float8 then 'low' when s.s is not null then 'middle' end)

-- store/filter.ts reachSql
r.erased_at is null

-- store/filter.ts reachSql
r.answered_at >= ${from}::timestamp at time zone 'UTC' - interval '15 hours' and ${localDay} >= ${from}::date

-- store/filter.ts reachSql
r.answered_at < ${to}::timestamp at time zone 'UTC' + interval '39 hours' and ${localDay} <= ${to}::date

-- store/filter.ts cellSql
''::text

-- store/filter.ts cellSql
coalesce(r.unit_id::text, lower(r.context ->> 'unit'), '')

-- store/filter.ts localDay
(r.answered_at at time zone r.time_zone)::date

-- store/filter.ts answersSql
true

-- store/filter.ts answersSql
${condition} and ${measure === undefined ? sql`true` : holdsMeasure(measure)}

-- store/filter.ts answersSql
true

-- store/filter.ts answersSql
true

-- store/filter.ts answersSql
exists (
select from (values (true)) as one
left join jsonb_to_recordset(r.scored) as s (q text, k text, s float8, c text, g text, a jsonb) on true
where ${condition} and ${ofMeasure})

-- store/filter.ts holdsMeasure
${responseOfMeasure(measure)} and r.scored @> ${JSON.stringify(wanted)}::jsonb

-- store/filter.ts isOfMeasure
true

-- store/filter.ts isOfMeasure
s.q = ${measure.question}

-- store/filter.ts isOfMeasure
${responseOfMeasure(measure)} and s.k = ${measure.kind} and ${ofQuestion}

-- store/filter.ts responseOfMeasure
r.programme = ${programme}

-- store/filter.ts responseOfMeasure
r.programme = ${programme} and r.survey_id = ${surveyId}::uuid

-- store/filter.ts textSql
r.words @@ ${beginningsQuery(words)}::tsquery

-- store/filter.ts textSql
r.words is not null

-- store/of-persons.ts mayBeJoined
r.erased_at is null and not (r.anonymous or r.programme = 'employee')

-- store/of-persons.ts answeredFrom
exists (select from response r where r.person_id = ${members} and ${mayBeJoined} and ${isFromUnits(units)})

-- store/of-persons.ts lastAnsweredAt
(select max(r.answered_at) from response r where r.person_id = ${members} and ${mayBeJoined})

-- store/of-persons.ts projectAgain
insert into outbox (kind, subject_id) select 'response', id from response where person_id = any(${personIds}::uuid[])

-- store/of-persons.ts listResponsesOf
date_trunc('milliseconds', r.answered_at)

-- store/of-persons.ts listResponsesOf
true

-- store/of-persons.ts listResponsesOf
(${moment}, r.id::text collate "C") < (${before.at}::timestamptz, ${before.id}::text collate "C")

-- store/of-persons.ts listResponsesOf
select r.id::text, r.answered_at as at, r.survey_id as "surveyId", r.programme,
  (select (s ->> 's')::float8 from jsonb_array_elements(r.scored) s where s ->> 'k' = 'nps' limit 1) as score
from response r
where r.person_id = any(${personIds}::uuid[]) and ${mayBeJoined}
  and ${scope === undefined ? sql`true` : isFromUnits(scope)} and ${place}
order by ${moment} desc, r.id::text collate "C" desc limit ${limit}

-- store/of-persons.ts listResponsesOf
true

-- store/reading.ts isProtected
(r.anonymous or r.programme = 'employee')

-- store/reading.ts respondent
coalesce(
(select person.merged_into from person where person.id = r.person_id and person.merged_into is not null), r.person_id, r.id)

-- store/reading.ts columns
r.id, r.survey_id as "surveyId", r.survey_version as "surveyVersion", r.programme,
${isProtected} as "isProtected", r.state, r.source, r.answered_at as "answeredAt",
to_char(r.answered_at at time zone r.time_zone, 'YYYY-MM-DD"T"HH24:MI:SS') as "localTime", r.language,
r.person_id as "personId", r.weight, r.import_id as "importId", r.context, r.attributes, r.answers

-- store/reading.ts listRows
true

-- store/reading.ts listRows
(r.answered_at, r.id) < (${after.answeredAt}::timestamptz, ${after.id}::uuid)

-- store/reading.ts listRows
select ${columns} from response r
where ${filterSql(asked.filter, asked.words)} and ${shownSql(asked)} and ${place}
order by r.answered_at desc, r.id desc limit ${limit}

-- store/reading.ts countRows
select count(*) filter (where ${shownSql(asked)}) as total,
  coalesce(bool_or(not ${shownSql(asked)}), false) as "isAnyHidden"
from response r where ${filterSql(asked.filter, asked.words)}

-- store/reading.ts countCells
select r.survey_id as "surveyId", ${cellSql(split)} as cell,
  count(distinct ${respondent}) as respondents
from response r where ${isProtected} and ${reachSql(filter)} group by 1, 2

-- store/reading.ts countShown
select r.survey_id as "surveyId", count(distinct ${respondent}) as respondents
from response r where ${isProtected} and ${filterSql(asked.filter, asked.words)} and ${shownSql(asked)} group by 1

-- store/reading.ts findRow
select ${columns} from response r where r.id = ${id} and ${reachSql(filter)}

-- store/reading.ts readableSql
(not ${isProtected} or r.survey_id = any(${surveys}::uuid[]))

-- store/reading.ts readableSql
${filterSql(asked.filter, asked.words)} and ${shownSql(asked)} and ${words}

-- store/reading.ts shownSql
r.survey_id::text || ':' || ${cellSql(shown.split)}

-- store/reading.ts shownSql
(not ${isProtected} or ${cell} = any(${shown.cells}::text[]))

-- store/removal.ts deleteImported
with chosen as (
  select id from response where import_id = ${importId} and erased_at is null order by id limit ${limit} for update
), gone as (
  delete from response using chosen where response.id = chosen.id
  returning response.id, response.person_id, response.context
), noted as (
  insert into outbox (kind, subject_id) select 'response', id from gone
)
select id, person_id as "personId", context from gone

-- store/removal.ts countImported
select count(*)::int as count from response where import_id = ${importId} and erased_at is null

-- store/responses.ts insertResponses
with written as (
  insert into response (id, survey_id, survey_version, programme, anonymous, state, source, submission_key, answered_at,
    time_zone, received_at, language, person_id, person_kind, weight, import_id, link_id, unit_id, context, attributes,
    answers, scored, words)
  select f[1]::uuid, f[2]::uuid, f[3]::integer, f[4], f[5]::boolean, f[6], f[7], f[8], f[9]::timestamptz,
    f[10], f[11]::timestamptz, nullif(f[12], ''), nullif(f[13], '')::uuid, nullif(f[14], ''), f[15]::float8,
    nullif(f[16], '')::uuid, nullif(f[17], '')::uuid, nullif(f[18], '')::uuid, f[19]::jsonb, f[20]::jsonb,
    f[21]::jsonb, f[22]::jsonb, nullif(f[23], '')::tsvector
  from string_to_table(${rows.map(fieldsOf).join(rowEnd)}, chr(30)) as line, string_to_array(line, chr(31)) as f
  on conflict on constraint response_submission_key do nothing
  returning id
), noted as (
  insert into outbox (kind, subject_id) select 'response', id from written
)
select count(*) as count, case when count(*) < ${rows.length}::int then string_agg(id::text, ',') end as ids from written

-- store/responses.ts updateResponses
with changed as (
  update response set state = row.state, language = row.language, person_id = row."personId", person_kind = row."personKind",
    unit_id = row."unitId", context = row.context, attributes = row.attributes, answers = row.answers, scored = row.scored,
    words = array_to_tsvector(row.words), received_at = row."receivedAt", version = response.version + 1
  from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row (id uuid, state text, language text, "personId" uuid, "personKind" text,
    "unitId" uuid, context jsonb, attributes jsonb, answers jsonb, scored jsonb, words text[], "receivedAt" timestamptz)
  where response.id = row.id
  returning response.id
)
insert into outbox (kind, subject_id) select 'response', id from changed

-- store/responses.ts lockResponses
select id, survey_id as "surveyId", survey_version as "surveyVersion", programme, anonymous, state, source,
  submission_key as "submissionKey", answered_at as "answeredAt", time_zone as "timeZone", language,
  person_id as "personId", person_kind as "personKind", weight, import_id as "importId", link_id as "linkId",
  unit_id as "unitId", context, attributes, answers, erased_at as "erasedAt"
from response
where (survey_id, submission_key) in (
  select wanted.survey_id, wanted.submission_key
  from unnest(${keys.map(({ surveyId }) => surveyId)}::uuid[], ${keys.map(({ submissionKey }) => submissionKey)}::text[])
    as wanted (survey_id, submission_key))
order by survey_id, submission_key
for update

-- store/responses.ts countKeys
select count(*) from response where survey_id = ${surveyId}::uuid and submission_key = any(${keys}::text[])

-- store/seeded.ts deleteSeeded
delete from response where ctid = any(array(
select ctid from response where survey_id = any(${surveyIds}::uuid[]) and source = 'seed' limit ${limit}))

-- store/seeded.ts countOwn
select survey_id as id, count(*) as count from response
where survey_id = any(${surveyIds}::uuid[]) and source <> 'seed' group by survey_id

-- store/seeded.ts listNamed
select distinct entry.value as code from response, jsonb_each_text(response.context) entry
where entry.value = any(${codes}::text[])

-- store/spellings.ts findSpellings
with asked as (
  select wanted.position, reference.id
  from unnest(${wanted.map(({ kind }) => kind)}::text[], ${wanted.map(({ value }) => value)}::text[])
    with ordinality wanted (kind, value, position)
  join reference on reference.kind = wanted.kind
    and (reference.id::text = lower(wanted.value) or lower(reference.code) = lower(wanted.value) or reference.name = wanted.value)
)
select position, array_agg(reference.id) as ids, array_agg(lower(reference.code)) as codes,
  coalesce(array_agg(reference.name) filter (where not exists (
    select from reference twin where twin.kind = reference.kind and twin.name = reference.name and twin.id <> reference.id)), '{}') as names
from asked join reference on reference.id = asked.id
group by position

-- store/spellings.ts namesOfOne
select name from reference where kind = 'unit' and name = any(${names}::text[]) group by name having count(*) = 1

-- store/weighting.ts applyFactors
with wanted as (
  select response.id, coalesce(base_weight, weight) as own, coalesce(base_weight, weight) * given.factor as weight
  from response
  join unnest(${rows.map(({ id }) => id)}::uuid[], ${rows.map(({ factor }) => factor)}::float8[]) given (id, factor)
    on given.id = response.id
  where erased_at is null and (weighting_id is null or weighting_id = ${weightingId}::uuid)
  order by response.id for update of response
), changed as (
  update response set weight = wanted.weight, base_weight = wanted.own, weighting_id = ${weightingId}::uuid
  from wanted
  where response.id = wanted.id and (response.weighting_id is null or response.weight <> wanted.weight)
  returning response.id
), noted as (
  insert into outbox (kind, subject_id) select 'response', id from changed
)
select count(*)::int as count from changed

-- store/weighting.ts restoreWeights
with chosen as (
  select id from response where weighting_id = ${weightingId}::uuid order by id limit ${limit} for update
), changed as (
  update response set weight = base_weight, base_weight = null, weighting_id = null
  from chosen where response.id = chosen.id
  returning response.id
), noted as (
  insert into outbox (kind, subject_id) select 'response', id from changed
)
select count(*)::int as count from changed

-- store/weighting.ts countWeighted
select count(*)::int as count from response where weighting_id = ${weightingId}::uuid

-- store/weighting.ts listDelays
select r.id, greatest(0, floor(extract(epoch from r.answered_at - l.created_at) / 86400))::int as days
from response r join survey_link l on l.id = r.link_id
where r.programme = ${of.programme} and not r.anonymous and r.erased_at is null
  and (cardinality(${of.surveys}::uuid[]) = 0 or r.survey_id = any(${of.surveys}::uuid[]))
order by r.answered_at desc limit ${of.limit}
