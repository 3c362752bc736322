-- Who works here: what an employee has besides the reference that answers name.
create table staff_member (
  id uuid primary key references reference (id) on delete cascade,
  -- The same human being among persons; employment itself outlives that record.
  person_id uuid references person (id) on delete set null,
  manager_id uuid references staff_member (id) on delete set null,
  email text,
  hired_on date,
  -- First day on which they no longer work here.
  left_on date,
  skills text[] not null default '{}',
  languages text[] not null default '{}',
  updated_at timestamptz not null,
  check (hired_on < left_on),
  check (manager_id <> id)
);
create unique index staff_member_email on staff_member (lower(email)) where email is not null;
create index staff_member_manager_id on staff_member (manager_id) where manager_id is not null;
create index staff_member_person_id on staff_member (person_id) where person_id is not null;

-- Position and unit from a day on, until the day before the next post. 0001-01-01 stands for always, 9999-12-31 for no end.
create table staff_post (
  staff_id uuid not null references staff_member (id) on delete cascade,
  from_day date not null,
  to_day date not null,
  unit_id uuid references reference (id) on delete set null,
  position text not null default '',
  primary key (staff_id, from_day),
  check (from_day < to_day)
);
create index staff_post_unit_id on staff_post (unit_id, to_day) where unit_id is not null;
