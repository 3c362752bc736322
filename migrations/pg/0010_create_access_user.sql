-- Tables of better-auth (user, session, account, verification, rateLimit) under names of our own; the columns after
-- the blank line of access_user are ours.
create table access_user (
  id uuid primary key,
  name text not null,
  email text not null unique check (email = lower(email)),
  email_verified boolean not null default false,
  image text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),

  role text not null default 'analyst',
  -- Null sees every unit; otherwise these and what lies below them.
  unit_ids uuid[],
  -- Null follows the browser.
  language text,
  disabled_at timestamptz
);

create table access_session (
  id uuid primary key,
  user_id uuid not null references access_user (id) on delete cascade,
  token text not null unique,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index access_session_user_id on access_session (user_id);

create table access_credential (
  id uuid primary key,
  user_id uuid not null references access_user (id) on delete cascade,
  account_id text not null,
  provider_id text not null,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (provider_id, account_id)
);
create index access_credential_user_id on access_credential (user_id);

create table access_verification (
  id uuid primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index access_verification_identifier on access_verification (identifier);

create table access_rate_limit (
  id uuid primary key,
  key text not null unique,
  count integer not null,
  last_request bigint not null
);
