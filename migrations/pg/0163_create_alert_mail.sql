-- How one reader hears of alerts. No row: notices by the bell, no mail.
create table alert_mail (
  user_id uuid primary key references access_user (id) on delete cascade,
  notices boolean not null default true,
  cadence text not null,
  hour integer not null,
  time_zone text not null,
  -- Null when there is no mail.
  next_at timestamptz,
  -- What was opened before has been told.
  told_until timestamptz not null,
  last_sent_at timestamptz,
  paused text,
  updated_at timestamptz not null
);
create index alert_mail_due on alert_mail (next_at);

-- One sending: the primary key is why none goes twice.
create table alert_delivery (
  user_id uuid not null references access_user (id) on delete cascade,
  slot timestamptz not null,
  state text not null,
  attempts integer not null default 0,
  updated_at timestamptz not null,
  primary key (user_id, slot)
);
