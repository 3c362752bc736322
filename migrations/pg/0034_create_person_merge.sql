create table person_merge_batch (
  id uuid primary key,
  -- Suggestions to accept: their ids, or everything from this confidence on.
  suggestion_ids uuid[],
  min_confidence double precision,
  state text not null check (state in ('running', 'done', 'undoing', 'undone', 'cancelled')),
  total integer not null,
  done integer not null default 0,
  skipped integer not null default 0,
  created_by text not null,
  created_at timestamptz not null,
  finished_at timestamptz
);

-- That two are one human being. Nothing is copied: everybody keeps what is theirs, and `choices` says per field whose
-- value counts, so undoing takes nothing but this row. No personal data here.
create table person_merge (
  id uuid primary key,
  survivor_id uuid not null references person (id) on delete cascade,
  merged_id uuid not null references person (id) on delete cascade,
  choices jsonb not null default '{}',
  reason text not null,
  batch_id uuid references person_merge_batch (id),
  at timestamptz not null default clock_timestamp(),
  actor_kind text not null,
  actor_id text not null,
  undone_at timestamptz,
  check (survivor_id <> merged_id)
);
create unique index person_merge_active on person_merge (merged_id) where undone_at is null;
create index person_merge_survivor on person_merge (survivor_id);
create index person_merge_merged on person_merge (merged_id);
create index person_merge_batch_id on person_merge (batch_id) where batch_id is not null;

-- Two who may be one. `one_id` is the smaller id.
create table person_suggestion (
  id uuid primary key,
  one_id uuid not null references person (id) on delete cascade,
  other_id uuid not null references person (id) on delete cascade,
  reasons text[] not null,
  confidence double precision not null,
  state text not null check (state in ('open', 'accepted', 'apart')),
  created_at timestamptz not null default now(),
  decided_at timestamptz,
  check (one_id < other_id),
  constraint person_suggestion_pair unique (one_id, other_id)
);
create index person_suggestion_open on person_suggestion (confidence desc, id) where state = 'open';
create index person_suggestion_other on person_suggestion (other_id);
