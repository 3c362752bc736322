-- How far the projection into ClickHouse has come, and whether it is being rebuilt beside itself. One row.
create table fact_projection (
  is_single boolean primary key default true check (is_single),
  -- When the newest projected response was received.
  as_of timestamptz,
  projected_at timestamptz,
  -- Table that a running rebuild fills; every projected response goes there as well.
  rebuilding text
);
insert into fact_projection default values;
