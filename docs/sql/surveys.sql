-- store/comments.ts columns
comment.id, comment.survey_id as "surveyId", comment.question, comment.parent_id as parent, comment.text,
comment.author_id as "authorId", coalesce(author.name, comment.author_name) as "authorName",
coalesce((select jsonb_agg(jsonb_build_object('id', named.id, 'name', named.name) order by named.name)
  from access_user named where named.id = any (comment.mentions)), '[]') as mentions,
comment.resolved_at as "resolvedAt", comment.resolved_by as "resolvedBy", comment.created_at as "createdAt"

-- store/comments.ts from
from survey_comment comment left join access_user author on author.id::text = comment.author_id

-- store/comments.ts listCommentRows
select ${columns} ${from}
left join survey_comment thread on thread.id = comment.parent_id
where comment.survey_id = ${surveyId} and (${page.after}::uuid is null or (comment.created_at, comment.id) > (
    select last.created_at, last.id from survey_comment last where last.id = ${page.after}::uuid))
  and (not ${page.isOpenOnly}::boolean or coalesce(thread.resolved_at, comment.resolved_at) is null)
order by comment.created_at, comment.id limit ${page.limit}

-- store/comments.ts selectComment
select ${columns} ${from} where comment.survey_id = ${surveyId} and comment.id = ${id}

-- store/comments.ts insertComment
insert into survey_comment (id, survey_id, question, parent_id, text, author_id,
  author_name, mentions, created_at)
values (${comment.id}, ${comment.surveyId}, ${comment.question}, ${comment.parent}, ${comment.text}, ${comment.author.id},
  ${comment.author.name}, ${comment.mentions}::uuid[], ${comment.now}) on conflict (id) do nothing

-- store/comments.ts updateResolved
update survey_comment set resolved_at = ${at}::timestamptz, resolved_by = ${by} where id = ${id}

-- store/comments.ts deleteCommentRow
delete from survey_comment where id = ${id}

-- store/link-timeline.ts listLinkEvents
date_trunc('milliseconds', link.created_at)

-- store/link-timeline.ts listLinkEvents
true

-- store/link-timeline.ts listLinkEvents
(${moment}, link.id::text collate "C") < (${before.at}::timestamptz, ${before.id}::text collate "C")

-- store/link-timeline.ts listLinkEvents
select link.id::text, link.created_at as at, link.survey_id as "surveyId", link.used_at is not null as "isUsed"
from survey_link link join survey on survey.id = link.survey_id
where (link.person_kind, link.person_value) in (
    select kind, value from person_identity where person_id = any(${personIds}::uuid[]))
  and not survey.anonymous and survey.programme <> 'employee' and ${place}
order by ${moment} desc, link.id::text collate "C" desc limit ${limit}

-- store/links.ts columns
id, survey_id as "surveyId", context, person_kind as "personKind", person_value as "personValue",
expires_at as "expiresAt", submission_key as "submissionKey", used_at as "usedAt"

-- store/links.ts insertLinks
insert into survey_link (id, token_hash, survey_id, context, person_kind, person_value, expires_at, created_at)
select id, decode("tokenHash", 'hex'), "surveyId", context, "personKind", "personValue", "expiresAt", ${now}::timestamptz
from jsonb_to_recordset(${sql.json(rows)}) as link (id uuid, "tokenHash" text, "surveyId" uuid, context jsonb,
  "personKind" text, "personValue" text, "expiresAt" timestamptz)

-- store/links.ts selectLink
select ${columns} from survey_link where token_hash = ${tokenHash}

-- store/links.ts lockLink
select ${columns} from survey_link where token_hash = ${tokenHash} for update

-- store/links.ts bindLink
update survey_link set submission_key = ${submissionKey}, used_at = coalesce(used_at, ${usedAt}::timestamptz) where id = ${id}

-- store/links.ts countOpenLinks
select count(*) from survey_link
where used_at is null and (expires_at is null or expires_at > ${now})
  and lower(context ->> 'unit') = any(${codes.map((code) => code.toLowerCase())}::text[])

-- store/personal-links.ts listLinksOf
select survey_id as "surveyId", context,
to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "createdAt",
to_char(used_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "usedAt"
from survey_link where ${isOf(identities)} order by created_at, id

-- store/personal-links.ts deleteOpenLinks
delete from survey_link where ${isOf(identities)} and submission_key is null

-- store/personal-links.ts forgetTakenLinks
update survey_link set person_kind = null, person_value = null, context = '{}',
submission_key = 'erased:' || id where ${isOf(identities)}

-- store/personal-links.ts isOf
(person_kind, person_value) in (select * from unnest(${kinds}::text[], ${values}::text[]))

-- store/removal.ts deleteSurveys
select set_config('holos.removes_surveys', 'on', true)

-- store/removal.ts deleteSurveys
delete from ${table} where survey_id = any($1::uuid[])

-- store/removal.ts deleteSurveys
delete from survey where id = any(${ids}::uuid[])

-- store/removal.ts deleteSurveys
select set_config('holos.removes_surveys', 'off', true)

-- store/removal.ts listChanged
select survey.id from survey where id = any(${ids}::uuid[]) and (published_version > 1 or exists (
select from survey_version version where version.survey_id = survey.id and version.version = 1
  and version.definition is distinct from survey.draft))

-- store/surveys.ts columns
survey.id, survey.slug, survey.name, survey.programme, survey.state, survey.origin, survey.anonymous,
survey.published_version as "publishedVersion"

-- store/surveys.ts fullColumns
${columns}, survey.draft, survey.revision, survey.created_at as "createdAt", survey.updated_at as "updatedAt",
case when survey.changed_by is not null then jsonb_build_object('id', survey.changed_by, 'name', survey.changed_by_name)
  end as "changedBy",
survey.draft is distinct from version.definition as changed

-- store/surveys.ts fullFrom
from survey
left join survey_version version on version.survey_id = survey.id and version.version = survey.published_version

-- store/surveys.ts selectSurvey
select ${columns} from survey where slug = ${idOrSlug}

-- store/surveys.ts selectSurvey
select ${columns} from survey where id = ${idOrSlug}::uuid or slug = ${idOrSlug}

-- store/surveys.ts selectPublishedSurveys
select ${columns} from survey where survey.published_version is not null
order by survey.updated_at desc, survey.id desc

-- store/surveys.ts selectFullSurvey
select ${fullColumns} ${fullFrom} where survey.id = ${id}

-- store/surveys.ts selectNames
select id, name from survey where id = any(${ids}::uuid[])

-- store/surveys.ts lockSurvey
select from survey where id = ${id} for update

-- store/surveys.ts listSurveyRows
select ${fullColumns} ${fullFrom}
where ${sql.join(conditionsOf(filter), " and ")}
order by survey.updated_at desc, survey.id desc limit ${filter.limit}

-- store/surveys.ts countAnswers
select survey_id as id, count(*) as answers from response where survey_id = any(${surveyIds}::uuid[]) group by survey_id

-- store/surveys.ts insertSurvey
insert into survey (id, slug, name, programme, origin, anonymous, draft, changed_by, changed_by_name,
  created_at, updated_at)
values (${survey.id}, ${survey.slug}, ${survey.name}, ${survey.programme}, ${survey.origin}, ${survey.anonymous},
  ${sql.json(survey.draft)}, ${survey.by.id}, ${survey.by.name}, ${survey.now}, ${survey.now}) on conflict (slug) do nothing

-- store/surveys.ts updateDraft
update survey set name = ${change.name}, draft = ${sql.json(change.draft)},
anonymous = ${change.anonymous}, changed_by = ${change.by.id}, changed_by_name = ${change.by.name}, revision = revision + 1, updated_at = ${change.now} where id = ${id}

-- store/surveys.ts updateState
update survey set state = ${state}, updated_at = ${now} where id = ${id}

-- store/surveys.ts updatePublished
update survey set published_version = ${version}, state = 'open', updated_at = ${now} where id = ${id}

-- store/surveys.ts conditionsOf
survey.state <> 'archived'

-- store/surveys.ts conditionsOf
survey.state = ${state}

-- store/surveys.ts conditionsOf
(survey.name ilike ${pattern} or survey.slug ilike ${pattern})

-- store/surveys.ts conditionsOf
(survey.updated_at, survey.id) < (${after.updatedAt}::timestamptz, ${after.id}::uuid)

-- store/test-runs.ts columns
id, survey_id as "surveyId", survey_version as version, definition, state, language, fields, answers,
started_at as "startedAt", changed_at as "changedAt"

-- store/test-runs.ts insertTestLink
insert into survey_test_link (id, token_hash, survey_id, of_draft, created_at, expires_at)
values (${link.id}, ${link.tokenHash}, ${link.surveyId}, ${link.ofDraft}, ${link.now}, ${link.expiresAt})

-- store/test-runs.ts selectTestLink
select id, survey_id as "surveyId", of_draft as "ofDraft" from survey_test_link
where token_hash = ${tokenHash} and expires_at > ${now}

-- store/test-runs.ts lockTestRun
select ${columns} from survey_test_run where link_id = ${linkId} and run_key = ${runKey} for update

-- store/test-runs.ts selectTestRun
select ${columns} from survey_test_run where link_id = ${linkId} and run_key = ${runKey}

-- store/test-runs.ts upsertTestRun
insert into survey_test_run (id, survey_id, link_id, run_key, survey_version, definition, state, language,
  fields, answers, started_at, changed_at)
values (${run.id}, ${run.surveyId}, ${run.linkId}, ${run.runKey}, ${run.version}, ${sql.json(run.definition)}, ${run.state},
  ${run.language}, ${sql.json(run.fields)}, ${sql.json(run.answers)}, ${run.now}, ${run.now})
on conflict (link_id, run_key) do update set survey_version = excluded.survey_version, definition = excluded.definition,
  state = excluded.state, language = excluded.language, fields = excluded.fields, answers = excluded.answers,
  changed_at = excluded.changed_at
where survey_test_run.state = 'partial'

-- store/test-runs.ts deleteOldestTestRuns
delete from survey_test_run where id in (
select id from survey_test_run where survey_id = ${surveyId} order by id desc offset ${kept})

-- store/test-runs.ts listTestRunRows
select ${columns} from survey_test_run
where survey_id = ${surveyId} and (${before}::uuid is null or id < ${before}::uuid) order by id desc limit ${limit}

-- store/test-runs.ts countTestRuns
select count(*) as runs from survey_test_run where survey_id = ${surveyId}

-- store/test-runs.ts deleteTestRunRows
delete from survey_test_run where survey_id = ${surveyId}

-- store/test-runs.ts deleteTestRunRow
delete from survey_test_run where survey_id = ${surveyId} and id = ${id}

-- store/versions.ts selectVersion
select survey_id as "surveyId", version, definition, published_at as "publishedAt", published_at < now() as settled
from survey_version where survey_id = ${surveyId} and version = ${version}

-- store/versions.ts insertVersion
insert into survey_version (survey_id, version, definition, published_at, published_by, published_by_name, note)
select ${version.surveyId}, coalesce(max(version), 0) + 1, ${sql.json(version.definition)}, ${version.now}, ${version.by.id},
  ${version.by.name}, ${version.note}
from survey_version where survey_id = ${version.surveyId}
returning version

-- store/versions.ts listVersionRows
select version, published_at as "publishedAt", published_by as "publishedBy",
  published_by_name as "publishedByName", note
from survey_version where survey_id = ${surveyId} and (${before}::integer is null or version < ${before}::integer)
order by version desc limit ${limit}
