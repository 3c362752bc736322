-- store/import-errors.ts insertErrors
insert into import_error (import_id, row, position, column_name, value, code, params)
select ${importId}::uuid, row, position, "column", value, code, params
from jsonb_to_recordset(${sql.json(errors)}) as e (row int, position int, "column" text, value text, code text, params jsonb)
on conflict do nothing

-- store/import-errors.ts deleteErrors
delete from import_error where import_id = ${importId}

-- store/import-errors.ts selectErrors
select row, position, column_name as "column", value, code, params from import_error
where import_id = ${importId} and (row, position) > (${page.after.row}, ${page.after.position})
order by row, position limit ${page.limit}

-- store/imports.ts columns
id, file_name as "fileName", bytes, state, profile, survey_id as "surveyId",
survey_version as "surveyVersion", rows, rows_done as "rowsDone", created, unchanged, refused, skipped, undone, problem,
cancel_requested as "cancelRequested", started_by as "startedBy", created_at as "createdAt",
finished_at as "finishedAt", file_removed_at as "fileRemovedAt"

-- store/imports.ts insertImport
insert into import (id, file_name, bytes, file_hash, state, started_by, created_at)
values (${row.id}, ${row.fileName}, ${row.bytes}, ${row.fileHash}, 'uploaded', ${row.startedBy}, ${row.createdAt})

-- store/imports.ts deleteImport
delete from import where id = ${id} and state in ('uploaded', 'ready')

-- store/imports.ts findImport
select ${columns} from import where id = ${id}

-- store/imports.ts lockImport
select ${columns} from import where id = ${id} for update

-- store/imports.ts selectImports
where (created_at, id) < (${page.before.createdAt}::timestamptz, ${page.before.id}::uuid)

-- store/imports.ts selectImports
select ${columns} from import ${after} order by created_at desc, id desc limit ${page.limit}

-- store/imports.ts startImport
, rows_done = 0, created = 0, unchanged = 0, refused = 0, skipped = 0

-- store/imports.ts startImport
update import set state = 'running', profile = ${sql.json(start.profile)},
survey_id = ${start.surveyId}, survey_version = ${start.surveyVersion}, rows = ${start.rows}, problem = null,
cancel_requested = false, finished_at = null, stalls = 0, undone = 0 ${counts} where id = ${start.id}

-- store/imports.ts addProgress
insert into import_batch (import_id, first, rows) values (${batch.id}, ${batch.first}, ${rowsDone})

-- store/imports.ts addProgress
update import set rows_done = rows_done + ${rowsDone},
  created = created + ${created}, unchanged = unchanged + ${unchanged}, refused = refused + ${refused},
  skipped = skipped + ${skipped}, stalls = 0
where id = ${batch.id} and state = 'running' returning cancel_requested as "cancelRequested"

-- store/imports.ts selectDone
select first, rows from import_batch where import_id = ${id} order by first

-- store/imports.ts deleteDone
delete from import_batch where import_id = ${id}

-- store/imports.ts beginWork
update import set stalls = stalls + 1 where id = ${id} and state = 'running' returning ${columns}, stalls

-- store/imports.ts selectRunning
select id from import where state = 'running' order by created_at, id

-- store/imports.ts finishImport
update import set state = ${end.state}, finished_at = ${end.at},
problem = ${end.problem === null ? null : JSON.stringify(end.problem)}::jsonb where id = ${end.id}

-- store/imports.ts startUndo
update import set state = 'undoing', problem = null, finished_at = null where id = ${id}

-- store/imports.ts addUndone
update import set undone = undone + ${removed} where id = ${id} and state = 'undoing'

-- store/imports.ts finishUndo
delete from import_batch where import_id = ${id}

-- store/imports.ts finishUndo
update import set state = 'undone', finished_at = ${at} where id = ${id} and state = 'undoing'

-- store/imports.ts selectUndoing
select id from import where state = 'undoing' order by created_at, id

-- store/imports.ts requestCancel
update import set cancel_requested = true where id = ${id}

-- store/imports.ts selectFilesToRemove
select id from import where file_removed_at is null and created_at < ${before} and state not in ('running', 'undoing')

-- store/imports.ts markFileRemoved
delete from import_error where import_id = ${id}

-- store/imports.ts markFileRemoved
update import set file_removed_at = ${at} where id = ${id}

-- store/profiles.ts selectProfiles
select name, profile, updated_at as "updatedAt" from import_profile order by lower(name)

-- store/profiles.ts upsertProfile
insert into import_profile (name, profile, updated_at)
values (${row.name}, ${sql.json(row.profile)}, ${row.updatedAt})
on conflict (name) do update set profile = excluded.profile, updated_at = excluded.updated_at

-- store/run-lock.ts withRunLock
hashtextextended(${`import ${importId}`}, 0)

-- store/run-lock.ts withRunLock
select pg_try_advisory_lock(${key}) as taken
