-- One text of a response and what it was coded with. Never the text itself.
create table text_coding (
  response_id uuid not null references response (id) on delete cascade,
  question text not null,
  language text not null,
  sentiment real,
  -- What patterns and model say.
  machine_codes text[] not null default '{}',
  -- What a person said; it stands in place of the machine's. Null: nobody looked.
  person_codes text[],
  -- How far the least decided code is from being decided, in log odds; small ones are worth a person's look.
  margin real,
  -- The codebook the machine coded by.
  version integer not null,
  primary key (response_id, question)
);
create index text_coding_to_look_at on text_coding (margin, response_id) where person_codes is null;
create index text_coding_by_people on text_coding (response_id) where person_codes is not null;

-- Every coding by a person, so that coders can be compared and the last one taken back.
create table text_person_coding (
  id uuid primary key,
  response_id uuid not null references response (id) on delete cascade,
  question text not null,
  user_id uuid not null,
  codes text[] not null,
  -- What stood before, to go back to.
  codes_before text[],
  coded_at timestamptz not null,
  undone_at timestamptz
);
create index text_person_coding_of_text on text_person_coding (response_id, question, coded_at);
create index text_person_coding_of_user on text_person_coding (user_id, coded_at desc);

-- Somebody is looking at this text at the moment.
create table text_lease (
  response_id uuid not null references response (id) on delete cascade,
  question text not null,
  user_id uuid not null,
  until timestamptz not null,
  primary key (response_id, question)
);

-- Responses whose words came or changed and were not coded since. Written with the response itself, so none is lost.
create table text_waiting (
  response_id uuid primary key references response (id) on delete cascade
);

create function text_note_words() returns trigger language plpgsql as $$
begin
  insert into text_waiting (response_id) values (new.id) on conflict do nothing;
  return null;
end $$;
create trigger response_words_came after insert on response
  for each row when (new.words is not null) execute function text_note_words();
create trigger response_words_changed after update of words on response
  for each row when (new.words is not null and new.words is distinct from old.words) execute function text_note_words();

-- Words that were erased take their codes with them.
create function text_forget_words() returns trigger language plpgsql as $$
begin
  delete from text_waiting where response_id = new.id;
  delete from text_coding where response_id = new.id;
  delete from text_person_coding where response_id = new.id;
  delete from response_coding where response_id = new.id;
  return null;
end $$;
create trigger response_words_went after update of words on response
  for each row when (new.words is null and old.words is not null) execute function text_forget_words();

-- What came before there was a codebook.
insert into text_waiting (response_id) select id from response where words is not null;
