-- A question saved under a name. `state` is what the URL of Explore says, so that it is asked anew by whoever opens it.
create table explore_view (
  id uuid primary key,
  owner_id uuid not null references access_user (id) on delete cascade,
  name text not null,
  description text not null default '',
  state jsonb not null,
  shared_with_all boolean not null default false,
  shared_roles text[] not null default '{}',
  shared_users uuid[] not null default '{}',
  revision integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  -- Deleted for thirty days before it goes, so that it can come back.
  deleted_at timestamptz
);
create index explore_view_owner on explore_view (owner_id, id desc) where deleted_at is null;
create index explore_view_newest on explore_view (id desc) where deleted_at is null;

create table explore_favourite (
  user_id uuid not null references access_user (id) on delete cascade,
  view_id uuid not null references explore_view (id) on delete cascade,
  primary key (user_id, view_id)
);

-- A grid of views. `cards` is a list of {id, viewId, width, height} in reading order.
create table explore_dashboard (
  id uuid primary key,
  owner_id uuid not null references access_user (id) on delete cascade,
  name text not null,
  description text not null default '',
  cards jsonb not null default '[]',
  shared_with_all boolean not null default false,
  shared_roles text[] not null default '{}',
  shared_users uuid[] not null default '{}',
  revision integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  deleted_at timestamptz
);
create index explore_dashboard_owner on explore_dashboard (owner_id, id desc) where deleted_at is null;
create index explore_dashboard_newest on explore_dashboard (id desc) where deleted_at is null;
