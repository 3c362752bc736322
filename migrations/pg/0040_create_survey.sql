create table survey (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9][a-z0-9-]{1,59}$'),
  name text not null,
  programme text not null,
  state text not null default 'draft' check (state in ('draft', 'open', 'closed', 'archived')),
  origin text not null check (origin in ('built', 'imported')),
  anonymous boolean not null,
  draft jsonb not null,
  -- Grows with every change, so that two people cannot overwrite each other unseen.
  revision integer not null default 1,
  published_version integer,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index survey_updated_at on survey (updated_at desc, id desc);

create table survey_version (
  survey_id uuid not null references survey (id),
  version integer not null check (version >= 1),
  definition jsonb not null,
  published_at timestamptz not null,
  published_by text not null,
  primary key (survey_id, version)
);

-- Answers are read by the version they were given to, so a published version never changes.
create function refuse_survey_version_change() returns trigger language plpgsql as $$
begin
  raise exception 'A published survey version cannot be changed' using errcode = 'insufficient_privilege';
end
$$;

create trigger survey_version_immutable before update or delete or truncate on survey_version
  for each statement execute function refuse_survey_version_change();
