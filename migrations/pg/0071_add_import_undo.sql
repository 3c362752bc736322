-- An import can be taken back as a whole: `undoing` while its responses go, `undone` when they are gone.
alter table import drop constraint import_state_check;
alter table import add constraint import_state_check
  check (state in ('uploaded', 'ready', 'running', 'done', 'failed', 'cancelled', 'undoing', 'undone'));
alter table import add column undone integer not null default 0;
