-- Test runs lie apart from responses, so that no figure, list, export or count can ever take them in.
create table survey_test_link (
  id uuid primary key,
  token_hash bytea not null unique,
  survey_id uuid not null references survey (id),
  -- The draft as it is when the page is opened; otherwise what is published.
  of_draft boolean not null,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index survey_test_link_survey_id on survey_test_link (survey_id, created_at);

create table survey_test_run (
  id uuid primary key,
  survey_id uuid not null references survey (id),
  link_id uuid not null references survey_test_link (id) on delete cascade,
  -- Chosen by the page; the same form sent twice is one run.
  run_key text not null,
  -- Null: the draft.
  survey_version integer,
  -- What was asked, so that it can be read when the draft has changed.
  definition jsonb not null,
  state text not null check (state in ('partial', 'complete')),
  language text,
  fields jsonb not null default '{}',
  answers jsonb not null,
  started_at timestamptz not null,
  changed_at timestamptz not null,
  unique (link_id, run_key)
);
create index survey_test_run_survey_id on survey_test_run (survey_id, id);
