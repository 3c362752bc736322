-- actions/deeds.ts hasDone
select exists (select from audit_entry where actor_kind = ${viewer.kind} and actor_id = ${viewer.id} and action = ${action}) as done

-- store/api-keys.ts columns
api_key.id, api_key.name, api_key.role, scopes, api_key.unit_ids as "unitIds",
last_used_at as "lastUsedAt", expires_at as "expiresAt", revoked_at as "revokedAt", maker_kind as "makerKind",
case when maker.id is not null then jsonb_build_object('isDisabled', maker.disabled_at is not null, 'grants',
  array(select jsonb_build_object('role', held.role, 'unitIds', held.unit_ids, 'startsAt', held.starts_at,
    'endsAt', held.ends_at) from access_grant held where held.user_id = maker.id)) end as maker

-- store/api-keys.ts source
api_key left join access_user maker on maker_kind = 'user' and maker.id::text = created_by

-- store/api-keys.ts listedColumns
${columns}, prefix, api_key.created_at as "createdAt", created_by as "createdBy",
maker.name as "makerName"

-- store/api-keys.ts findApiKey
select ${columns} from ${source} where hash = ${hash}

-- store/api-keys.ts findApiKeyById
select ${listedColumns} from ${source} where api_key.id = ${id}

-- store/api-keys.ts listApiKeyRows
select ${listedColumns} from ${source} order by api_key.created_at desc, api_key.id desc

-- store/api-keys.ts countKeysOf
select count(*) from api_key where created_by = ${userId}::text and maker_kind = 'user' and revoked_at is null
  and (expires_at is null or expires_at > ${now})

-- store/api-keys.ts touchApiKey
update api_key set last_used_at = ${now}
where id = ${id} and (last_used_at is null or last_used_at <= ${now}::timestamptz - interval '1 minute')

-- store/api-keys.ts insertApiKey
insert into api_key (id, name, hash, prefix, role, scopes, unit_ids, created_by, maker_kind, created_at, expires_at)
values (${key.id}, ${key.name}, ${key.hash}, ${key.prefix}, ${key.role}, ${key.scopes}, ${key.unitIds},
  ${key.createdBy}, ${key.makerKind}, ${key.createdAt}, ${key.expiresAt})

-- store/api-keys.ts updateMaker
update api_key set created_by = ${maker.createdBy}, maker_kind = ${maker.makerKind} where id = ${id}

-- store/api-keys.ts updateRevoked
update api_key set revoked_at = coalesce(revoked_at, ${now}) where id = ${id}

-- store/attempts.ts countAttempt
case when a.last_at < now() - make_interval(secs => ${forgets}) then 1 else a.failures + 1 end

-- store/attempts.ts countAttempt
insert into access_attempt as a (key, user_id, failures, locked_until)
values (${key}, ${userId}::uuid, 1, case when ${free}::int <= 1 then now() + make_interval(secs => ${firstWait}) end)
on conflict (key) do update set user_id = coalesce(excluded.user_id, a.user_id), last_at = now(),
  failures = ${failures},
  locked_until = case when ${failures} >= ${free}::int then now()
    + make_interval(secs => least(${longestWait}::float8, ${firstWait}::float8 * power(2, least(${failures} - ${free}::int, 20))))
    end
where a.locked_until is null or a.locked_until <= now()
returning failures

-- store/attempts.ts secondsLocked
select ceil(extract(epoch from locked_until - now()))::int as seconds from access_attempt
where key = ${key} and locked_until > now()

-- store/attempts.ts forgetAttempts
delete from access_attempt where key = ${key}

-- store/attempts.ts takeBackAttempt
update access_attempt set failures = greatest(failures - 1, 0), locked_until = null where key = ${key}

-- store/attempts.ts listLockedUsers
select user_id as "userId", max(locked_until) as until from access_attempt
where user_id is not null and locked_until > now() group by user_id order by user_id limit 1000

-- store/attempts.ts findLock
select max(locked_until) as until from access_attempt where user_id = ${userId} and locked_until > now()

-- store/attempts.ts forgetAttemptsOf
delete from access_attempt where user_id = ${userId}

-- store/attempts.ts deleteOldAttempts
delete from access_attempt where last_at < now() - interval '1 day' and (locked_until is null or locked_until < now())

-- store/audit-chain.ts text
jsonb_build_array(entry.id, to_char(entry.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
entry.actor_kind, entry.actor_id, entry.acting_for, entry.action, entry.subject_kind, entry.subject_id,
entry.details)::text

-- store/audit-chain.ts lockChain
select pg_advisory_xact_lock(hashtext('audit_chain'), 0)

-- store/audit-chain.ts takeUnsealed
with taken as (
  delete from audit_unsealed where entry_id in (select entry_id from audit_unsealed order by entry_id limit ${limit})
  returning entry_id
)
select entry.id, ${text} as content from taken join audit_entry entry on entry.id = taken.entry_id order by entry.id

-- store/audit-chain.ts findHead
select position, hash from audit_seal order by position desc limit 1

-- store/audit-chain.ts insertSeals
insert into audit_seal (position, entry_id, hash)
select * from unnest(${seals.map((one) => one.position)}::bigint[], ${seals.map((one) => one.entryId)}::bigint[],
  ${seals.map((one) => one.hash)}::bytea[])

-- store/audit-chain.ts insertAnchor
insert into audit_anchor (position, hash, signature, at)
values (${anchor.position}, ${anchor.hash}, ${anchor.signature}, ${anchor.at})

-- store/audit-chain.ts listLinks
select seal.position, seal.entry_id as "entryId", seal.hash,
  case when entry.id is not null then ${text} end as content
from (select * from audit_seal where position > ${after} order by position limit ${limit}) seal
left join audit_entry entry on entry.id = seal.entry_id order by seal.position

-- store/audit-chain.ts listAnchors
select position, hash, signature, at from audit_anchor where position > ${after} and position <= ${upTo}
order by position

-- store/audit-chain.ts findLastAnchor
select position, hash, signature, at from audit_anchor order by position desc limit 1

-- store/audit-chain.ts findStray
select entry.id from audit_entry entry
where not exists (select from audit_seal where entry_id = entry.id)
  and not exists (select from audit_unsealed where entry_id = entry.id)
order by entry.id limit 1

-- store/audit-chain.ts insertCheck
insert into audit_check (at, entries, problem)
values (${check.at}, ${check.entries}, ${check.problem === null ? null : JSON.stringify(check.problem)}::jsonb)
on conflict (at) do update set entries = excluded.entries, problem = excluded.problem

-- store/audit-chain.ts insertCheck
delete from audit_check where at < (select min(at) from (select at from audit_check order by at desc limit 100) last)

-- store/audit-chain.ts findLastCheck
select at, entries, problem from audit_check order by at desc limit 1

-- store/audit.ts insertAuditEntry
insert into audit_entry (actor_kind, actor_id, acting_for, action, subject_kind, subject_id, details)
values (${entry.actorKind}, ${entry.actorId}, ${entry.actingFor.length === 0 ? null : entry.actingFor},
  ${entry.action}, ${entry.subjectKind}, ${entry.subjectId}, ${sql.json(entry.details)})

-- store/audit.ts listAuditEntries
select entry.id, entry.at, entry.actor_kind as "actorKind",
  coalesce(access_user.name, api_key.name, entry.actor_id) as "actorName",
  array(select coalesce(lender.name, one) from unnest(entry.acting_for) one
    left join access_user lender on lender.id::text = one) as "actingFor",
  entry.action, entry.subject_kind as "subjectKind", entry.subject_id as "subjectId", entry.details
from audit_entry entry
left join access_user on entry.actor_kind = 'user' and access_user.id::text = entry.actor_id
left join api_key on entry.actor_kind = 'api-key' and api_key.id::text = entry.actor_id
where (${before}::bigint is null or entry.id < ${before}::bigint)
  and (${actor}::text is null or ${actor}::text in (entry.actor_id, entry.actor_kind))
  and (${action}::text is null or entry.action = ${action}::text
    or entry.action like ${slice}::text)
  and (${subjectKind}::text is null or entry.subject_kind = ${subjectKind}::text)
  and (${subjectId}::text is null or entry.subject_id = ${subjectId}::text)
  and (${from}::timestamptz is null or entry.at >= ${from}::timestamptz)
  and (${to}::timestamptz is null or entry.at < ${to}::timestamptz)
  and (${pattern}::text is null or entry.action ilike ${pattern}::text or entry.subject_id ilike ${pattern}::text
    or entry.details::text ilike ${pattern}::text
    or coalesce(access_user.name, api_key.name, entry.actor_id) ilike ${pattern}::text)
order by entry.id desc limit ${limit}

-- store/credentials.ts columns
u.id as "userId", u.name, u.email, u.disabled_at is not null as "isDisabled",
(select password from access_credential c where c.user_id = u.id and c.provider_id = 'credential') as "passwordHash"

-- store/credentials.ts findCredentialByEmail
select ${columns} from access_user u where u.email = lower(${email}::text)

-- store/credentials.ts findCredential
select ${columns} from access_user u where u.id = ${userId}

-- store/credentials.ts insertChallenge
insert into access_challenge (token_hash, user_id, created_at, expires_at)
values (${tokenHash}, ${userId}, now(), now() + interval '10 minutes')

-- store/credentials.ts findChallenge
select user_id as "userId" from access_challenge where token_hash = ${tokenHash} and expires_at > now()

-- store/credentials.ts deleteChallenges
delete from access_challenge where user_id = ${userId}

-- store/credentials.ts insertReset
update access_password_reset set used_at = ${now} where user_id = ${userId} and used_at is null

-- store/credentials.ts insertReset
insert into access_password_reset (id, user_id, language, created_at, expires_at)
values (${id}, ${userId}, ${language}, ${now}, now() + interval '1 hour')

-- store/credentials.ts findResetMail
select u.email, u.name, coalesce(u.language, r.language) as language
from access_password_reset r join access_user u on u.id = r.user_id
where r.id = ${id} and r.used_at is null and r.expires_at > now() and u.disabled_at is null

-- store/credentials.ts takeReset
update access_password_reset r set used_at = ${now} from access_user u
where r.id = ${id} and r.used_at is null and r.expires_at > now() and u.id = r.user_id and u.disabled_at is null
returning r.user_id as "userId"

-- store/credentials.ts peekReset
select user_id as "userId" from access_password_reset
where id = ${id} and used_at is null and expires_at > now() and user_id is not null

-- store/credentials.ts deleteExpiredSignIns
delete from access_challenge where expires_at < now()

-- store/credentials.ts deleteExpiredSignIns
delete from access_password_reset where expires_at < now() - interval '1 day'

-- store/credentials.ts deleteExpiredSignIns
delete from access_trusted_device where expires_at < now()

-- store/credentials.ts deleteExpiredSignIns
delete from access_sign_on_attempt where expires_at < now()

-- store/credentials.ts deleteExpiredSignIns
delete from access_invitation where coalesce(accepted_at, revoked_at, expires_at) < now() - interval '90 days'

-- store/delegations.ts columns
delegation.id, from_user_id as "fromId", lender.name as "fromName", to_user_id as "toId",
taker.name as "toName", grant_ids as "grantIds", starts_at as "startsAt", ends_at as "endsAt", made_at as "madeAt",
revoked_at as "revokedAt"

-- store/delegations.ts source
access_delegation delegation join access_user lender on lender.id = from_user_id
join access_user taker on taker.id = to_user_id

-- store/delegations.ts listDelegationRows
select ${columns} from ${source}
where (${userId}::uuid is null or ${userId}::uuid in (from_user_id, to_user_id))
order by made_at desc, delegation.id desc limit 200

-- store/delegations.ts lockDelegation
select ${columns} from ${source} where delegation.id = ${id} for update of delegation

-- store/delegations.ts insertDelegation
insert into access_delegation (id, from_user_id, to_user_id, grant_ids, starts_at, ends_at, made_by, made_at)
values (${one.id}, ${one.fromId}, ${one.toId}, ${one.grantIds}, ${one.startsAt}, ${one.endsAt}, ${one.madeBy},
  ${one.madeAt})

-- store/delegations.ts revokeDelegationRow
update access_delegation set revoked_at = ${now} where id = ${id} and revoked_at is null

-- store/delegations.ts revokeDelegationsOf
update access_delegation set revoked_at = ${now}
where ${userId}::uuid in (from_user_id, to_user_id) and revoked_at is null and ends_at > ${now}

-- store/grants.ts insertGrants
insert into access_grant (user_id, role, unit_ids, source, starts_at, ends_at, given_by, given_at)
select user_id, role, unit_ids, source, starts_at, ends_at, given_by, ${now}
from jsonb_to_recordset(${sql.json(rows)}) new (user_id uuid, role text, unit_ids uuid[], source text,
  starts_at timestamptz, ends_at timestamptz, given_by text)

-- store/grants.ts deleteGrants
delete from access_grant where id = any (${ids}::uuid[])

-- store/grants.ts updateGrantSpan
update access_grant set starts_at = ${span.startsAt}, ends_at = ${span.endsAt} where id = ${id}

-- store/installation.ts takeInstallation
insert into installation (is_single, set_up_at) values (true, ${now}) on conflict do nothing returning is_single

-- store/installation.ts hasInstallation
select is_single from installation

-- store/invitations.ts columns
i.id, i.email, i.grants, i.language, i.generation, i.invited_by as "invitedById",
(select name from access_user where access_user.id = i.invited_by) as "invitedBy", i.created_at as "createdAt",
i.sent_at as "sentAt", i.expires_at as "expiresAt", i.revoked_at as "revokedAt", i.accepted_at as "acceptedAt",
i.delivery

-- store/invitations.ts listInvitationRows
select ${columns} from access_invitation i
where ${page.before}::uuid is null or i.id < ${page.before}::uuid order by i.id desc limit ${page.limit}

-- store/invitations.ts findInvitation
select ${columns} from access_invitation i where i.id = ${id}

-- store/invitations.ts lockInvitation
select ${columns} from access_invitation i where i.id = ${id} for update

-- store/invitations.ts insertInvitation
update access_invitation set revoked_at = expires_at
where email = lower(${email}::text) and accepted_at is null and revoked_at is null and expires_at <= ${now}

-- store/invitations.ts insertInvitation
insert into access_invitation (id, email, grants, language, invited_by, created_at, sent_at, expires_at, delivery)
values (${id}, lower(${email}::text), ${sql.json(grants)}, ${language}, ${invitedById}, ${now}, ${now},
  ${expiresAt}, ${delivery})

-- store/invitations.ts renewInvitation
update access_invitation set generation = generation + 1, sent_at = ${renewal.now},
  expires_at = ${renewal.expiresAt}, delivery = ${renewal.delivery}
where id = ${renewal.id}

-- store/invitations.ts revokeInvitationRow
update access_invitation set revoked_at = ${now} where id = ${id}

-- store/invitations.ts acceptInvitationRow
update access_invitation set accepted_at = ${accepted.now}, accepted_user_id = ${accepted.userId}
where id = ${accepted.id}

-- store/invitations.ts updateDelivery
update access_invitation set delivery = ${delivery} where id = ${id} and generation = ${generation}

-- store/policy.ts findPolicy
select password_min_length as "passwordMinLength", session_idle_minutes as "sessionIdleMinutes",
  session_absolute_minutes as "sessionAbsoluteMinutes", two_factor_roles as "twoFactorRoles",
  trusted_device_days as "trustedDeviceDays", invitation_days as "invitationDays"
from access_policy

-- store/policy.ts updatePolicyRow
update access_policy set password_min_length = ${policy.passwordMinLength},
  session_idle_minutes = ${policy.sessionIdleMinutes}, session_absolute_minutes = ${policy.sessionAbsoluteMinutes},
  two_factor_roles = ${policy.twoFactorRoles}, trusted_device_days = ${policy.trustedDeviceDays},
  invitation_days = ${policy.invitationDays}

-- store/preferences.ts findPreferences
select time_zone as "timeZone", home from access_user where id = ${userId}

-- store/preferences.ts updatePreferences
update access_user
   set time_zone = case when ${changesZone}::boolean then ${wish.timeZone ?? null}::text else time_zone end,
       home = case when ${changesHome}::boolean then ${wish.home ?? null}::text else home end,
       updated_at = now()
 where id = ${userId}

-- store/sessions.ts isAlive
session.expires_at > now()
and session.last_used_at + make_interval(mins => session_idle_minutes) > now()
and session.created_at + make_interval(mins => session_absolute_minutes) > now()

-- store/sessions.ts findLiveSession
select session.last_used_at < now() - interval '1 minute' as "isStale"
from access_session session, access_policy where session.id = ${id} and ${isAlive}

-- store/sessions.ts slideSession
update access_session session set last_used_at = now(), updated_at = now(),
  expires_at = least(now() + make_interval(mins => session_idle_minutes),
    session.created_at + make_interval(mins => session_absolute_minutes))
from access_policy where session.id = ${id} and session.last_used_at < now() - interval '1 minute'

-- store/sessions.ts listSessionRows
select session.id, user_agent as "userAgent", method, created_at as "createdAt", last_used_at as "lastUsedAt"
from access_session session, access_policy where user_id = ${userId} and ${isAlive}
order by last_used_at desc, session.id limit 200

-- store/sessions.ts deleteSession
delete from access_session where id = ${id} and user_id = ${userId}

-- store/sessions.ts deleteOtherSessions
delete from access_session where user_id = ${userId} and id <> ${id}

-- store/single-sign-on.ts findSingleSignOn
select is_enabled as "isEnabled", label, issuer, client_id as "clientId", client_secret as "clientSecret", scopes,
  role_claim as "roleClaim", role_mapping as "roleMapping", default_grant as "defaultGrant",
  allowed_domains as "allowedDomains", creates_users as "createsUsers", assumes_verified as "assumesVerified"
from access_single_sign_on

-- store/single-sign-on.ts updateSingleSignOnRow
update access_single_sign_on set is_enabled = ${row.isEnabled}, label = ${row.label}, issuer = ${row.issuer},
  client_id = ${row.clientId}, client_secret = coalesce(${row.clientSecret}::text, client_secret),
  scopes = ${row.scopes}, role_claim = ${row.roleClaim}, role_mapping = ${sql.json(row.roleMapping)},
  default_grant = ${defaultGrant}, allowed_domains = ${row.allowedDomains}, creates_users = ${row.createsUsers},
  assumes_verified = ${row.assumesVerified}

-- store/single-sign-on.ts insertSignOnAttempt
insert into access_sign_on_attempt (state_hash, nonce, verifier, base_url, next, invitation_id, expires_at)
values (${stateHash}, ${attempt.nonce}, ${attempt.verifier}, ${attempt.baseUrl}, ${attempt.next},
  ${attempt.invitationId}, now() + interval '10 minutes')

-- store/single-sign-on.ts takeSignOnAttempt
with taken as (delete from access_sign_on_attempt where state_hash = ${stateHash} returning *)
select nonce, verifier, base_url as "baseUrl", next, invitation_id as "invitationId" from taken
where expires_at > now()

-- store/single-sign-on.ts findUserIdOfSubject
select user_id as "userId" from access_credential
where provider_id = ${`oidc:${issuer}`} and account_id = ${subject}

-- store/single-sign-on.ts linkSubject
insert into access_credential (id, user_id, account_id, provider_id)
select ${id}, ${userId}, ${subject}, ${provider}
where not exists (select from access_credential where user_id = ${userId} and provider_id = ${provider})
on conflict (provider_id, account_id) do nothing

-- store/single-sign-on.ts lockSubject
select pg_advisory_xact_lock(hashtext('access_sign_on'), hashtext(${subject}))

-- store/two-factor.ts findTwoFactor
select secret, confirmed_at is not null as "isConfirmed", last_step::float8 as "lastStep"
from access_two_factor where user_id = ${userId}

-- store/two-factor.ts beginTwoFactorRow
insert into access_two_factor (user_id, secret, created_at) values (${begun.userId}, ${begun.secret}, ${begun.now})
on conflict (user_id) do update set secret = excluded.secret, last_step = 0, created_at = excluded.created_at
where access_two_factor.confirmed_at is null

-- store/two-factor.ts takeStep
update access_two_factor set last_step = ${taken.step}, confirmed_at = coalesce(confirmed_at, ${taken.now})
where user_id = ${taken.userId} and last_step < ${taken.step}

-- store/two-factor.ts replaceBackupCodes
delete from access_backup_code where user_id = ${userId}

-- store/two-factor.ts replaceBackupCodes
insert into access_backup_code (user_id, code_hash) select ${userId}, unnest(${hashes}::text[])

-- store/two-factor.ts takeBackupCode
update access_backup_code set used_at = ${taken.now}
where user_id = ${taken.userId} and code_hash = ${taken.hash} and used_at is null

-- store/two-factor.ts countTwoFactor
select (select count(*)::int from access_backup_code where user_id = ${userId} and used_at is null) as codes,
  (select count(*)::int from access_trusted_device where user_id = ${userId} and expires_at > now()) as devices

-- store/two-factor.ts deleteTwoFactor
delete from access_backup_code where user_id = ${userId}

-- store/two-factor.ts deleteTwoFactor
delete from access_two_factor where user_id = ${userId}

-- store/two-factor.ts insertTrustedDevice
insert into access_trusted_device (token_hash, user_id, created_at, expires_at)
values (${device.tokenHash}, ${device.userId}, now(), now() + make_interval(days => ${device.days}))

-- store/two-factor.ts isTrustedDevice
select user_id from access_trusted_device, access_policy
where token_hash = ${tokenHash} and user_id = ${userId} and expires_at > now()
  and created_at + make_interval(days => trusted_device_days) > now()

-- store/two-factor.ts deleteTrustedDevices
delete from access_trusted_device where user_id = ${userId}

-- store/user-list.ts listUserRows
select id, name, email, employee, created_at as "createdAt", disabled_at as "disabledAt"
from access_user
where (${query.id}::uuid is null or id = ${query.id}::uuid)
  and (${pattern}::text is null or name ilike ${pattern}::text or email ilike ${pattern}::text)
  and (${query.isDisabled}::boolean is null or (disabled_at is not null) = ${query.isDisabled}::boolean)
  and (${query.role}::text is null or exists (select from access_grant where user_id = access_user.id
    and role = ${query.role}::text))
  and (${query.unitAndAbove}::uuid[] is null or exists (select from access_grant where user_id = access_user.id
    and (unit_ids is null or unit_ids && ${query.unitAndAbove}::uuid[])))
  and (${query.within}::uuid[] is null or exists (select from access_grant where user_id = access_user.id
    and unit_ids && ${query.within}::uuid[]))
  and (${name}::text is null or (lower(name), id) > (lower(${name}::text), ${id}::uuid))
order by lower(name), id limit ${query.limit}

-- store/user-list.ts listUserNames
select id, name from access_user where id = any (${ids}::uuid[])

-- store/user-list.ts listColleagueRows
select id, name from access_user where disabled_at is null and name ilike ${pattern}
order by lower(name), id limit ${limit}

-- store/users.ts own
select access_grant.id, role, unit_ids, source, access_grant.starts_at, access_grant.ends_at,
  null::uuid as delegated_by
from access_grant where access_grant.user_id = access_user.id

-- store/users.ts lent
select access_grant.id, role, unit_ids, source,
  greatest(access_grant.starts_at, delegation.starts_at),
  least(access_grant.ends_at, delegation.ends_at), delegation.from_user_id
from access_delegation delegation
join access_user lender on lender.id = delegation.from_user_id and lender.disabled_at is null
join access_grant on access_grant.user_id = lender.id
  and (delegation.grant_ids is null or access_grant.id = any (delegation.grant_ids))
where delegation.to_user_id = access_user.id and delegation.revoked_at is null

-- store/users.ts userColumns
id, name, email, language, employee, disabled_at as "disabledAt",
array(select jsonb_build_object('id', held.id, 'role', role, 'unitIds', unit_ids, 'source', source,
    'startsAt', starts_at, 'endsAt', ends_at, 'delegatedBy', delegated_by)
  from (${own} union all ${lent}) held) as grants

-- store/users.ts findUser
select ${userColumns} from access_user where id = ${id}

-- store/users.ts findUserByEmail
select ${userColumns} from access_user where email = lower(${email}::text)

-- store/users.ts lockOwners
select pg_advisory_xact_lock(hashtext('access_owners'), 0)

-- store/users.ts listLastingOwners
select distinct access_user.id from access_user join access_grant on user_id = access_user.id
where role = 'owner' and unit_ids is null and disabled_at is null and starts_at <= ${now} and ends_at is null

-- store/users.ts updateDisabled
update access_user set disabled_at = ${disabledAt}, updated_at = now() where id = ${id}

-- store/users.ts updateEmployee
update access_user set employee = ${employee}, updated_at = now() where id = ${id}

-- store/users.ts updateProfile
update access_user
set name = coalesce(${profile.name}::text, name), language = coalesce(${profile.language}::text, language), updated_at = now()
where id = ${id}

-- store/users.ts updatePassword
insert into access_credential (id, user_id, account_id, provider_id, password)
values (${password.credentialId}, ${userId}, ${userId}, 'credential', ${password.hash})
on conflict (provider_id, account_id) do update set password = excluded.password, updated_at = now()

-- store/users.ts deleteSessions
delete from access_session where user_id = ${userId}

-- store/users.ts deleteExpired
delete from access_verification where expires_at < now()

-- store/users.ts deleteExpired
delete from access_rate_limit where last_request < extract(epoch from now() - interval '1 day') * 1000

-- store/users.ts deleteExpired
delete from access_session where expires_at < now()

-- store/users.ts insertUserAndCredential
insert into access_user (id, name, email, email_verified, created_at, updated_at, language, employee)
values (${user.id}, ${user.name}, lower(${user.email}::text), true, ${user.now}, ${user.now}, ${user.language},
  ${user.employee ?? null})

-- store/users.ts insertUserAndCredential
insert into access_credential (id, user_id, account_id, provider_id, password)
values (${user.credentialId}, ${user.id}, ${user.id}, 'credential', ${user.passwordHash})
