-- One row for each response. No foreign keys: surveys, versions, persons and units are never removed without their
-- own slice asking this one first, and a check for every written row would cost a tenth of the throughput.
create table response (
  -- UUID version 7; for anonymous surveys its time is cut to the hour as well.
  id uuid primary key,
  survey_id uuid not null,
  survey_version integer not null,
  programme text not null,
  -- As the survey was when the response came: a promise once given is kept.
  anonymous boolean not null,
  state text not null check (state in ('partial', 'complete')),
  source text not null check (source in ('page', 'api', 'import', 'seed')),
  -- Hash of the caller's own id, so that no personal data hides in it and a tombstone can keep it.
  submission_key text not null,
  answered_at timestamptz not null,
  time_zone text not null,
  received_at timestamptz not null,
  language text,
  person_id uuid,
  person_kind text,
  weight double precision not null check (weight > 0),
  import_id uuid,
  link_id uuid,
  unit_id uuid,
  -- Field → code as it came.
  context jsonb not null,
  attributes jsonb not null,
  answers jsonb not null,
  -- What counts in the answers: [{q: question, k: kind, s: score, c: choice, g: group, a: about}].
  scored jsonb not null,
  -- Words of the free texts, for search. Cut by the product, so that it works alike whatever the locale of the server.
  words tsvector,
  version bigint not null default 1,
  erased_at timestamptz,
  constraint response_submission_key unique (survey_id, submission_key)
);

create index response_answered_at on response (answered_at, id);
create index response_words on response using gin (words) where words is not null;
create index response_person_id on response (person_id) where person_id is not null;
create index response_import_id on response (import_id) where import_id is not null;
create index response_protected on response (survey_id, answered_at) where anonymous or programme = 'employee';
