-- A file of units, staff or persons on its way in. The file itself lies in the data folder.
create table directory_import (
  id uuid primary key,
  kind text not null check (kind in ('units', 'staff', 'persons')),
  file_name text not null,
  bytes bigint not null,
  state text not null default 'uploaded' check (state in ('uploaded', 'running', 'done', 'failed', 'cancelled')),
  mapping jsonb,
  reading jsonb not null default '{}',
  -- Rows are in `directory_row`: from then on the file is not needed.
  is_staged boolean not null default false,
  rows integer not null default 0,
  rows_done integer not null default 0,
  created integer not null default 0,
  changed integer not null default 0,
  unchanged integer not null default 0,
  refused integer not null default 0,
  problem jsonb,
  cancel_requested boolean not null default false,
  -- How often work began since the last finished batch.
  stalls integer not null default 0,
  started_by text not null,
  started_kind text not null,
  created_at timestamptz not null,
  finished_at timestamptz,
  file_removed_at timestamptz
);
create index directory_import_created_at on directory_import (created_at desc, id desc);

-- Rows of a running import that wait or are done. They go when it ends.
create table directory_row (
  import_id uuid not null references directory_import (id) on delete cascade,
  row integer not null,
  -- Lower-case code of its own, and of the manager: who leads comes before who is led.
  code text not null,
  above text,
  level integer not null default 0,
  wish jsonb not null,
  is_done boolean not null default false,
  primary key (import_id, row)
);
create index directory_row_waiting on directory_row (import_id, level, row) where not is_done;
create index directory_row_above on directory_row (import_id, above) where above is not null;

-- Values are the file's own and may be personal: they go with the file.
create table directory_error (
  import_id uuid not null references directory_import (id) on delete cascade,
  row integer not null,
  position integer not null,
  column_name text not null,
  value text not null,
  code text not null,
  params jsonb not null default '{}',
  primary key (import_id, row, position)
);

-- What the columns of a kind of file meant the last time; the key is made of the columns' names.
create table directory_mapping (
  kind text not null,
  columns_key text not null,
  mapping jsonb not null,
  updated_at timestamptz not null,
  primary key (kind, columns_key)
);
