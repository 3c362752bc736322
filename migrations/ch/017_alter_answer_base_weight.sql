-- The weight a response came with, before any weighting: weightings are computed from it, never from one another.
alter table {{table answer_v1}} {{on cluster}} add column if not exists base_weight Float64 default weight;
{{distributed_column answer_v1 base_weight Float64 default weight}};
