-- One item asked of several sides (managers, staff, customers), or an inside metric beside an outside one.
create table benchmark_pair (
  id uuid primary key,
  title text not null,
  kind text not null check (kind in ('perception', 'inside-outside')),
  note text not null default '',
  -- [{who, label, from: {kind: 'measure', measure, where} | {kind: 'entered', high, middle, low, source, on}}]
  sides jsonb not null,
  revision integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  deleted_at timestamptz
);

-- The order in which customers meet the touchpoints or stages of a journey.
create table benchmark_path (
  dimension text not null,
  journey text not null,
  steps text[] not null,
  changed_at timestamptz not null,
  primary key (dimension, journey)
);
