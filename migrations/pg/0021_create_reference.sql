create table reference (
  id uuid primary key,
  kind text not null,
  code text not null,
  name text not null,
  parent_id uuid references reference (id),
  time_zone text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check (parent_id <> id)
);
-- A code is found whatever its case; a name only as it is written.
create unique index reference_kind_code on reference (kind, lower(code));
create index reference_kind_name on reference (kind, name);
create index reference_parent_id on reference (parent_id);

-- Codes that answers arrived with and nothing was known under at that time. The first spelling is the one shown.
create table unresolved_reference (
  kind text not null,
  code text not null,
  answers bigint not null,
  first_seen timestamptz not null default now()
);
create unique index unresolved_reference_kind_code on unresolved_reference (kind, lower(code));
