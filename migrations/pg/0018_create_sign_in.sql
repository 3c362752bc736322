-- How people come in: rules of sign-in, counted attempts, second factors, invitations, reset links, single sign-on.

-- One row: the rules that hold for everybody.
create table access_policy (
  is_single boolean primary key default true check (is_single),
  password_min_length integer not null default 10 check (password_min_length between 10 and 20),
  -- A session ends after so long without use, and after so long in any case.
  session_idle_minutes integer not null default 20160 check (session_idle_minutes between 15 and 43200),
  session_absolute_minutes integer not null default 43200 check (session_absolute_minutes between 60 and 43200),
  -- Roles that need a second factor with a password.
  two_factor_roles text[] not null default '{}',
  -- Nought: a second factor is asked for at every sign-in.
  trusted_device_days integer not null default 30 check (trusted_device_days between 0 and 90),
  invitation_days integer not null default 7 check (invitation_days between 1 and 30)
);
insert into access_policy default values;

alter table access_session
  add column last_used_at timestamptz not null default now(),
  add column method text not null default 'password' check (method in ('password', 'sign-on'));

-- Attempts in a row that failed, by what they are counted for. Keys are keyed hashes: neither the e-mail address nor the
-- network address can be read from one.
create table access_attempt (
  key text primary key,
  user_id uuid references access_user (id) on delete cascade,
  failures integer not null,
  last_at timestamptz not null default now(),
  locked_until timestamptz
);
create index access_attempt_user_id on access_attempt (user_id);

create table access_two_factor (
  user_id uuid primary key references access_user (id) on delete cascade,
  -- Sealed with the secret of the installation.
  secret text not null,
  -- Null: begun and not yet confirmed by a code.
  confirmed_at timestamptz,
  -- Time step of the last code that was taken; none counts twice (RFC 6238, 5.2).
  last_step bigint not null default 0,
  created_at timestamptz not null
);

create table access_backup_code (
  user_id uuid not null references access_user (id) on delete cascade,
  code_hash text not null,
  used_at timestamptz,
  primary key (user_id, code_hash)
);

create table access_trusted_device (
  token_hash text primary key,
  user_id uuid not null references access_user (id) on delete cascade,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index access_trusted_device_user_id on access_trusted_device (user_id);

-- The password was right, the second factor is still asked for.
create table access_challenge (
  token_hash text primary key,
  user_id uuid not null references access_user (id) on delete cascade,
  created_at timestamptz not null,
  expires_at timestamptz not null
);

-- Links hold the id and a keyed hash of id and generation; the database holds nothing that opens one.
create table access_invitation (
  id uuid primary key,
  email text not null check (email = lower(email)),
  grants jsonb not null,
  language text not null,
  generation integer not null default 1,
  invited_by uuid references access_user (id) on delete set null,
  created_at timestamptz not null,
  sent_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  accepted_at timestamptz,
  accepted_user_id uuid references access_user (id) on delete set null,
  delivery text not null check (delivery in ('link', 'waiting', 'sent', 'failed'))
);
create unique index access_invitation_open on access_invitation (email)
  where accepted_at is null and revoked_at is null;

create table access_password_reset (
  id uuid primary key,
  -- Null: asked for an address that nobody has; answered alike.
  user_id uuid references access_user (id) on delete cascade,
  language text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index access_password_reset_user_id on access_password_reset (user_id);

-- One row: the OpenID provider.
create table access_single_sign_on (
  is_single boolean primary key default true check (is_single),
  is_enabled boolean not null default false,
  label text not null default '',
  issuer text not null default '',
  client_id text not null default '',
  -- Sealed with the secret of the installation.
  client_secret text,
  scopes text not null default 'openid email profile',
  role_claim text not null default '',
  role_mapping jsonb not null default '[]',
  -- Null: who has no role by the mapping is refused.
  default_grant jsonb,
  allowed_domains text[] not null default '{}',
  creates_users boolean not null default false,
  assumes_verified boolean not null default false
);
insert into access_single_sign_on default values;

-- Somebody is at the provider and should come back.
create table access_sign_on_attempt (
  state_hash text primary key,
  nonce text not null,
  verifier text not null,
  base_url text not null,
  next text not null,
  invitation_id uuid references access_invitation (id) on delete cascade,
  expires_at timestamptz not null
);
