create table person (
  id uuid primary key,
  created_at timestamptz not null default now()
);

-- Values are normalised by the product: lower-case e-mail, +digits phone.
create table person_identity (
  kind text not null,
  value text not null,
  person_id uuid not null references person (id) on delete cascade,
  created_at timestamptz not null default now(),
  primary key (kind, value)
);
create index person_identity_person_id on person_identity (person_id);

create table person_role (
  person_id uuid not null references person (id) on delete cascade,
  role text not null,
  since timestamptz not null default now(),
  primary key (person_id, role)
);
