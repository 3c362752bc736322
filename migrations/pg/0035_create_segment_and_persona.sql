create table segment (
  id uuid primary key,
  name text not null,
  description text not null default '',
  condition jsonb not null,
  -- How many persons it held when it was counted last; an estimate until it is counted through.
  count bigint,
  is_estimate boolean not null default true,
  counted_at timestamptz,
  created_by text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create unique index segment_name on segment (lower(name));

create table persona (
  id uuid primary key,
  name text not null,
  tagline text not null default '',
  story text not null default '',
  goals text[] not null default '{}',
  needs text[] not null default '{}',
  quotes text[] not null default '{}',
  created_at timestamptz not null,
  updated_at timestamptz not null
);

create table persona_segment (
  persona_id uuid not null references persona (id) on delete cascade,
  segment_id uuid not null references segment (id) on delete cascade,
  primary key (persona_id, segment_id)
);
