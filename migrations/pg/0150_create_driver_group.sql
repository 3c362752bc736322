-- Which part of the experience a driver belongs to, where somebody said so: price, service, process, product, other.
-- A driver is named by its reference (see src/features/drivers/contract.ts); without a row its name decides.
create table driver_group (
  driver text primary key check (length(driver) between 1 and 400),
  "group" text not null,
  changed_at timestamptz not null default now()
);
