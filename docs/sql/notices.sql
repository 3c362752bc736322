-- store.ts insertNotices
insert into notice (id, user_id, kind, params, link, key, created_at)
select uuidv7(), access_user.id, ${notice.kind}, ${JSON.stringify(notice.params)}::jsonb, ${notice.link}, ${notice.key}, ${now}
  from access_user
 where access_user.id = any (${notice.userIds}::uuid[])
on conflict (user_id, key) do nothing

-- store.ts selectNotices
select id, kind, params, link, created_at as "createdAt", read_at as "readAt"
  from notice
 where user_id = ${userId}
   and (${page.before}::uuid is null or id < ${page.before}::uuid)
   and (not ${page.isUnreadOnly}::boolean or read_at is null)
 order by id desc
 limit ${page.limit}

-- store.ts countUnread
select count(*)::int as count from notice where user_id = ${userId} and read_at is null

-- store.ts updateRead
update notice set read_at = ${readAt}
 where user_id = ${userId}
   and (${ids}::uuid[] is null or id = any (${ids}::uuid[]))
   and (read_at is null) <> (${readAt}::timestamptz is null)

-- store.ts deleteReadBefore
delete from notice where read_at < ${moment}
