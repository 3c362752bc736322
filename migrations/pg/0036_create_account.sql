-- A customer that is an organisation. Its code is that of the reference of kind `account`, which answers come with.
create table account (
  id uuid primary key,
  code text not null,
  name text not null,
  parent_id uuid references account (id) on delete set null,
  -- Yearly, in whole and hundredth units of the currency.
  revenue numeric(18, 2) check (revenue >= 0),
  currency text check (currency ~ '^[A-Z]{3}$'),
  owner_id uuid references access_user (id) on delete set null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  check (parent_id <> id),
  check ((revenue is null) = (currency is null))
);
create unique index account_code on account (lower(code));
create index account_name on account (lower(name), id);
create index account_parent on account (parent_id);

create table account_contact (
  account_id uuid not null references account (id) on delete cascade,
  person_id uuid not null references person (id) on delete cascade,
  role text not null,
  since timestamptz not null,
  primary key (account_id, person_id)
);
create index account_contact_person on account_contact (person_id);
