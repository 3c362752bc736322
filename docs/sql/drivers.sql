-- store.ts selectGroups
select driver, "group" from driver_group

-- store.ts upsertGroup
insert into driver_group (driver, "group") values (${driver}, ${group})
on conflict (driver) do update set "group" = excluded."group", changed_at = now()

-- store.ts deleteGroup
delete from driver_group where driver = ${driver}
