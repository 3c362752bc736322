-- The organisation's own words for its units: region, branch, team…
create table unit_kind (
  id uuid primary key,
  name text not null,
  position integer not null
);
create unique index unit_kind_name on unit_kind (lower(name));

-- Hours of the week (seven lists of spans, Monday first) and days on which nobody works.
create table calendar (
  id uuid primary key,
  name text not null,
  weekly jsonb not null,
  holidays jsonb not null
);
create unique index calendar_name on calendar (lower(name));

-- What a unit has besides its reference. One manager at most: an employee or a user.
create table unit (
  id uuid primary key references reference (id),
  kind_id uuid references unit_kind (id),
  calendar_id uuid references calendar (id),
  manager_employee text,
  manager_user text,
  address text,
  check (manager_employee is null or manager_user is null)
);

-- Where a unit stands from a day on, until the day before another. Days without a placement: it is not open.
-- 0001-01-01 stands for always, 9999-12-31 for no end.
create table unit_placement (
  unit_id uuid not null references unit (id),
  from_day date not null,
  to_day date not null,
  parent_id uuid references unit (id),
  primary key (unit_id, from_day),
  check (from_day < to_day),
  check (parent_id <> unit_id)
);
create index unit_placement_parent_id on unit_placement (parent_id);

-- From this day on what comes with the unit's code belongs to another one.
create table unit_succession (
  unit_id uuid not null references unit (id),
  from_day date not null,
  successor_id uuid not null references unit (id),
  primary key (unit_id, from_day),
  check (successor_id <> unit_id)
);

-- What was done to the tree: enough of before and after to take it back.
create table unit_change (
  id uuid primary key,
  action text not null,
  from_day date not null,
  made_at timestamptz not null,
  made_by text not null,
  -- What was asked for, with codes and names of that time.
  summary jsonb not null,
  -- Units whose placements it wrote.
  written uuid[] not null,
  before jsonb not null,
  after jsonb not null,
  -- Units whose answers it concerns, from that day on.
  concerned uuid[] not null,
  undone_at timestamptz
);
create index unit_change_made_at on unit_change (made_at, id);

-- Changes whenever anything of the tree does: whoever has read this revision need not read it again.
create table unit_tree (
  is_single boolean primary key default true check (is_single),
  revision uuid not null default gen_random_uuid()
);
insert into unit_tree default values;

insert into unit (id) select id from reference where kind = 'unit';
insert into unit_placement (unit_id, from_day, to_day, parent_id)
select id, '0001-01-01', '9999-12-31', parent_id from reference where kind = 'unit';
-- From now on the placements alone say where a unit stands.
update reference set parent_id = null where kind = 'unit';
