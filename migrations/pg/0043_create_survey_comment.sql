create table survey_comment (
  id uuid primary key,
  survey_id uuid not null references survey (id),
  -- Key of a question; not checked against the draft, from which it may be taken away later.
  question text,
  parent_id uuid references survey_comment (id) on delete cascade,
  text text not null,
  -- A user, an API key or the product; the name is kept for those who are gone.
  author_id text not null,
  author_name text not null,
  mentions uuid[] not null default '{}',
  resolved_at timestamptz,
  resolved_by text,
  created_at timestamptz not null
);
create index survey_comment_survey_id on survey_comment (survey_id, created_at, id);
create index survey_comment_parent_id on survey_comment (parent_id);
