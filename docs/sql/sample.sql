-- store/progress.ts insertChunk
insert into sample_chunk (key, responses, counts)
values (${chunk.key}, ${chunk.responses}, ${JSON.stringify(chunk.counts)}::jsonb) on conflict do nothing

-- store/progress.ts listChunks
select key from sample_chunk

-- store/progress.ts listCounts
select counts from sample_chunk

-- store/progress.ts readProgress
select count(*) as done, coalesce(sum(responses), 0)::bigint as answers from sample_chunk

-- store/progress.ts insertItems
insert into sample_item (kind, id) select ${kind}, unnest(${ids}::uuid[]) on conflict do nothing

-- store/progress.ts listItems
select kind, array_agg(id::text) as ids from sample_item group by kind

-- store/run-lock.ts withSampleLock
select pg_try_advisory_lock(hashtextextended('sample company', 0)) as taken

-- store/sample.ts findSample
select state, seed, scale, end_day::text as "endDay", chunks,
cancel_requested as "cancelRequested", started_by as "startedBy" from sample_company

-- store/sample.ts lockSample
select pg_advisory_xact_lock(hashtext('sample_company'))

-- store/sample.ts startSample
insert into sample_company (state, seed, scale, end_day, chunks, started_by, started_at)
values ('loading', ${sample.seed}, ${sample.scale}, ${sample.endDay}::date, ${sample.chunks}, ${sample.startedBy}, ${now})
on conflict (is_single) do update set state = 'loading', cancel_requested = false

-- store/sample.ts setSampleState
update sample_company set state = ${state}, cancel_requested = false, finished_at = ${now}

-- store/sample.ts requestCancel
update sample_company set cancel_requested = true where state = 'loading'

-- store/sample.ts finishSample
update sample_company set state = 'ready', truths = ${JSON.stringify(truths)}::jsonb, finished_at = ${now}

-- store/sample.ts readTruthsRow
select truths from sample_company

-- store/sample.ts deleteSample
delete from sample_chunk

-- store/sample.ts deleteSample
delete from sample_item

-- store/sample.ts deleteSample
delete from sample_training

-- store/sample.ts deleteSample
delete from sample_company

-- store/training.ts listTasks
select task, state from sample_training where user_id = ${userId}

-- store/training.ts putTask
insert into sample_training (user_id, task, state, at)
values (${note.userId}, ${note.task}, ${note.state}, ${note.at})
on conflict (user_id, task) do update set state = excluded.state, at = excluded.at
where sample_training.state <> 'done'

-- store/training.ts deleteTasks
delete from sample_training where user_id = ${userId}
