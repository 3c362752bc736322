-- The sample company: which one it is, how far it has come, and what is true of it. No row: there is none.
create table sample_company (
  is_single boolean primary key default true check (is_single),
  state text not null check (state in ('loading', 'ready', 'cancelled', 'removing')),
  seed integer not null,
  scale double precision not null check (scale > 0),
  -- Last day of its period.
  end_day date not null,
  chunks integer not null,
  cancel_requested boolean not null default false,
  started_by text not null,
  started_at timestamptz not null,
  finished_at timestamptz,
  -- The planted truths, once everything is there.
  truths jsonb
);

-- Parts that are written, with what they count; a load that begins again leaves them out.
create table sample_chunk (
  key text primary key,
  responses integer not null,
  counts jsonb not null
);

-- What the load made besides answers and customers, so that nothing else is removed with it.
create table sample_item (
  kind text not null,
  id uuid not null,
  primary key (kind, id)
);

-- How far each user is on the guided tour.
create table sample_training (
  user_id text not null,
  task text not null,
  state text not null check (state in ('done', 'skipped')),
  at timestamptz not null,
  primary key (user_id, task)
);

-- A published version never changes; it goes only with its whole survey, when that is said in the same transaction.
create or replace function refuse_survey_version_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and current_setting('holos.removes_surveys', true) = 'on' then
    return null;
  end if;
  raise exception 'A published survey version cannot be changed' using errcode = 'insufficient_privilege';
end
$$;
