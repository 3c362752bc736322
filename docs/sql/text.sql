-- store/coder-names.ts selectCoderNames
select id::text, name from access_user where id = any(${ids}::uuid[])

-- store/coders.ts selectToCode
with near as (
  select c.response_id, c.question, c.margin, c.margin_code, c.print from text_coding c
   where c.person_codes is null and c.margin is not null and ${freeSql(ask)} and ${reachSql(ask)}
   order by c.margin, c.response_id limit ${pool}
), turns as (
  select near.*, row_number() over (partition by margin_code order by margin, response_id) as turn,
    row_number() over (partition by coalesce(print::text, response_id::text || question) order by margin) as twin
  from near
)
select response_id as "responseId", question from turns
 where twin = 1 and not exists (select from text_coding d where d.print = turns.print and d.person_codes is not null)
 order by turn, margin, response_id limit ${ask.limit}

-- store/coders.ts selectUnknown
select c.response_id as "responseId", c.question from text_coding c
 where c.person_codes is null and c.margin is null and c.print is not null and ${freeSql(ask)} and ${reachSql(ask)}
 order by c.response_id desc limit ${ask.limit}

-- store/coders.ts selectForSecond
select c.response_id as "responseId", c.question
  from text_person_coding p join text_coding c on c.response_id = p.response_id and c.question = p.question
 where p.undone_at is null and not p.is_second and p.user_id <> ${ask.userId} and ${freeSql(ask)} and ${reachSql(ask)}
   and not exists (select from text_person_coding o where o.response_id = p.response_id and o.question = p.question
     and o.undone_at is null and o.id <> p.id)
 order by p.coded_at desc limit ${ask.limit}

-- store/coders.ts freeSql
not exists (select from text_lease l where l.response_id = c.response_id and l.question = c.question
and l.until > ${now} and (l.user_id <> ${userId}::uuid and not l.is_skipped or l.user_id = ${userId}::uuid and l.is_skipped))

-- store/coders.ts reachSql
exists (select from response r where r.id = c.response_id and ${reach})

-- store/coders.ts lease
insert into text_lease (response_id, question, user_id, until, is_second)
select ${responseId}::uuid, ${question}, ${userId}::uuid, ${until}::timestamptz, ${isSecond}
  from text_coding where response_id = ${responseId}::uuid and question = ${question}
   and not exists (select from text_lease l where l.response_id = ${responseId}::uuid and l.question = ${question}
     and l.user_id <> ${userId}::uuid and l.until > ${now}::timestamptz and not l.is_skipped)
on conflict (response_id, question, user_id) do update
  set until = excluded.until, is_skipped = false, is_second = excluded.is_second

-- store/coders.ts findLease
select is_second as "isSecond" from text_lease
where response_id = ${responseId} and question = ${question} and user_id = ${userId} and not is_skipped

-- store/coders.ts skipHeld
update text_lease set is_skipped = true, until = ${until}
where user_id = ${userId}::uuid and not is_skipped and not ${isAmong(holding)}

-- store/coders.ts releaseLeases
delete from text_lease where user_id = ${userId}::uuid and not is_skipped and not ${isAmong(holding)}

-- store/coders.ts releaseLeases
update text_lease set until = ${until} where user_id = ${userId}::uuid and not is_skipped

-- store/coders.ts isAmong
(response_id, question) in (select * from unnest(${ids}::uuid[], ${questions}::text[]))

-- store/coders.ts countSince
select count(*)::int as n from text_person_coding
where user_id = ${userId}::uuid and coded_at > ${since} and undone_at is null

-- store/coders.ts deleteEndedLeases
delete from text_lease where until < ${now}

-- store/coders.ts writePersonCoding
insert into text_person_coding (id, response_id, question, user_id, codes, codes_before, coded_at, is_second, machine_codes)
select ${id}, response_id, question, ${userId}::uuid, ${codes}::text[], person_codes, ${at}, ${isSecond}, machine_codes
  from text_coding where response_id = ${responseId} and question = ${question}

-- store/coders.ts writePersonCoding
update text_coding set person_codes = ${codes}::text[], revision = revision + 1
where response_id = ${responseId} and question = ${question}

-- store/coders.ts writePersonCoding
delete from text_lease where response_id = ${responseId} and question = ${question}
and user_id = ${userId}::uuid

-- store/coders.ts findLastCoding
select id, response_id as "responseId", question, is_second as "isSecond" from text_person_coding
where user_id = ${userId}::uuid and undone_at is null order by coded_at desc, id desc limit 1

-- store/coders.ts undoPersonCoding
update text_person_coding set undone_at = ${now} where id = ${id}

-- store/coders.ts undoPersonCoding
update text_coding set revision = revision + 1, person_codes = (
  select codes from text_person_coding p where p.response_id = ${responseId} and p.question = ${question}
    and p.undone_at is null and not p.is_second order by p.coded_at desc, p.id desc limit 1)
 where response_id = ${responseId} and question = ${question}

-- store/coders.ts selectCodedTexts
select c.response_id as "responseId", c.question, r.survey_id as "surveyId", r.survey_version as "surveyVersion",
    r.language, r.answers, c.person_codes as codes
  from text_coding c join response r on r.id = c.response_id
 where c.person_codes is not null and ${hasTexts}
 order by c.response_id desc limit ${limit}

-- store/coders.ts selectHistory
select id::text, 'person' as by, user_id::text as "userId", coded_at as at, codes, codes_before as before,
    undone_at is not null as "isUndone"
  from text_person_coding where response_id = ${responseId} and question = ${question}
union all
select response_id::text, 'suggester', null, at, codes, null, false
  from text_suggestion where response_id = ${responseId} and question = ${question}
order by at desc, id desc limit 200

-- store/coders.ts selectJudged
select distinct on (p.coded_at, p.response_id, p.question) p.codes, p.machine_codes as machine, s.codes as suggester
  from text_person_coding p
  left join text_suggestion s on s.response_id = p.response_id and s.question = p.question
 where p.undone_at is null and not p.is_second
   and not exists (select from text_person_coding o where o.response_id = p.response_id and o.question = p.question
     and o.undone_at is null and not o.is_second and (o.coded_at, o.id) < (p.coded_at, p.id))
 order by p.coded_at desc, p.response_id, p.question limit ${limit}

-- store/coders.ts selectTwiceCoded
select one.codes as first, other.codes as second
  from text_person_coding other
  join lateral (select codes from text_person_coding p where p.response_id = other.response_id
    and p.question = other.question and p.undone_at is null and not p.is_second and p.user_id <> other.user_id
    order by p.coded_at limit 1) one on true
 where other.is_second and other.undone_at is null order by other.coded_at desc limit ${limit}

-- store/codings.ts hasTexts
r.scored @> '[{"k": "text"}]'

-- store/codings.ts responseColumns
id, survey_id as "surveyId", survey_version as "surveyVersion", language, answers

-- store/codings.ts takeWaiting
delete from text_waiting where sequence = any(array(
  select sequence from text_waiting order by sequence for update skip locked limit ${limit}))
returning response_id as id

-- store/codings.ts putBackWaiting
insert into text_waiting (response_id) select unnest(${ids}::uuid[])

-- store/codings.ts holdResponses
select ${responseColumns} from response r where id = any(${ids}::uuid[]) and ${hasTexts}
order by id for share skip locked

-- store/codings.ts selectWithWords
select id from response r where id = any(${ids}::uuid[]) and ${hasTexts}

-- store/codings.ts lockResponse
select id from response r where id = ${id}::uuid and ${hasTexts} for no key update

-- store/codings.ts nextWithWords
select id from response r
where id > coalesce(${after}::uuid, '00000000-0000-0000-0000-000000000000') and ${hasTexts}
order by id limit ${limit}

-- store/codings.ts countWithWords
select count(*)::int as n from response r where ${hasTexts}

-- store/codings.ts writeMachineCodings
delete from text_coding c where response_id = any(${responseIds}::uuid[]) and not exists (
select from jsonb_to_recordset(${rows}::jsonb) as row ("responseId" uuid, question text)
where row."responseId" = c.response_id and row.question = c.question)

-- store/codings.ts writeMachineCodings
insert into text_coding (response_id, question, language, sentiment, machine_codes, margin, margin_code, print, version)
select "responseId", question, language, sentiment, "machineCodes", margin, "marginCode", print, ${version}::int
from jsonb_to_recordset(${rows}::jsonb) as row ("responseId" uuid, question text, language text, sentiment real,
  "machineCodes" text[], margin real, "marginCode" text, print bigint)
on conflict (response_id, question) do update
  set language = excluded.language, sentiment = excluded.sentiment, machine_codes = excluded.machine_codes,
    margin = excluded.margin, margin_code = excluded.margin_code, print = excluded.print, version = excluded.version
  where (text_coding.language, text_coding.sentiment, text_coding.machine_codes, text_coding.margin,
      text_coding.margin_code, text_coding.print)
    is distinct from (excluded.language, excluded.sentiment, excluded.machine_codes, excluded.margin,
      excluded.margin_code, excluded.print)

-- store/codings.ts summariseCodings
with recursive meant (key, target) as (
  select key, key from theme where merged_into is null and archived_at is null and not is_unfitting
  union all
  select theme.key, meant.target from theme join meant on theme.merged_into = meant.key
), summary as (
  select wanted.id,
      coalesce((
        select array_agg(distinct meant.target || right(code, 1) order by meant.target || right(code, 1))
          from text_coding one, unnest(coalesce(one.person_codes, one.machine_codes)) code
          join meant on meant.key = left(code, -1)
         where one.response_id = wanted.id), '{}') as codes,
      (select avg(sentiment)::real from text_coding one where one.response_id = wanted.id) as sentiment
    from unnest(${responseIds}::uuid[]) wanted (id)
), changed as (
  insert into response_coding (response_id, codes, sentiment)
  select id, codes, sentiment from summary
  on conflict (response_id) do update set codes = excluded.codes, sentiment = excluded.sentiment
    where response_coding.codes is distinct from excluded.codes
       or response_coding.sentiment is distinct from excluded.sentiment
  returning response_id
)
insert into outbox (kind, subject_id) select 'response', response_id from changed

-- store/codings.ts countCodings
select count(*)::int as coded,
    count(*) filter (where coalesce(person_codes, machine_codes) <> '{}')::int as themed,
    count(*) filter (where person_codes is not null)::int as "byPeople",
    (select count(*)::int from text_waiting) as waiting
  from text_coding

-- store/codings.ts selectCodings
select response_id as "responseId", question, language, sentiment::float8 as sentiment, machine_codes as "machineCodes",
    person_codes as "personCodes", margin::float8 as margin, margin_code as "marginCode", print::text as print, revision
  from text_coding where response_id = any(${responseIds}::uuid[])

-- store/codings.ts writePhaseWeights
with changed as (
  insert into response_coding (response_id, phase_weight)
  select "responseId", weight from jsonb_to_recordset(${JSON.stringify(draws)}::jsonb) as row ("responseId" uuid, weight real)
  on conflict (response_id) do update set phase_weight = excluded.phase_weight
    where response_coding.phase_weight <> excluded.phase_weight
  returning response_id
)
insert into outbox (kind, subject_id) select 'response', response_id from changed

-- store/discoveries.ts columns
id, key, question, asked_kind as "askedKind", asked_by as "askedBy", state, requested_at as "requestedAt",
computed_at as "computedAt", codebook_version as "codebookVersion", found, adopted

-- store/discoveries.ts findDiscovery
select ${columns} from text_discovery where id = ${id} ${how === "lock" ? sql`for update` : sql.empty}

-- store/discoveries.ts findDiscovery
for update

-- store/discoveries.ts ensureDiscovery
insert into text_discovery (id, key, question, asked_kind, asked_by, state, requested_at)
values (${row.id}, ${row.key}, ${sql.json(row.question)}, ${row.askedKind}, ${row.askedBy}, 'failed', to_timestamp(0))
on conflict (key) do nothing

-- store/discoveries.ts ensureDiscovery
select ${columns} from text_discovery where key = ${row.key} for update

-- store/discoveries.ts requestDiscovery
update text_discovery set state = 'computing', requested_at = ${at}, asked_kind = ${askedKind},
asked_by = ${askedBy} where id = ${id}

-- store/discoveries.ts finishDiscovery
update text_discovery set state = 'failed' where id = ${id}

-- store/discoveries.ts finishDiscovery
update text_discovery set state = 'ready', computed_at = ${at}, found = ${sql.json(result.found)},
codebook_version = ${result.version}, adopted = '{}' where id = ${id}

-- store/discoveries.ts noteAdopted
update text_discovery set adopted = adopted || ${sql.json({ [what]: theme })} where id = ${id}

-- store/discoveries.ts deleteOldDiscoveries
delete from text_discovery where requested_at < ${before}

-- store/discoveries.ts forgetAdopted
update text_discovery set adopted = adopted - ${what}::text where id = ${id}

-- store/discoveries.ts selectDismissed
select print from text_dismissal

-- store/discoveries.ts putDismissed
insert into text_dismissal (print, dismissed_at) values (${print}, ${at}) on conflict do nothing

-- store/discoveries.ts deleteDismissed
delete from text_dismissal where print = ${print}

-- store/models.ts readLearned
select coder, sentiment, quality from text_model order by version desc limit 1

-- store/models.ts listTrainings
select version, trained_at as "trainedAt", examples, quality,
against_people as "againstPeople" from text_model order by version desc limit ${limit}

-- store/models.ts insertModel
update text_model set coder = null, sentiment = null where coder is not null or sentiment is not null

-- store/models.ts insertModel
insert into text_model (trained_at, examples, coder, sentiment, quality, against_people)
values (${model.at}, ${model.examples}, ${jsonOrNull(model.coder)}, ${jsonOrNull(model.sentiment)},
  ${jsonOrNull(model.quality)}, ${sql.json(model.againstPeople ?? {})})

-- store/models.ts countUntrained
select count(*)::int as n, max(greatest(coded_at, coalesce(undone_at, coded_at))) as last
from text_person_coding where not is_second and greatest(coded_at, coalesce(undone_at, coded_at))
  > coalesce((select trained_at from text_model order by version desc limit 1), '-infinity')

-- store/models.ts jsonOrNull
null

-- store/recoding.ts columns
id, state, version, after_id as "afterId", done, changed, total, cancel_requested as "isCancelRequested",
started_at as "startedAt", finished_at as "finishedAt"

-- store/recoding.ts insertRecoding
insert into text_recoding (id, state, version, total, started_by, started_at)
values (${id}, 'running', ${version}, ${total}, ${by}, ${at})
on conflict (state) where state = 'running' do update set cancel_requested = false

-- store/recoding.ts takeRecoding
select ${columns} from text_recoding where state = 'running' for update skip locked

-- store/recoding.ts readRecodings
select ${columns} from text_recoding where state = 'running'

-- store/recoding.ts readRecodings
select ${columns} from text_recoding where state <> 'running' order by finished_at desc, id desc limit 1

-- store/recoding.ts noteRecoded
update text_recoding set after_id = ${after}::uuid, done = done + ${done}::int,
changed = changed + ${changed}::int where id = ${id}

-- store/recoding.ts restartRecoding
update text_recoding set version = ${version}::int, after_id = null, done = 0, changed = 0 where id = ${id}

-- store/recoding.ts endRecoding
update text_recoding set state = ${state}, finished_at = ${at} where id = ${id}

-- store/recoding.ts requestCancel
update text_recoding set cancel_requested = true where state = 'running'

-- store/recoding.ts countBacklog
select count(*)::int as n from (select from outbox limit ${most}) waiting

-- store/state.ts columns
version, seeded, coded_version as "codedVersion", industries, training_since as "trainingSince"

-- store/state.ts readTextState
select ${columns} from text_state

-- store/state.ts holdTextState
select ${columns} from text_state for share

-- store/state.ts lockTextState
select ${columns} from text_state for update

-- store/state.ts raiseVersion
update text_state set version = version + 1, seeded = coalesce(${seeded}::text, seeded),
coded_version = case when exists (select from text_coding) then coded_version else version + 1 end

-- store/state.ts noteCodedVersion
update text_state set coded_version = greatest(coded_version, ${version}::int)

-- store/state.ts writeIndustries
update text_state set industries = ${industries}::text[]

-- store/state.ts beginTraining
update text_state set training_since = ${now}
where training_since is null or training_since < ${now}::timestamptz - interval '30 minutes'

-- store/state.ts endTraining
update text_state set training_since = null

-- store/suggester.ts readSuggesterRow
select is_enabled as "isEnabled", base_url as "baseUrl", model,
daily_tokens as "dailyTokens", key from text_suggester

-- store/suggester.ts writeSuggester
update text_suggester set is_enabled = ${row.isEnabled}, base_url = ${row.baseUrl},
model = ${row.model}, daily_tokens = ${row.dailyTokens}, key = ${row.key}

-- store/suggester.ts readSpent
select tokens from text_suggester_day where day = ${day}::date

-- store/suggester.ts reserveTokens
insert into text_suggester_day (day) values (${day}::date) on conflict (day) do nothing

-- store/suggester.ts reserveTokens
update text_suggester_day set tokens = tokens + ${tokens}
where day = ${day}::date and tokens + ${tokens} <= ${most}

-- store/suggester.ts settleTokens
update text_suggester_day set tokens = greatest(0, tokens + ${difference}) where day = ${day}::date

-- store/suggester.ts findSuggestion
select codes, model from text_suggestion where response_id = ${responseId} and question = ${question}

-- store/suggester.ts putSuggestion
insert into text_suggestion (response_id, question, codes, model, tokens, at)
select response_id, question, ${said.codes}::text[], ${said.model}, ${said.tokens}::int, ${said.at}::timestamptz
  from text_coding where response_id = ${responseId} and question = ${question}
on conflict (response_id, question) do update
  set codes = excluded.codes, model = excluded.model, tokens = excluded.tokens, at = excluded.at

-- store/texts.ts columns
r.id as "responseId", c.question, r.answers ->> c.question as text, coalesce(r.language, c.language) as language,
coalesce(c.person_codes, c.machine_codes) as codes

-- store/texts.ts selectTexts
select ${columns} from response r join text_coding c on c.response_id = r.id
 where ${reach} and jsonb_typeof(r.answers -> c.question) = 'string'
 order by r.answered_at desc, r.id desc, c.question limit ${limit}

-- store/texts.ts selectNamedTexts
select ${columns} from response r join text_coding c on c.response_id = r.id
 where (c.response_id, c.question) in (
     select * from unnest(${names.map((name) => name.responseId)}::uuid[], ${names.map((name) => name.question)}::text[]))
   and ${reach} and jsonb_typeof(r.answers -> c.question) = 'string'

-- store/texts.ts selectScored
select survey_id as "surveyId", survey_version as "surveyVersion", language, answers from response r
 where ${hasTexts} and scored @? '$[*] ? (exists(@.s))' order by answered_at desc, id desc limit ${limit}

-- store/themes.ts columns
key, parent, kind, names, problem_names as "problemNames", praise_names as "praiseNames", about, patterns,
examples, industries, position, is_seeded as "isSeeded", is_edited as "isEdited",
archived_at is not null as "isArchived", is_unfitting as "isUnfitting", merged_into as "mergedInto", revision

-- store/themes.ts selectThemes
select ${columns} from theme order by position, key

-- store/themes.ts findTheme
select ${columns} from theme where key = ${key}

-- store/themes.ts insertTheme
insert into theme (key, parent, kind, names, problem_names, praise_names, about, patterns, examples, industries, position,
  is_seeded, created_at, updated_at)
values (${theme.key}, ${theme.parent}, ${theme.kind}, ${sql.json(theme.names)}, ${jsonOrNull(theme.problemNames)},
  ${jsonOrNull(theme.praiseNames)}, ${sql.json(theme.about)}, ${sql.json(theme.patterns)}, ${sql.json(theme.examples)},
  ${theme.industries ?? ["any"]}::text[], ${theme.position}, ${theme.isSeeded}, ${now}, ${now})
on conflict (key) do nothing

-- store/themes.ts updateThemeRow
update theme
   set parent = ${theme.parent}, kind = ${theme.kind}, names = ${sql.json(theme.names)},
       problem_names = ${jsonOrNull(theme.problemNames)}, praise_names = ${jsonOrNull(theme.praiseNames)},
       about = ${sql.json(theme.about)}, patterns = ${sql.json(theme.patterns)}, examples = ${sql.json(theme.examples)},
       is_edited = true, is_moved = is_moved or parent is distinct from ${theme.parent}::text, is_unfitting = false,
       revision = revision + 1, updated_at = ${how.now}
 where key = ${theme.key} and (${how.revision}::int is null or revision = ${how.revision}::int)

-- store/themes.ts takeSeed
update theme
   set parent = case when is_moved then parent else ${theme.parent}::text end,
       position = case when is_moved then position else ${theme.position}::int end,
       kind = ${theme.kind}, names = ${sql.json(theme.names)}, problem_names = ${jsonOrNull(theme.problemNames)},
       praise_names = ${jsonOrNull(theme.praiseNames)}, about = ${sql.json(theme.about)},
       patterns = ${sql.json(theme.patterns)}, examples = ${sql.json(theme.examples)},
       industries = ${theme.industries ?? ["any"]}::text[], revision = revision + 1, updated_at = ${now}
 where key = ${theme.key}

-- store/themes.ts updateThemeState
update theme
   set archived_at = case when ${theme.isArchived} then coalesce(archived_at, ${now}) end,
       merged_into = ${theme.mergedInto}, is_unfitting = false, revision = revision + 1, updated_at = ${now}
 where key = ${theme.key} and revision = ${theme.revision}

-- store/themes.ts updateParent
update theme set parent = ${parent}, is_moved = true, revision = revision + 1,
updated_at = ${now} where key = ${key} and revision = ${revision}

-- store/themes.ts writePositions
update theme set position = 10 * place.number::int
from unnest(${keys}::text[]) with ordinality place (key, number) where theme.key = place.key

-- store/themes.ts setFitting
update theme set is_unfitting = not is_unfitting
where is_unfitting = (key = any(${keys}::text[]))

-- store/themes.ts jsonOrNull
null

-- store/themes.ts selectKeysOfOtherKinds
select key from theme where kind <> ${kind}
