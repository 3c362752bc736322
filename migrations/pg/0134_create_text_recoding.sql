-- Coding the past anew: one runs at a time; where it stands is kept with what it wrote.
create table text_recoding (
  id uuid primary key,
  state text not null check (state in ('running', 'done', 'cancelled')),
  -- The codebook it codes by; when that changes, it begins anew.
  version integer not null,
  after_id uuid,
  done integer not null default 0,
  changed integer not null default 0,
  total integer not null,
  cancel_requested boolean not null default false,
  started_by text not null,
  started_at timestamptz not null,
  finished_at timestamptz
);
create unique index text_recoding_running on text_recoding (state) where state = 'running';

-- Trainings, by what they learned from. The newest is in use; of older ones only the quality is kept.
create table text_model (
  version integer generated always as identity primary key,
  trained_at timestamptz not null,
  examples integer not null,
  coder jsonb,
  sentiment jsonb,
  quality jsonb,
  -- How patterns, machine and suggester did against people, by code.
  against_people jsonb not null default '{}'
);

alter table text_state
  drop column recode_version, drop column recode_after, drop column recode_done, drop column recode_total,
  drop column recode_cancelled, drop column model, drop column quality, drop column trained_at, drop column untrained,
  -- The codebook that all of the past was last coded by.
  add column coded_version integer not null default 0,
  add column industries text[] not null default '{}',
  add column training_since timestamptz;

alter table theme
  -- Put away because the organisation is of another kind, not because somebody put it away.
  add column is_unfitting boolean not null default false,
  -- Its place was chosen by the organisation.
  add column is_moved boolean not null default false;
