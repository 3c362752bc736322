-- One row from the first set-up on; inserting it is what makes set-up work once.
create table installation (
  is_single boolean primary key default true check (is_single),
  set_up_at timestamptz not null
);
