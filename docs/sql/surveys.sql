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

-- store/surveys.ts columns
survey.id, survey.slug, survey.name, survey.programme, survey.state, survey.origin, survey.anonymous,
survey.published_version as "publishedVersion"

-- store/surveys.ts fullColumns
${columns}, survey.draft, survey.revision, survey.created_at as "createdAt", survey.updated_at as "updatedAt",
survey.draft is distinct from version.definition as changed

-- store/surveys.ts fullFrom
from survey
left join survey_version version on version.survey_id = survey.id and version.version = survey.published_version

-- store/surveys.ts selectSurvey
select ${columns} from survey where slug = ${idOrSlug}

-- store/surveys.ts selectSurvey
select ${columns} from survey where id = ${idOrSlug}::uuid or slug = ${idOrSlug}

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
insert into survey (id, slug, name, programme, origin, anonymous, draft, created_at, updated_at)
values (${survey.id}, ${survey.slug}, ${survey.name}, ${survey.programme}, ${survey.origin}, ${survey.anonymous},
  ${sql.json(survey.draft)}, ${survey.now}, ${survey.now}) on conflict (slug) do nothing

-- store/surveys.ts updateDraft
update survey set name = ${change.name}, draft = ${sql.json(change.draft)},
anonymous = ${change.anonymous}, revision = revision + 1, updated_at = ${change.now} where id = ${id}

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

-- store/versions.ts selectVersion
select survey_id as "surveyId", version, definition, published_at as "publishedAt", published_at < now() as settled
from survey_version where survey_id = ${surveyId} and version = ${version}

-- store/versions.ts insertVersion
insert into survey_version (survey_id, version, definition, published_at, published_by)
select ${version.surveyId}, coalesce(max(version), 0) + 1, ${sql.json(version.definition)}, ${version.now}, ${version.publishedBy}
from survey_version where survey_id = ${version.surveyId}
returning version
