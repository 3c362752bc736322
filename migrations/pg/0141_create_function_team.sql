-- Whose work a function is: the units whose people do it, and who answers for it.
create table function_team (
  -- Code of the function.
  function text primary key,
  owner_id uuid references access_user (id) on delete set null,
  -- Codes of units; everybody there and below.
  units text[] not null default '{}',
  revision integer not null default 1,
  updated_at timestamptz not null
);
create index function_team_owner_id on function_team (owner_id) where owner_id is not null;
