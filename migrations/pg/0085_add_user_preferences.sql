-- Null: the organisation's zone; the first page of the role.
alter table access_user add column time_zone text, add column home text;
