-- How many people there are by dimension. A population keeps all its versions: numbers hold from a day on.
create table sampling_population (
  id uuid primary key,
  name text not null,
  created_at timestamptz not null,
  deleted_at timestamptz
);
create unique index sampling_population_name on sampling_population (lower(name)) where deleted_at is null;

create table sampling_population_version (
  population_id uuid not null references sampling_population (id) on delete cascade,
  version integer not null,
  valid_from date not null,
  source text not null check (source in ('hand', 'paste', 'people')),
  note text not null default '',
  -- [{dimension, unit, cells: [{value, amount}]}]
  margins jsonb not null,
  created_by text not null,
  created_by_name text not null,
  created_at timestamptz not null,
  primary key (population_id, version)
);

create table sampling_scheme (
  id uuid primary key,
  name text not null,
  definition jsonb not null,
  population_id uuid not null references sampling_population (id),
  revision integer not null default 1,
  state text not null default 'draft' check (state in ('draft', 'applying', 'applied', 'undoing')),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  deleted_at timestamptz
);
create unique index sampling_scheme_name on sampling_scheme (lower(name)) where deleted_at is null;
create index sampling_scheme_population on sampling_scheme (population_id) where deleted_at is null;

-- One application of a scheme: the factors as they were computed, so that a run that was killed goes on with the same.
create table sampling_application (
  id uuid primary key,
  scheme_id uuid not null references sampling_scheme (id) on delete cascade,
  state text not null check (state in ('running', 'done', 'cancelled', 'failed', 'undone')),
  definition jsonb not null,
  -- Which responses, told apart by what: as it was when the factors were computed.
  ground jsonb not null,
  -- Key of a cell → factor; emptied when the run has ended.
  factors jsonb not null,
  quality jsonb not null,
  total integer not null,
  done integer not null default 0,
  changed integer not null default 0,
  -- The last response that is done.
  position uuid not null default '00000000-0000-0000-0000-000000000000',
  started_by text not null,
  started_by_name text not null,
  started_at timestamptz not null,
  finished_at timestamptz
);
create index sampling_application_scheme on sampling_application (scheme_id, started_at desc);
create unique index sampling_application_running on sampling_application (scheme_id) where state = 'running';

-- What the field knows: how many were to be asked, were reached, said no.
create table sampling_fieldwork (
  id uuid primary key,
  measure text not null,
  first_day date not null,
  last_day date not null check (last_day >= first_day),
  selected bigint,
  delivered bigint,
  refused bigint,
  created_at timestamptz not null,
  unique (measure, first_day, last_day)
);

-- Who stayed and who left, as little as a comparison with scores needs. No foreign key: erasure asks this slice.
create table sampling_outcome (
  person_id uuid primary key,
  left_on date,
  known_until date not null,
  stored_at timestamptz not null
);
create index sampling_outcome_left on sampling_outcome (left_on) where left_on is not null;
