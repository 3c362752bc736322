-- What an identity provider says of a member of staff and nothing else here holds.
create table scim_user (
  id uuid primary key references reference (id) on delete cascade,
  user_name text not null,
  external_id text,
  given_name text,
  family_name text,
  updated_at timestamptz not null
);
create unique index scim_user_user_name on scim_user (lower(user_name));
create index scim_user_external_id on scim_user (external_id) where external_id is not null;
