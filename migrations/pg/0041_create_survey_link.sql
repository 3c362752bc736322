-- Single-use links. The token itself is handed out once; only its hash is kept.
create table survey_link (
  id uuid primary key,
  token_hash bytea not null unique,
  survey_id uuid not null references survey (id),
  context jsonb not null default '{}',
  person_kind text,
  person_value text,
  expires_at timestamptz,
  created_at timestamptz not null,
  -- Whose response it belongs to, from the first partial answer on; used up when that response is complete.
  submission_key text,
  used_at timestamptz,
  check ((person_kind is null) = (person_value is null))
);
create index survey_link_survey_id on survey_link (survey_id, created_at);
