-- What leaders and competitors do well and badly, with where it is known from.
create table benchmark_example (
  id uuid primary key,
  title text not null,
  company text not null,
  competitor_id uuid references benchmark_competitor (id) on delete set null,
  strengths text not null default '',
  problems text not null default '',
  source text not null default '',
  source_url text not null default '',
  dated date,
  journeys text[] not null default '{}',
  touchpoints text[] not null default '{}',
  tags text[] not null default '{}',
  revision integer not null default 1,
  created_by_name text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  deleted_at timestamptz
);
create index benchmark_example_order on benchmark_example (updated_at desc, id) where deleted_at is null;
