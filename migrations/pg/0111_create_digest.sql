-- A dashboard by mail, to one reader, at a local time of theirs.
create table explore_digest (
  id uuid primary key,
  dashboard_id uuid not null references explore_dashboard (id) on delete cascade,
  user_id uuid not null references access_user (id) on delete cascade,
  cadence text not null,
  -- 1 Monday to 7 Sunday for weekly ones, 1 to 31 for monthly ones (the last day where the month is shorter).
  day integer not null,
  hour integer not null,
  minute integer not null,
  time_zone text not null,
  next_at timestamptz not null,
  -- Why none is sent at present: mail is not set up, or sending failed for good.
  paused text,
  last_sent_at timestamptz,
  created_at timestamptz not null,
  unique (dashboard_id, user_id)
);
create index explore_digest_due on explore_digest (next_at);

-- One sending of a digest: the primary key is why none goes twice.
create table explore_delivery (
  digest_id uuid not null references explore_digest (id) on delete cascade,
  slot timestamptz not null,
  state text not null,
  attempts integer not null default 0,
  updated_at timestamptz not null,
  primary key (digest_id, slot)
);
create index explore_delivery_old on explore_delivery (updated_at);
