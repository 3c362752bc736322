-- actions/carry-out.ts withLock
hashtextextended(${`directory ${importId}`}, 0)

-- actions/carry-out.ts withLock
select pg_try_advisory_lock(${key}) as taken

-- store/imports.ts columns
id, kind, file_name as "fileName", bytes, state, mapping, reading, is_staged as "isStaged", rows,
rows_done as "rowsDone", created, changed, unchanged, refused, problem, cancel_requested as "cancelRequested", stalls,
started_by as "startedBy", started_kind as "startedKind", created_at as "createdAt", finished_at as "finishedAt",
file_removed_at as "fileRemovedAt"

-- store/imports.ts insertImport
insert into directory_import (id, kind, file_name, bytes, started_by, started_kind, created_at)
values (${row.id}, ${row.kind}, ${row.fileName}, ${row.bytes}, ${row.startedBy}, ${row.startedKind}, ${row.createdAt})

-- store/imports.ts deleteImport
delete from directory_import where id = ${id}

-- store/imports.ts findImport
select ${columns} from directory_import where id = ${id}

-- store/imports.ts lockImport
select ${columns} from directory_import where id = ${id} for update

-- store/imports.ts selectImports
true

-- store/imports.ts selectImports
(created_at, id) < (${page.before.createdAt}::timestamptz, ${page.before.id}::uuid)

-- store/imports.ts selectImports
select ${columns} from directory_import
where (kind = any (${wanted.kinds}::text[]) or (kind = any (${wanted.kindsOfOwn}::text[]) and started_by = ${wanted.viewerId}))
  and ${after}
order by created_at desc, id desc limit ${page.limit}

-- store/imports.ts startImport
, is_staged = false, rows = 0, rows_done = 0, created = 0, changed = 0, unchanged = 0, refused = 0

-- store/imports.ts startImport
update directory_import set state = 'running', mapping = ${sql.json(start.mapping)}, reading = ${sql.json(start.reading)},
  started_by = ${start.startedBy}, started_kind = ${start.startedKind}, problem = null, cancel_requested = false,
  stalls = 0, finished_at = null ${anew}
where id = ${start.id}

-- store/imports.ts beginWork
update directory_import set stalls = stalls + 1 where id = ${id} and state = 'running' returning ${columns}

-- store/imports.ts noteStaged
update directory_import set is_staged = true, rows = ${counts.rows}, rows_done = ${counts.refused},
  created = 0, changed = 0, unchanged = 0, refused = ${counts.refused}, stalls = 0
where id = ${id}

-- store/imports.ts addProgress
update directory_import set rows_done = rows_done + ${created + changed + unchanged + refused},
  created = created + ${created}, changed = changed + ${changed}, unchanged = unchanged + ${unchanged},
  refused = refused + ${refused}, stalls = 0
where id = ${id}

-- store/imports.ts finishImport
update directory_import set state = ${state}, finished_at = ${at},
  problem = ${problem === null ? null : JSON.stringify(problem)}::jsonb
where id = ${id}

-- store/imports.ts requestCancel
update directory_import set cancel_requested = true where id = ${id}

-- store/imports.ts selectRunning
select id from directory_import where state = 'running' order by created_at, id

-- store/imports.ts selectFilesToRemove
select id from directory_import where file_removed_at is null and created_at < ${before} and state <> 'running'

-- store/imports.ts markFileRemoved
delete from directory_error where import_id = ${id}

-- store/imports.ts markFileRemoved
delete from directory_row where import_id = ${id}

-- store/imports.ts markFileRemoved
update directory_import set file_removed_at = ${at} where id = ${id}

-- store/mappings.ts findMapping
select mapping from directory_mapping where kind = ${kind} and columns_key = ${columnsKey}

-- store/mappings.ts putMapping
insert into directory_mapping (kind, columns_key, mapping, updated_at)
values (${saved.kind}, ${saved.columnsKey}, ${sql.json(saved.mapping)}, ${saved.at})
on conflict (kind, columns_key) do update set mapping = excluded.mapping, updated_at = excluded.updated_at

-- store/rows.ts insertRows
insert into directory_row (import_id, row, code, above, wish)
select ${importId}::uuid, row, code, above, wish
from jsonb_to_recordset(${sql.json(rows)}) as r (row int, code text, above text, wish jsonb)

-- store/rows.ts levelRows
with recursive mine as materialized (
  select distinct on (code) row, code, above from directory_row where import_id = ${importId} order by code, row
), tree as (
  select row, code, 0 as level from mine
  where above is null or not exists (select from mine leader where leader.code = mine.above)
  union all
  select mine.row, mine.code, tree.level + 1 from tree join mine on mine.above = tree.code
), levels as (
  select staged.row, coalesce(tree.level, 1000000) as level
  from directory_row staged left join tree on tree.row = staged.row where staged.import_id = ${importId}
)
update directory_row set level = levels.level from levels
where directory_row.import_id = ${importId} and directory_row.row = levels.row and levels.level > 0

-- store/rows.ts selectWaiting
select row, code, above, wish from directory_row where import_id = ${importId} and not is_done
order by level, row limit ${limit}

-- store/rows.ts selectFirst
select row, code, above, wish from directory_row where import_id = ${importId} order by row limit ${limit}

-- store/rows.ts markDone
update directory_row set is_done = true where import_id = ${importId} and row = any (${rows}::int[])

-- store/rows.ts deleteRows
delete from directory_row where import_id = ${importId}

-- store/rows.ts insertErrors
insert into directory_error (import_id, row, position, column_name, value, code, params)
select ${importId}::uuid, row, position, "column", value, code, params
from jsonb_to_recordset(${sql.json(errors)}) as e (row int, position int, "column" text, value text, code text, params jsonb)
on conflict do nothing

-- store/rows.ts deleteErrors
delete from directory_error where import_id = ${importId}

-- store/rows.ts selectErrors
select row, position, column_name as "column", value, code, params from directory_error
where import_id = ${importId} and (row, position) > (${page.after.row}, ${page.after.position})
order by row, position limit ${page.limit}

-- store/rows.ts countErrors
select code, column_name as "column", count(distinct row)::int as rows, (array_agg(params order by row))[1] as params
from directory_error where import_id = ${importId} group by code, column_name order by rows desc, code, column_name limit 50

-- store/scim.ts findScimUsers
select id, user_name as "userName", external_id as "externalId", given_name as "givenName",
  family_name as "familyName", updated_at as "updatedAt"
from scim_user where id = any (${ids}::uuid[])

-- store/scim.ts findIdsTold
lower(user_name) = lower(${value})

-- store/scim.ts findIdsTold
external_id = ${value}

-- store/scim.ts findIdsTold
select id from scim_user where ${test}

-- store/scim.ts putScimUser
insert into scim_user (id, user_name, external_id, given_name, family_name, updated_at)
values (${row.id}, ${row.userName}, ${row.externalId}, ${row.givenName}, ${row.familyName}, ${row.updatedAt})
on conflict (id) do update set user_name = excluded.user_name, external_id = excluded.external_id,
  given_name = excluded.given_name, family_name = excluded.family_name, updated_at = excluded.updated_at
