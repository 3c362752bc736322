-- Whom the organisation compares itself with. One of them may be itself, as others measured it.
create table benchmark_competitor (
  id uuid primary key,
  name text not null,
  note text not null default '',
  is_own boolean not null default false,
  -- How answers of the competitor study name it (a value of the study's dimension); empty: by its name.
  study_value text not null default '',
  revision integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  deleted_at timestamptz
);
create unique index benchmark_competitor_name on benchmark_competitor (lower(name)) where deleted_at is null;

-- A score of a competitor: counts where they are known, else what was published. Without n it is only quoted.
create table benchmark_figure (
  id uuid primary key,
  competitor_id uuid not null references benchmark_competitor (id) on delete cascade,
  measured_on date not null,
  promoters double precision,
  passives double precision,
  detractors double precision,
  score double precision not null,
  n double precision,
  source text not null,
  source_url text not null default '',
  method text not null,
  whose text not null,
  paid_by text not null,
  note text not null default '',
  created_by_name text not null,
  created_at timestamptz not null,
  deleted_at timestamptz
);
create unique index benchmark_figure_once on benchmark_figure (competitor_id, measured_on, lower(source)) where deleted_at is null;

-- How comparisons are made: one row.
create table benchmark_setting (
  one boolean primary key default true check (one),
  settings jsonb not null,
  changed_at timestamptz not null
);
