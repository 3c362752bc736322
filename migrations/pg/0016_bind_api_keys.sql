-- A key does what its scopes say, as far as its maker may at that moment. Made by the installation itself (the command
-- line), it stands by itself.
alter table api_key
  -- Null: whatever of the maker's rights the scopes leave.
  add column role text,
  add column maker_kind text not null default 'user' check (maker_kind in ('user', 'system'));

update api_key set maker_kind = 'system'
where not exists (select from access_user where access_user.id::text = api_key.created_by);
