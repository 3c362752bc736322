-- What happened, on the axis of time: a release, an incident, a campaign, a note.
create table explore_annotation (
  id uuid primary key,
  kind text not null,
  first_day date not null,
  last_day date not null check (last_day >= first_day),
  title jsonb not null,
  -- Empty: the whole organisation; otherwise ids of units it concerns.
  unit_ids uuid[] not null default '{}',
  unit_codes text[] not null default '{}',
  author_id text not null,
  author_name text not null,
  revision integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  deleted_at timestamptz
);
create index explore_annotation_days on explore_annotation (first_day, id) where deleted_at is null;
