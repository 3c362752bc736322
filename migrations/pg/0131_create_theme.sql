-- What comments are coded by. `key` never changes: codes of different years compare.
create table theme (
  key text primary key check (key ~ '^[a-z][a-z0-9_]{0,59}$'),
  parent text references theme (key) deferrable initially deferred,
  kind text not null check (kind in ('topic', 'emotion', 'judgement')),
  -- By language: name, name of the problem side, name of the praise side, what belongs to it.
  names jsonb not null,
  problem_names jsonb,
  praise_names jsonb,
  about jsonb not null default '{}',
  -- {language: {problem: [], praise: [], topic: []}}
  patterns jsonb not null default '{}',
  -- {language: {problem: [], praise: []}}
  examples jsonb not null default '{}',
  industries text[] not null default '{any}',
  position integer not null,
  -- Part of the codebook that the product brings; what the organisation changed in it is kept at the next version.
  is_seeded boolean not null default false,
  is_edited boolean not null default false,
  archived_at timestamptz,
  -- Mentions count under this theme instead.
  merged_into text references theme (key) deferrable initially deferred,
  revision integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null
);

-- One row: how far the codebook and the coding are.
create table text_state (
  only_row boolean primary key default true check (only_row),
  -- Grows with every change that codes comments otherwise.
  version integer not null default 0,
  -- Hash of the codebook that the product brought last.
  seeded text not null default '',
  -- Trained on what people coded; null before there is enough.
  model jsonb,
  quality jsonb,
  trained_at timestamptz,
  -- Codings of people that the model has not seen.
  untrained integer not null default 0,
  -- Coding the past anew: wanted version, where it is, how much there is; null when none runs.
  recode_version integer,
  recode_after uuid,
  recode_done integer not null default 0,
  recode_total integer not null default 0,
  recode_cancelled boolean not null default false
);
insert into text_state default values;
