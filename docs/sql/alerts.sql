-- store/alerts.ts columns
alert.id, alert.watch_id as "watchId", watch.name as "watchName", watch.preset, watch.rule, alert.finding,
to_char(alert.at, 'YYYY-MM-DD') as at, to_char(alert.onset, 'YYYY-MM-DD') as onset, alert.state, alert.note,
alert.state_by as "stateById", (select name from access_user where id = alert.state_by) as "stateByName",
alert.state_at as "stateAt", alert.opened_at as "openedAt"

-- store/alerts.ts seenBy
(case when alert.finding ->> 'type' in ('answer', 'more-answers') then ${within(answers)} else ${within(figures)} end)

-- store/alerts.ts within
true

-- store/alerts.ts within
(alert.unit_id = any (${units}::uuid[])
or alert.unit_id is null and alert.units is not null and alert.units <@ ${units}::uuid[])

-- store/alerts.ts selectAlerts
select ${columns} from alert join alert_watch watch on watch.id = alert.watch_id and watch.deleted_at is null
 where ${seenBy(sight)}
   and alert.state = any (${states}::text[])
   and (${watchId}::uuid is null or alert.watch_id = ${watchId}::uuid)
   and (${since}::timestamptz is null or alert.opened_at > ${since}::timestamptz)
   and (${before?.openedAt ?? null}::timestamptz is null
     or (alert.opened_at, alert.id) < (${before?.openedAt ?? null}::timestamptz, ${before?.id ?? null}::uuid))
 order by alert.opened_at desc, alert.id desc
 limit ${limit}

-- store/alerts.ts findAlert
select ${columns} from alert join alert_watch watch on watch.id = alert.watch_id and watch.deleted_at is null
 where alert.id = ${id} and ${seenBy(sight)}

-- store/alerts.ts countOpen
select count(*)::int as open, (count(*) filter (where alert.state = 'new'))::int as new
  from alert join alert_watch watch on watch.id = alert.watch_id and watch.deleted_at is null
 where ${seenBy(sight)} and alert.state in ('new', 'seen')

-- store/alerts.ts updateState
update alert set state = ${state}, note = ${note}, state_by = ${by}, state_at = ${now} where id = ${id}

-- store/alerts.ts markSeen
update alert set state = 'seen' where id = ${id} and state = 'new'

-- store/alerts.ts insertAlerts
insert into alert (id, watch_id, key, series, finding, at, onset, unit_id, units, opened_at)
values (${id}, ${watch.id}, ${key}, ${series}, ${JSON.stringify(finding)}::jsonb, ${at}::date, ${onset}::date, ${unitId},
  ${watch.units}::uuid[], ${now})
on conflict (watch_id, key) do nothing

-- store/alerts.ts updateFinding
update alert set finding = ${JSON.stringify(finding)}::jsonb where watch_id = ${watchId} and key = ${key}

-- store/alerts.ts selectToldOn
select series, array_agg(to_char(at, 'YYYY-MM-DD') order by at) as days from alert
 where watch_id = ${watchId} group by series

-- store/alerts.ts countOutcomes
select watch_id as "watchId", count(*)::int as opened,
  (count(*) filter (where state = 'acknowledged'))::int as acknowledged,
  (count(*) filter (where state = 'dismissed'))::int as dismissed
  from alert where opened_at >= ${since} and ${seenBy(sight)} group by watch_id

-- store/alerts.ts selectAlertsById
select ${columns} from alert join alert_watch watch on watch.id = alert.watch_id and watch.deleted_at is null
 where alert.id = any (${ids}::uuid[]) and ${seenBy(sight)}
 order by alert.opened_at desc, alert.id desc

-- store/mails.ts columns
user_id as "userId", notices, cadence, hour, time_zone as "timeZone", next_at as "nextAt",
told_until as "toldUntil", paused

-- store/mails.ts findMail
select ${columns} from alert_mail where user_id = ${userId}

-- store/mails.ts selectUntold
select user_id as "userId" from alert_mail where not notices

-- store/mails.ts upsertMail
insert into alert_mail (user_id, notices, cadence, hour, time_zone, next_at, told_until, updated_at)
values (${userId}, ${notices}, ${cadence}, ${hour}, ${timeZone}, ${nextAt}, ${now}, ${now})
on conflict (user_id) do update
   set notices = excluded.notices, cadence = excluded.cadence, hour = excluded.hour, time_zone = excluded.time_zone,
       next_at = excluded.next_at, paused = null, updated_at = excluded.updated_at,
       told_until = case when alert_mail.cadence = 'off' then excluded.told_until else alert_mail.told_until end

-- store/mails.ts lockDueMails
select ${columns} from alert_mail where next_at <= ${now} order by next_at limit ${limit} for update skip locked

-- store/mails.ts updateNextMail
update alert_mail set next_at = ${nextAt}, paused = ${paused} where user_id = ${userId}

-- store/mails.ts endMailRow
update alert_mail set cadence = 'off', next_at = null where user_id = ${userId}

-- store/mails.ts insertSending
insert into alert_delivery (user_id, slot, state, updated_at) values (${userId}, ${slot}, 'waiting', ${now})
on conflict (user_id, slot) do nothing

-- store/mails.ts claimSending
update alert_delivery set state = 'sending', attempts = attempts + 1, updated_at = ${now}
 where user_id = ${userId} and slot = ${slot} and state = 'waiting'
returning attempts

-- store/mails.ts updateSending
update alert_delivery set state = ${state}, updated_at = ${now} where user_id = ${userId} and slot = ${slot}

-- store/mails.ts updateSending
update alert_mail set told_until = greatest(told_until, ${slot}), paused = null,
       last_sent_at = case when ${state} = 'sent' then ${now} else last_sent_at end
 where user_id = ${userId}

-- store/mails.ts updateSending
update alert_mail set paused = 'failed' where user_id = ${userId}

-- store/mails.ts abandonSendings
update alert_delivery set state = 'failed', updated_at = ${now} where state = 'sending' and updated_at < ${before}

-- store/mails.ts removeSendings
delete from alert_delivery where updated_at < ${before} and state <> 'sending'

-- store/targets.ts columns
id, measure, unit_id as "unitId", value, better, tolerance, to_char(valid_from, 'YYYY-MM-DD') as "validFrom",
reviewed_at as "reviewedAt", revision, deleted_at as "deletedAt"

-- store/targets.ts selectTargets
select ${columns} from alert_target where deleted_at is null order by unit_id is not null, measure, created_at

-- store/targets.ts findTarget
select ${columns} from alert_target where id = ${id}

-- store/targets.ts insertTarget
insert into alert_target (id, measure, unit_id, value, better, tolerance, valid_from, created_by, created_at, updated_at,
  reviewed_at)
values (${id}, ${measure}, ${unitId}, ${value}, ${better}, ${JSON.stringify(tolerance)}::jsonb, ${validFrom}::date,
  ${createdBy}, ${now}, ${now}, ${now})
on conflict do nothing

-- store/targets.ts updateTargetRow
update alert_target set value = ${value}, better = ${better}, tolerance = ${JSON.stringify(tolerance)}::jsonb,
       valid_from = ${validFrom}::date, updated_at = ${now}, reviewed_at = ${now}, revision = revision + 1
 where id = ${id} and revision = ${revision} and deleted_at is null

-- store/targets.ts noteReview
update alert_target set reviewed_at = ${now} where id = ${id}

-- store/targets.ts hasTargetBeside
select id from alert_target
 where measure = ${measure} and unit_id is not distinct from ${unitId}::uuid and deleted_at is null and id <> ${id}

-- store/targets.ts setTargetDeleted
update alert_target set deleted_at = ${deletedAt} where id = ${id}

-- store/targets.ts removeTargets
delete from alert_target where deleted_at < ${before}

-- store/watches.ts columns
id, preset, name, rule, units, is_on as "isOn", quiet_days as "quietDays", revision,
judged_at as "judgedAt", judged_mark as "judgedMark", status, deleted_at as "deletedAt"

-- store/watches.ts selectWatches
select ${columns} from alert_watch where deleted_at is null order by preset is null, created_at, id

-- store/watches.ts findWatch
select ${columns} from alert_watch where id = ${id}

-- store/watches.ts lockWatch
select ${columns} from alert_watch where id = ${id} for update

-- store/watches.ts insertWatch
insert into alert_watch (id, preset, name, rule, units, is_on, quiet_days, created_by, created_at, updated_at)
values (${id}, ${preset}, ${name}, ${JSON.stringify(rule)}::jsonb, ${units}::uuid[], ${isOn}, ${quietDays}, ${createdBy},
  ${now}, ${now})
on conflict (preset) do nothing

-- store/watches.ts updateWatchRow
update alert_watch
   set name = ${name}, rule = ${JSON.stringify(rule)}::jsonb, is_on = ${isOn}, quiet_days = ${quietDays},
       updated_at = ${now}, revision = revision + 1, judged_mark = ''
 where id = ${id} and revision = ${revision} and deleted_at is null

-- store/watches.ts setWatchDeleted
update alert_watch set deleted_at = ${deletedAt} where id = ${id}

-- store/watches.ts noteRun
update alert_watch set status = ${JSON.stringify(status)}::jsonb, judged_at = ${now}, judged_mark = ${mark}
 where id = ${id}

-- store/watches.ts removeWatches
delete from alert_watch where deleted_at < ${before} and preset is null

-- store/watches.ts selectJudged
select series, step, to_char(judged_to, 'YYYY-MM-DD') as "judgedTo" from alert_series where watch_id = ${watchId}

-- store/watches.ts upsertJudged
insert into alert_series (watch_id, series, step, judged_to)
select ${watchId}, series, step, judged_to
  from unnest(${rows.map(({ series }) => series)}::text[], ${rows.map(({ step }) => step)}::text[],
    ${rows.map(({ judgedTo }) => judgedTo)}::date[]) as judged (series, step, judged_to)
on conflict (watch_id, series) do update
   set step = excluded.step, judged_to = greatest(alert_series.judged_to, excluded.judged_to)

-- store/watches.ts forgetJudged
delete from alert_series where watch_id = ${watchId}

-- store/watches.ts lastLook
select max(judged_at) as at from alert_watch where deleted_at is null and is_on
