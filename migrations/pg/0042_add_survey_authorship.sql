-- Who changed a draft last, so that a second editor learns whose change stands in the way.
alter table survey add column changed_by text;
alter table survey add column changed_by_name text;

-- Who published a version and what they wrote about it.
alter table survey_version add column published_by_name text;
alter table survey_version add column note text;
