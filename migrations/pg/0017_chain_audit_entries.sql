-- For whom the actor stood in at that moment.
alter table audit_entry add column acting_for text[] check (cardinality(acting_for) > 0);
create index audit_entry_actor on audit_entry (actor_kind, actor_id, id);
create index audit_entry_at on audit_entry (at);

-- The chain: which entry comes at which place, and the SHA-256 over it and the hash before. Written in batches, so that
-- those who write entries never wait for one another.
create table audit_seal (
  position bigint primary key,
  -- No reference: the seal of an entry that was taken away is what tells.
  entry_id bigint not null unique,
  hash bytea not null
);

-- Ends of batches, signed with the installation's secret, which the database does not know.
create table audit_anchor (
  position bigint primary key,
  hash bytea not null,
  signature bytea not null,
  at timestamptz not null
);

-- Entries that wait for their place. Emptied by the sealing transaction, so none is missed and none is sealed twice.
create table audit_unsealed (entry_id bigint primary key);
insert into audit_unsealed select id from audit_entry;

create function note_unsealed_audit_entry() returns trigger language plpgsql as $$
begin
  insert into audit_unsealed values (new.id);
  return null;
end
$$;
create trigger audit_entry_unsealed after insert on audit_entry
  for each row execute function note_unsealed_audit_entry();

create trigger audit_seal_append_only before update or delete or truncate on audit_seal
  for each statement execute function refuse_audit_change();
create trigger audit_anchor_append_only before update or delete or truncate on audit_anchor
  for each statement execute function refuse_audit_change();

-- Results of checking the whole chain, newest last.
create table audit_check (
  at timestamptz primary key,
  entries bigint not null,
  -- What is wrong first; null when the chain is whole.
  problem jsonb
);
