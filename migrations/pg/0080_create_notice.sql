-- What a user should know: shown by the bell until it is read. Words are made where it is shown, from kind and params.
create table notice (
  id uuid primary key,
  user_id uuid not null references access_user (id) on delete cascade,
  kind text not null,
  params jsonb not null default '{}',
  -- Path within the product that the notice leads to.
  link text,
  -- The same happening is told once.
  key text not null,
  created_at timestamptz not null,
  read_at timestamptz,
  unique (user_id, key)
);
create index notice_user_newest on notice (user_id, id desc);
create index notice_unread on notice (user_id) where read_at is null;
