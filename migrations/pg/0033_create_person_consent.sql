-- Append-only: the newest row of a purpose and a channel is the state.
create table person_consent (
  id uuid primary key,
  person_id uuid not null references person (id) on delete cascade,
  purpose text not null,
  channel text not null,
  state text not null check (state in ('given', 'withdrawn')),
  source text not null,
  evidence text,
  at timestamptz not null,
  recorded_at timestamptz not null default now(),
  constraint person_consent_once unique (person_id, purpose, channel, at, state)
);

create function refuse_consent_change() returns trigger language plpgsql as $$
begin
  raise exception 'What somebody agreed to cannot be changed afterwards' using errcode = 'insufficient_privilege';
end
$$;

create trigger person_consent_append_only before update on person_consent
  for each statement execute function refuse_consent_change();
