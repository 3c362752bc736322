-- What a measure should reach, for the whole or for one unit, from a day on.
create table alert_target (
  id uuid primary key,
  measure text not null,
  unit_id uuid,
  value double precision not null,
  better text not null,
  tolerance jsonb not null,
  valid_from date not null,
  created_by uuid references access_user (id) on delete set null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  -- When somebody last looked whether it is still the right one.
  reviewed_at timestamptz not null,
  revision integer not null default 1,
  deleted_at timestamptz
);
create unique index alert_target_once on alert_target (measure, coalesce(unit_id, '00000000-0000-0000-0000-000000000000'))
  where deleted_at is null;
