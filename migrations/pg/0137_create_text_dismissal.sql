-- What discovery found and somebody said is no theme. A hash of its kind and label, so that no word of a comment is kept.
create table text_dismissal (
  print text primary key,
  dismissed_at timestamptz not null
);
