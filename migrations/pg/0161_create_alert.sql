-- Something that needs a look, told once.
create table alert (
  id uuid primary key,
  watch_id uuid not null references alert_watch (id) on delete cascade,
  -- What makes it one and the same, whoever finds it: series and day, response, target and month.
  key text not null,
  series text not null,
  finding jsonb not null,
  -- The day on which it stood out, and the one on which it is taken to have begun.
  at date not null,
  onset date not null,
  -- The unit it is about; null when it is about all that the watch looks at.
  unit_id uuid,
  -- Units of the watch: answers of all of these were looked at. Null is the whole organisation.
  units uuid[],
  state text not null default 'new',
  note text not null default '',
  state_by uuid references access_user (id) on delete set null,
  state_at timestamptz,
  opened_at timestamptz not null,
  unique (watch_id, key)
);
create index alert_newest on alert (opened_at desc, id desc);
create index alert_of_series on alert (watch_id, series, at desc);
