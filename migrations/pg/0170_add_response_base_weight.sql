-- A weighting multiplies the weight a response came with. That one is kept beside it while it does, so that taking the
-- weighting back restores it to the last digit; null where no weighting applies.
alter table response
  add column base_weight double precision check (base_weight > 0),
  add column weighting_id uuid,
  add constraint response_weighting check ((base_weight is null) = (weighting_id is null));
create index response_weighting_id on response (weighting_id, id) where weighting_id is not null;
