create table person_attribute (
  key text primary key,
  type text not null check (type in ('text', 'number', 'date', 'yes-no', 'choice')),
  -- Language → name.
  names jsonb not null,
  -- Of a choice: [{key, names}].
  options jsonb not null default '[]',
  is_sensitive boolean not null default false,
  -- Who may see the values: whoever reads people, whoever changes them, whoever may erase.
  seen_by text not null check (seen_by in ('readers', 'writers', 'owners')),
  position integer not null default 0,
  created_at timestamptz not null default now()
);
