-- A file brought in: what it is, how far it has come, and what was refused. The file itself lies in the data folder.
create table import (
  id uuid primary key,
  file_name text not null,
  bytes bigint not null,
  file_hash bytea not null,
  state text not null check (state in ('uploaded', 'ready', 'running', 'done', 'failed', 'cancelled')),
  profile jsonb,
  survey_id uuid,
  survey_version integer,
  rows integer not null default 0,
  rows_done integer not null default 0,
  created integer not null default 0,
  unchanged integer not null default 0,
  refused integer not null default 0,
  skipped integer not null default 0,
  problem jsonb,
  cancel_requested boolean not null default false,
  -- How often work began since the last finished batch: an import that cannot get on is given up.
  stalls integer not null default 0,
  started_by text not null,
  created_at timestamptz not null,
  finished_at timestamptz,
  file_removed_at timestamptz
);
create index import_created_at on import (created_at desc, id desc);

-- One line for each refused cell. Values are the file's own and may be personal: they go with the file.
create table import_error (
  import_id uuid not null references import (id) on delete cascade,
  row integer not null,
  position integer not null,
  column_name text not null,
  value text not null,
  code text not null,
  params jsonb not null default '{}',
  primary key (import_id, row, position)
);

-- Which rows of a running import are done: those that begin after `first` others. A resumed run leaves them out.
create table import_batch (
  import_id uuid not null references import (id) on delete cascade,
  first integer not null,
  rows integer not null,
  primary key (import_id, first)
);

create table import_profile (
  name text primary key,
  profile jsonb not null,
  updated_at timestamptz not null
);
