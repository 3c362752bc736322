-- What was found of what the codebook lacks, for one question of one set of rights. Holds terms and ids, never texts.
create table text_discovery (
  id uuid primary key,
  -- Hash of question and rights.
  key text not null unique,
  -- {period, where}
  question jsonb not null,
  asked_kind text not null,
  asked_by text not null,
  state text not null check (state in ('computing', 'ready', 'failed')),
  requested_at timestamptz not null,
  computed_at timestamptz,
  codebook_version integer,
  found jsonb,
  -- {"topics 3": "theme_key"}
  adopted jsonb not null default '{}'
);
