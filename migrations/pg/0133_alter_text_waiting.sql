-- One row for each time words came: whoever sends must never wait for whoever codes, as two rows under one key would.
alter table text_waiting drop constraint text_waiting_pkey, drop constraint text_waiting_response_id_fkey;
alter table text_waiting add column sequence bigint generated always as identity primary key;

create or replace function text_note_words() returns trigger language plpgsql as $$
begin
  insert into text_waiting (response_id) values (new.id);
  return null;
end $$;

-- A text counts even when it is of signs alone, of which the search keeps no words.
drop trigger response_words_came on response;
drop trigger response_words_changed on response;
drop trigger response_words_went on response;
create trigger response_words_came after insert on response
  for each row when (new.scored @> '[{"k": "text"}]') execute function text_note_words();
create trigger response_words_changed after update of answers on response
  for each row when (new.scored @> '[{"k": "text"}]' and new.answers is distinct from old.answers)
  execute function text_note_words();
create trigger response_words_went after update of scored on response
  for each row when (old.scored @> '[{"k": "text"}]' and not new.scored @> '[{"k": "text"}]')
  execute function text_forget_words();
delete from text_waiting;
insert into text_waiting (response_id) select id from response where scored @> '[{"k": "text"}]';

-- What waits for words that are gone is thrown away by whoever takes it.
create or replace function text_forget_words() returns trigger language plpgsql as $$
begin
  delete from text_coding where response_id = new.id;
  delete from text_person_coding where response_id = new.id;
  delete from text_lease where response_id = new.id;
  update response_coding set codes = '{}', sentiment = null where response_id = new.id;
  return null;
end $$;

alter table text_coding
  -- Grows with every coding by a person.
  add column revision integer not null default 0,
  -- Of the words that carry a subject: the same for texts that say the same. Not the words themselves.
  add column print bigint,
  -- The code that is least decided, so that the queue takes turns between them.
  add column margin_code text;
create index text_coding_print on text_coding (print) where person_codes is not null;

-- A second coding is given without seeing the first and changes nothing: it tells how well coders agree.
alter table text_person_coding add column is_second boolean not null default false;

alter table text_lease add column is_skipped boolean not null default false;
alter table text_lease drop constraint text_lease_pkey;
alter table text_lease add primary key (response_id, question, user_id);
create index text_lease_user on text_lease (user_id);

-- The text is to be coded a second time.
alter table text_lease add column is_second boolean not null default false;
-- What the machine and the suggester said before the person did: they are measured by what they had not seen.
alter table text_person_coding add column machine_codes text[] not null default '{}';
