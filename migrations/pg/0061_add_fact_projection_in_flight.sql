-- Set while a batch is on its way to ClickHouse. Found set at the beginning of a batch, it says that somebody died in the
-- middle of one, whose rows may still arrive.
alter table fact_projection add column in_flight boolean not null default false;
