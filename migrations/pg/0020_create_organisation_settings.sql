create table organisation_settings (
  is_single boolean primary key default true check (is_single),
  name text not null,
  languages text[] not null check (cardinality(languages) > 0),
  default_language text not null,
  time_zone text not null,
  logo text,
  colour text not null,
  recommendation_wording text not null check (recommendation_wording in ('nps', 'recommendation')),
  detractor_max integer not null,
  promoter_min integer not null check (promoter_min > detractor_max),
  minimum_n integer not null check (minimum_n >= 5),
  small_group integer not null check (small_group >= 3),
  privacy_url text,
  updated_at timestamptz not null default now(),
  check (default_language = any (languages))
);
