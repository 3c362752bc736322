-- What a response was coded with, as the facts read it: one row for each response that was coded at all.
create table response_coding (
  response_id uuid primary key references response (id) on delete cascade,
  -- Keys of themes with the side they were mentioned from: - problem, + praise, ~ neither.
  codes text[] not null default '{}',
  -- -1 to 1; null where there are no words to tell it from.
  sentiment real check (sentiment between -1 and 1),
  -- 1, or one over the probability of being drawn for an interview; 0 for those eligible and not drawn.
  phase_weight real not null default 1 check (phase_weight >= 0)
);
create index response_coding_codes on response_coding using gin (codes);
