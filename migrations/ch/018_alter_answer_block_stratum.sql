-- What the maps of problems group by, told from the row's own columns once when it is written and not at every look: 16 bytes
-- of a person's id and three more columns become five bytes.
-- Block of persons: all answers of one person stand in one.
alter table {{table answer_v1}} {{on cluster}} add column if not exists block UInt8 default cityHash64(respondent) % 64;
-- Survey, segment, and whether there are words.
alter table {{table answer_v1}} {{on cluster}} add column if not exists stratum UInt32 default toUInt32(cityHash64(survey, segment, isNaN(sentiment)));
{{distributed_column answer_v1 block UInt8 default cityHash64(respondent) % 64}};
{{distributed_column answer_v1 stratum UInt32 default toUInt32(cityHash64(survey, segment, isNaN(sentiment)))}};
-- Until this is done, which no one waits for, older rows are told when they are read.
alter table {{table answer_v1}} {{on cluster}} materialize column block, materialize column stratum;
