-- One row from the first set-up on; inserting it is what makes set-up work once.
create table installation (
  only boolean primary key default true check (only),
  set_up_at timestamptz not null
);
