-- A month that nothing is written to for 20 seconds becomes one part: reading several costs ten times as much.
alter table {{table answer_v1}} {{on cluster}} modify setting min_age_to_force_merge_seconds = 20;
