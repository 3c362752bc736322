-- What somebody may do is a list of grants: a role, and the units it holds for.
create table access_grant (
  id uuid primary key default uuidv7(),
  user_id uuid not null references access_user (id) on delete cascade,
  role text not null,
  -- Null: every unit; otherwise these and what lies below them.
  unit_ids uuid[] check (cardinality(unit_ids) > 0),
  source text not null default 'given' check (source in ('given', 'sign-on')),
  starts_at timestamptz not null,
  ends_at timestamptz check (ends_at > starts_at),
  given_by text not null,
  given_at timestamptz not null
);
create index access_grant_user_id on access_grant (user_id);
create index access_grant_role on access_grant (role);
create index access_grant_units on access_grant using gin (unit_ids);

insert into access_grant (user_id, role, unit_ids, starts_at, given_by, given_at)
select id, role, unit_ids, created_at, 'migration', created_at
from access_user where unit_ids is null or cardinality(unit_ids) > 0;

-- The code of the employee whom this user is; two users are never the same employee.
alter table access_user drop column role, drop column unit_ids, add column employee text;
create unique index access_user_employee on access_user (lower(employee));

-- Grants lent during absence. What is lent is looked up at every request: it is never more than the lender has then.
create table access_delegation (
  id uuid primary key,
  from_user_id uuid not null references access_user (id) on delete cascade,
  to_user_id uuid not null references access_user (id) on delete cascade check (to_user_id <> from_user_id),
  -- Null: every own grant of the lender.
  grant_ids uuid[] check (cardinality(grant_ids) > 0),
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at),
  made_by text not null,
  made_at timestamptz not null,
  revoked_at timestamptz
);
create index access_delegation_from on access_delegation (from_user_id);
create index access_delegation_to on access_delegation (to_user_id);
