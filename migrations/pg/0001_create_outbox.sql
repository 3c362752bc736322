-- What has changed and is to be projected into ClickHouse, written in the transaction of the change itself.
-- A projector reads rows with position < pg_snapshot_xmin(pg_current_snapshot()) in the order (position, sequence):
-- a transaction that commits late still holds the xmin back, so no row can appear behind what was read.
create table outbox (
  position xid8 not null default pg_current_xact_id(),
  sequence bigint generated always as identity,
  kind text not null,
  subject_id uuid not null,
  primary key (position, sequence)
);
