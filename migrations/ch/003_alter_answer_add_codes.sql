-- What the response was coded with: themes of its words (key and side) and options chosen (survey:question:option).
alter table {{table answer_v1}} {{on cluster}} add column if not exists codes Array(LowCardinality(String)) default [];
-- -1 to 1; NaN where there are no words to tell it from.
alter table {{table answer_v1}} {{on cluster}} add column if not exists sentiment Float32 default nan;
-- Two-phase sampling: 1 over the probability of being drawn for an interview, 0 when eligible and not drawn.
alter table {{table answer_v1}} {{on cluster}} add column if not exists phase_weight Float32 default 1;
{{distributed_column answer_v1 codes Array(LowCardinality(String)) default []}};
{{distributed_column answer_v1 sentiment Float32 default nan}};
{{distributed_column answer_v1 phase_weight Float32 default 1}};
