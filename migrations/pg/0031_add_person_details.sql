-- What is known of a person. Of somebody merged into another the columns stay their own; of somebody who took others in
-- they are put together from all of them, and `own` keeps what is theirs alone.
alter table person
  add column display_name text,
  add column language text,
  add column time_zone text,
  add column home_unit_id uuid,
  add column attributes jsonb not null default '{}',
  add column preferences jsonb not null default '{}',
  -- Words of the name, cut by the product, so that search works alike whatever the locale of the server.
  add column words tsvector,
  -- The person at the top of everybody they were merged with, never one in between.
  add column merged_into uuid references person (id) on delete cascade,
  add column own jsonb,
  add column updated_at timestamptz not null default now(),
  add check (merged_into <> id);

create index person_words on person using gin (words) where words is not null;
create index person_home_unit on person (home_unit_id, id) where home_unit_id is not null;
create index person_merged_into on person (merged_into) where merged_into is not null;
create index person_merged on person (id) include (merged_into) where merged_into is not null;

-- Beginnings of addresses and ids, whatever the locale of the server; ends of phone numbers.
create index person_identity_beginning on person_identity (kind, (lower(value)) collate "C");
create index person_identity_phone_end on person_identity ((reverse(value)) collate "C") where kind = 'phone';
create index person_role_role on person_role (role, person_id);

-- An identity somebody uses that another person was known by first: a phone of the family, an address of the office.
create table person_shared_identity (
  kind text not null,
  value text not null,
  person_id uuid not null references person (id) on delete cascade,
  created_at timestamptz not null default now(),
  primary key (kind, value, person_id)
);
create index person_shared_identity_person on person_shared_identity (person_id);
