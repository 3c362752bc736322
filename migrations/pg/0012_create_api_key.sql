create table api_key (
  id uuid primary key,
  name text not null,
  -- SHA-256 of the whole key; the key itself is shown once and never kept.
  hash bytea not null unique,
  prefix text not null,
  scopes text[] not null,
  -- Null sees every unit; otherwise these and what lies below them.
  unit_ids uuid[],
  created_by text not null,
  created_at timestamptz not null,
  last_used_at timestamptz,
  expires_at timestamptz,
  revoked_at timestamptz
);
