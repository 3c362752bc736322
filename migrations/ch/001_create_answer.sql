-- One row for each answer of a response that counts: a score, a choice or a text.
-- The dimensions are those of src/features/facts/rules/dimensions.ts; a test holds the two equal.
-- Sorted by what every question asks first: one measure over a span of local days.
create table if not exists {{table answer_v1}} {{on cluster}} (
  kind LowCardinality(String),
  programme LowCardinality(String),
  survey LowCardinality(String),
  question LowCardinality(String),
  -- Day, weekday (Monday is 1) and hour are local to the person or the unit.
  -- The four above as one number, which groups quicker.
  series UInt64 default cityHash64(kind, programme, survey, question),
  day Date,
  response_id UUID,
  -- Key of a chosen option; several choices are several rows.
  choice LowCardinality(String) default '',
  -- 0 for the first row of a question: what counts responses where there are several choices.
  part UInt8 default 0,
  -- 1 for one row of each response: what counts responses.
  lead UInt8 default 0,
  weekday UInt8,
  hour UInt8,
  answered_at DateTime64(3, 'UTC') codec(Delta, ZSTD),
  survey_version UInt32,
  -- NaN for choices and texts.
  score Float64 default nan,
  -- Scale, direction and place on the scale in one small number, see rules/step.ts; 0 where there is no scale.
  step UInt16 default 0,
  -- high, middle or low; empty for recommendation, whose cut points are a setting.
  score_group LowCardinality(String) default '',
  text String default '' codec(ZSTD(3)),
  weight Float64 default 1,
  anonymous UInt8 default 0,
  -- The person, or the response where the person is not known.
  respondent UUID,
  source LowCardinality(String) default '',
  channel LowCardinality(String) default '',
  device LowCardinality(String) default '',
  language LowCardinality(String) default '',
  unit LowCardinality(String) default '',
  -- Ids of the unit and of all above it.
  unit_path Array(LowCardinality(String)) default [],
  employee LowCardinality(String) default '',
  function LowCardinality(String) default '',
  product LowCardinality(String) default '',
  touchpoint LowCardinality(String) default '',
  journey LowCardinality(String) default '',
  stage LowCardinality(String) default '',
  account LowCardinality(String) default '',
  partner LowCardinality(String) default '',
  brand LowCardinality(String) default '',
  segment LowCardinality(String) default '',
  person_kind LowCardinality(String) default '',
  import LowCardinality(String) default '',
  attributes Map(LowCardinality(String), String) default map(),
  -- Grows with every projection of the response; the greatest one is the truth.
  version UInt64,
  deleted UInt8 default 0,
  index response_id response_id type bloom_filter(0.01) granularity 1
)
engine = {{engine ReplacingMergeTree(version, deleted)}}
partition by toYYYYMM(day)
order by (kind, programme, survey, question, day, response_id, choice)
settings
  -- An acknowledged insert outlives a power cut: the outbox row that could bring it back is gone by then.
  fsync_after_insert = 1,
  fsync_part_directory = 1,
  -- A month at rest becomes one part, and asking it for its newest rows costs nothing.
  min_age_to_force_merge_seconds = 120,
  min_age_to_force_merge_on_partition_only = 1;

{{distributed answer_v1 by cityHash64(response_id)}};
