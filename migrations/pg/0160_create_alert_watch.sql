-- What is watched: a rule, for some units or the whole, and how often it may cry wolf.
create table alert_watch (
  id uuid primary key,
  -- Which of the watches that come with the product this is; kept when it is deleted, so that it does not come back.
  preset text unique,
  -- Empty: it is called by what it watches, in the reader's language.
  name text not null,
  rule jsonb not null,
  -- Units whose answers it looks at, with all below them; null is the whole organisation.
  units uuid[],
  is_on boolean not null default true,
  quiet_days integer not null default 7,
  created_by uuid references access_user (id) on delete set null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  revision integer not null default 1,
  deleted_at timestamptz,
  judged_at timestamptz,
  -- Up to where it has looked, so that an hour in which nothing is due costs nothing.
  judged_mark text not null default '',
  -- How many series are watched, wait for more points, have too few answers; why it could not run.
  status jsonb not null default '{}'
);

-- Up to which day one series has been judged: what was judged once is not judged again.
create table alert_series (
  watch_id uuid not null references alert_watch (id) on delete cascade,
  series text not null,
  step text not null,
  judged_to date not null,
  primary key (watch_id, series)
);
