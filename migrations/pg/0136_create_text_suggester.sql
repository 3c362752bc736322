-- The outside suggester; off until somebody sets it up. The key is sealed.
create table text_suggester (
  only_row boolean primary key default true check (only_row),
  is_enabled boolean not null default false,
  base_url text not null default '',
  model text not null default '',
  daily_tokens integer not null default 0,
  key text
);
insert into text_suggester default values;

create table text_suggester_day (
  day date primary key,
  tokens integer not null default 0
);

-- What it said of a text; goes with the words it was said of.
create table text_suggestion (
  response_id uuid not null,
  question text not null,
  codes text[] not null,
  model text not null,
  tokens integer not null,
  at timestamptz not null,
  primary key (response_id, question),
  foreign key (response_id, question) references text_coding (response_id, question) on delete cascade
);
