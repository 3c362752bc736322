-- The one measure everybody is led by, by its reference; null: whichever speaks for the whole.
alter table organisation_settings add column top_measure text;
