-- What goes wrong for people, or what they love: who owns it, what is being done, and the codes of answers that name it.
create table problem (
  id uuid primary key,
  key text not null unique,
  side text not null check (side in ('pain', 'praise')),
  -- By language.
  name jsonb not null,
  description text not null,
  state text not null,
  cause text,
  visibility text,
  owner_function text,
  owner_id uuid references access_user (id) on delete set null,
  stage text,
  touchpoints text[] not null,
  units text[] not null,
  -- [{function, kind, strength}]
  influences jsonb not null,
  avoidable text,
  solve_rate double precision not null check (solve_rate > 0 and solve_rate <= 1),
  cost double precision check (cost >= 0),
  deadline date,
  control_date date,
  authority text not null,
  resources text not null,
  merged_into uuid references problem (id),
  revision integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  check (merged_into <> id)
);
create index problem_owner_id on problem (owner_id) where owner_id is not null;
create index problem_merged_into on problem (merged_into) where merged_into is not null;

-- Themes with their side, and options: each names one problem only, so that no answer counts twice.
create table problem_code (
  code text primary key,
  problem_id uuid not null references problem (id) on delete cascade
);
create index problem_code_problem_id on problem_code (problem_id);

create table problem_event (
  id uuid primary key,
  problem_id uuid not null references problem (id) on delete cascade,
  kind text not null,
  at timestamptz not null,
  by_name text not null,
  about text[] not null,
  before text,
  after text,
  -- What a merge or a split has to give back, and the revisions it left behind.
  undo jsonb,
  undone_at timestamptz
);
create index problem_event_problem_id on problem_event (problem_id, at desc);

-- The comment bank. The words stay with the response, so that erasing it empties the bank too.
create table problem_quote (
  problem_id uuid not null references problem (id) on delete cascade,
  response_id uuid not null references response (id) on delete cascade,
  question text not null,
  pinned_at timestamptz not null,
  pinned_by text not null,
  primary key (problem_id, response_id)
);
create index problem_quote_response_id on problem_quote (response_id);

create table problem_settings (
  is_single boolean primary key default true check (is_single),
  customers bigint,
  revenue_per_customer double precision,
  currency text,
  iceberg_factor double precision not null,
  -- [{surveyId, kind}]
  sources jsonb not null
);
