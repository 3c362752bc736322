-- store/api-keys.ts listedColumns
id, name, prefix, scopes, created_at as "createdAt", last_used_at as "lastUsedAt",
expires_at as "expiresAt", revoked_at as "revokedAt"

-- store/api-keys.ts findApiKey
select id, name, scopes, unit_ids as "unitIds", last_used_at as "lastUsedAt", expires_at as "expiresAt",
  revoked_at as "revokedAt"
from api_key where hash = ${hash}

-- store/api-keys.ts touchApiKey
update api_key set last_used_at = ${now}
where id = ${id} and (last_used_at is null or last_used_at <= ${now}::timestamptz - interval '1 minute')

-- store/api-keys.ts listApiKeyRows
select ${listedColumns} from api_key order by created_at desc, id desc

-- store/api-keys.ts insertApiKey
insert into api_key (id, name, hash, prefix, scopes, unit_ids, created_by, created_at, expires_at)
values (${key.id}, ${key.name}, ${key.hash}, ${key.prefix}, ${key.scopes}, ${key.unitIds}, ${key.createdBy},
  ${key.createdAt}, ${key.expiresAt})
returning ${listedColumns}

-- store/api-keys.ts updateRevoked
update api_key set revoked_at = coalesce(revoked_at, ${now}) where id = ${id} returning hash

-- store/audit.ts insertAuditEntry
insert into audit_entry (actor_kind, actor_id, action, subject_kind, subject_id, details)
values (${entry.actorKind}, ${entry.actorId}, ${entry.action}, ${entry.subjectKind}, ${entry.subjectId},
  ${sql.json(entry.details)})

-- store/audit.ts listAuditEntries
select entry.id, entry.at, entry.actor_kind as "actorKind",
  coalesce(access_user.name, api_key.name, entry.actor_id) as "actorName",
  entry.action, entry.subject_kind as "subjectKind", entry.subject_id as "subjectId", entry.details
from audit_entry entry
left join access_user on entry.actor_kind = 'user' and access_user.id::text = entry.actor_id
left join api_key on entry.actor_kind = 'api-key' and api_key.id::text = entry.actor_id
where (${page.before}::bigint is null or entry.id < ${page.before}::bigint)
  and (${page.action}::text is null or entry.action = ${page.action}::text)
order by entry.id desc limit ${page.limit}

-- store/installation.ts takeInstallation
insert into installation (is_single, set_up_at) values (true, ${now}) on conflict do nothing returning is_single

-- store/installation.ts hasInstallation
select is_single from installation

-- store/preferences.ts findPreferences
select time_zone as "timeZone", home from access_user where id = ${userId}

-- store/preferences.ts updatePreferences
update access_user
   set time_zone = case when ${changesZone}::boolean then ${wish.timeZone ?? null}::text else time_zone end,
       home = case when ${changesHome}::boolean then ${wish.home ?? null}::text else home end,
       updated_at = now()
 where id = ${userId}

-- store/users.ts userColumns
id, name, email, role, unit_ids as "unitIds", language, disabled_at as "disabledAt"

-- store/users.ts findUser
select ${userColumns} from access_user where id = ${id}

-- store/users.ts findUserByEmail
select ${userColumns} from access_user where email = lower(${email}::text)

-- store/users.ts listUserRows
select id, name, email, role, created_at as "createdAt", disabled_at as "disabledAt"
from access_user order by created_at, id

-- store/users.ts lockActiveOwners
select id from access_user where role = 'owner' and disabled_at is null order by id for update

-- store/users.ts updateDisabled
update access_user set disabled_at = ${disabledAt}, updated_at = now() where id = ${id}

-- store/users.ts updateProfile
update access_user
set name = coalesce(${profile.name}::text, name), language = coalesce(${profile.language}::text, language), updated_at = now()
where id = ${id}

-- store/users.ts updatePassword
update access_credential set password = ${passwordHash}, updated_at = now()
where user_id = ${userId} and provider_id = 'credential'

-- store/users.ts deleteSessions
delete from access_session where user_id = ${userId}

-- store/users.ts deleteExpired
delete from access_verification where expires_at < now()

-- store/users.ts deleteExpired
delete from access_rate_limit where last_request < extract(epoch from now() - interval '1 day') * 1000

-- store/users.ts deleteExpired
delete from access_session where expires_at < now()

-- store/users.ts insertUserAndCredential
insert into access_user (id, name, email, email_verified, created_at, updated_at, role, language)
values (${user.id}, ${user.name}, lower(${user.email}::text), true, ${user.now}, ${user.now}, ${user.role}, ${user.language})

-- store/users.ts insertUserAndCredential
insert into access_credential (id, user_id, account_id, provider_id, password)
values (${user.credentialId}, ${user.id}, ${user.id}, 'credential', ${user.passwordHash})
