-- Chosen cards of a dashboard on a page that needs no sign-in. `cards` is a copy of what was chosen, so that changes of
-- the dashboard publish nothing; figures are computed when the page is asked for, with the rights its owner has then.
create table explore_publication (
  id uuid primary key,
  dashboard_id uuid not null references explore_dashboard (id) on delete cascade,
  owner_id uuid not null references access_user (id) on delete cascade,
  title text not null,
  intro text not null default '',
  cards jsonb not null,
  languages text[] not null check (cardinality(languages) > 0),
  -- Fewer answers than this are never shown.
  least integer not null check (least >= 10),
  -- Units whose figures its owner could read then, null for all: with others the page is closed until published again.
  scope uuid[],
  -- The last day it is open, in the time zone of the organisation.
  expires_on date,
  created_at timestamptz not null,
  revoked_at timestamptz
);
create index explore_publication_newest on explore_publication (dashboard_id, id desc);
