-- Whether the mail brings the dashboard as a PDF too.
alter table explore_digest add column with_pdf boolean not null default false;
