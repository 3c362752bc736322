-- store/competitors.ts columns
id, name, note, is_own as "isOwn", study_value as "studyValue", revision

-- store/competitors.ts selectCompetitors
select ${columns} from benchmark_competitor where deleted_at is null order by lower(name), id

-- store/competitors.ts findCompetitor
select ${columns} from benchmark_competitor where id = ${id} and deleted_at is null

-- store/competitors.ts insertCompetitor
insert into benchmark_competitor (id, name, note, is_own, study_value, created_at, updated_at)
values (${id}, ${name}, ${note}, ${isOwn}, ${studyValue}, ${now}, ${now})

-- store/competitors.ts updateCompetitorRow
update benchmark_competitor set name = ${name}, note = ${note}, is_own = ${isOwn}, study_value = ${studyValue},
       updated_at = ${now}, revision = revision + 1
 where id = ${id} and revision = ${revision} and deleted_at is null

-- store/competitors.ts setCompetitorDeleted
update benchmark_competitor set deleted_at = ${deletedAt}
 where id = ${id} and (deleted_at is null) = ${deletedAt !== null}

-- store/examples.ts columns
c.id, c.title, c.company, c.competitor_id as "competitorId", c.strengths, c.problems, c.source,
c.source_url as "sourceUrl", to_char(c.dated, 'YYYY-MM-DD') as dated, c.journeys, c.touchpoints, c.tags, c.revision,
o.name as "competitorName", c.created_by_name as "createdBy", c.updated_at as "updatedAt"

-- store/examples.ts from
from benchmark_example c
left join benchmark_competitor o on o.id = c.competitor_id and o.deleted_at is null

-- store/examples.ts selectExamples
c.deleted_at is null

-- store/examples.ts selectExamples
concat_ws(' ', c.title, c.company, c.strengths, c.problems, c.source, array_to_string(c.tags, ' '), o.name)
ilike ${`%${escaped(word)}%`}

-- store/examples.ts selectExamples
${tag} = any(c.tags)

-- store/examples.ts selectExamples
c.competitor_id = ${competitor}

-- store/examples.ts selectExamples
${journey} = any(c.journeys)

-- store/examples.ts selectExamples
${touchpoint} = any(c.touchpoints)

-- store/examples.ts selectExamples
(c.updated_at, c.id) < (${before.at}, ${before.id}::uuid)

-- store/examples.ts selectExamples
select ${columns} ${from} where ${sql.join(conditions, " and ")}
 order by c.updated_at desc, c.id desc limit ${limit + 1}

-- store/examples.ts selectTags
select tag, count(*)::int as n from benchmark_example, unnest(tags) as tag
 where deleted_at is null group by tag order by n desc, tag limit 100

-- store/examples.ts findExample
select ${columns} ${from} where c.id = ${id} and c.deleted_at is null

-- store/examples.ts insertExample
insert into benchmark_example (id, title, company, competitor_id, strengths, problems, source, source_url, dated,
  journeys, touchpoints, tags, created_by_name, created_at, updated_at)
values (${id}, ${title}, ${company}, ${competitorId}, ${strengths}, ${problems}, ${source}, ${sourceUrl},
  ${dated}::date, ${wish.journeys}::text[], ${wish.touchpoints}::text[], ${wish.tags}::text[], ${by}, ${now}, ${now})

-- store/examples.ts updateExampleRow
update benchmark_example set title = ${wish.title}, company = ${wish.company}, competitor_id = ${wish.competitorId},
       strengths = ${wish.strengths}, problems = ${wish.problems}, source = ${wish.source},
       source_url = ${wish.sourceUrl}, dated = ${wish.dated}::date, journeys = ${wish.journeys}::text[],
       touchpoints = ${wish.touchpoints}::text[], tags = ${wish.tags}::text[], updated_at = ${now},
       revision = revision + 1
 where id = ${id} and revision = ${revision} and deleted_at is null

-- store/examples.ts setExampleDeleted
update benchmark_example set deleted_at = ${deletedAt}
 where id = ${id} and (deleted_at is null) = ${deletedAt !== null}

-- store/figures.ts columns
f.id, f.competitor_id as "competitorId", to_char(f.measured_on, 'YYYY-MM-DD') as "measuredOn",
f.promoters, f.passives, f.detractors, f.score, f.n, f.source, f.source_url as "sourceUrl", f.method, f.whose,
f.paid_by as "paidBy", f.note, f.created_by_name as "createdBy"

-- store/figures.ts selectFigures
select ${columns} from benchmark_figure f join benchmark_competitor c on c.id = f.competitor_id
 where f.deleted_at is null and c.deleted_at is null
 order by f.measured_on desc, f.created_at desc, f.id

-- store/figures.ts selectFiguresOf
select ${columns} from benchmark_figure f where f.competitor_id = ${competitorId} and f.deleted_at is null
 order by f.measured_on desc, f.created_at desc, f.id

-- store/figures.ts insertFigure
insert into benchmark_figure (id, competitor_id, measured_on, promoters, passives, detractors, score, n, source,
  source_url, method, whose, paid_by, note, created_by_name, created_at)
values (${id}, ${competitorId}, ${measuredOn}::date, ${promoters}, ${passives}, ${detractors}, ${score}, ${n},
  ${source}, ${sourceUrl}, ${method}, ${whose}, ${paidBy}, ${note}, ${createdBy}, ${now})
on conflict do nothing

-- store/figures.ts countFigures
select count(*)::int as n from benchmark_figure where deleted_at is null

-- store/figures.ts setFigureDeleted
update benchmark_figure set deleted_at = ${deletedAt}
 where id = ${id} and (deleted_at is null) = ${deletedAt !== null}

-- store/growth.ts selectGrowth
select unit, year, growth from benchmark_growth where kind = ${kind} order by year desc, unit

-- store/growth.ts upsertGrowth
insert into benchmark_growth (kind, unit, year, growth, changed_at)
select ${kind}, unit, year, growth, ${now}
  from unnest(${rows.map(({ unit }) => unit)}::text[], ${rows.map(({ year }) => year)}::int[],
    ${rows.map(({ growth }) => growth)}::float8[]) as row (unit, year, growth)
on conflict (kind, unit, year) do update set growth = excluded.growth, changed_at = excluded.changed_at

-- store/growth.ts deleteGrowthRows
delete from benchmark_growth where kind = ${kind}

-- store/pairs.ts selectPairs
select id, title, kind, note, sides, revision from benchmark_pair
 where deleted_at is null order by created_at, id

-- store/pairs.ts insertPair
insert into benchmark_pair (id, title, kind, note, sides, created_at, updated_at)
values (${id}, ${wish.title}, ${wish.kind}, ${wish.note}, ${JSON.stringify(wish.sides)}::jsonb, ${now}, ${now})

-- store/pairs.ts updatePairRow
update benchmark_pair set title = ${wish.title}, kind = ${wish.kind}, note = ${wish.note},
       sides = ${JSON.stringify(wish.sides)}::jsonb, updated_at = ${now}, revision = revision + 1
 where id = ${id} and revision = ${revision} and deleted_at is null

-- store/pairs.ts hasPair
select id from benchmark_pair where id = ${id} and deleted_at is null

-- store/pairs.ts setPairDeleted
update benchmark_pair set deleted_at = ${deletedAt}
 where id = ${id} and (deleted_at is null) = ${deletedAt !== null}

-- store/paths.ts selectPath
select steps from benchmark_path where dimension = ${dimension} and journey = ${journey}

-- store/paths.ts upsertPath
insert into benchmark_path (dimension, journey, steps, changed_at)
values (${path.dimension}, ${path.journey}, ${[...path.steps]}::text[], ${now})
on conflict (dimension, journey) do update set steps = excluded.steps, changed_at = excluded.changed_at

-- store/settings.ts selectBenchmarkSettings
select settings from benchmark_setting

-- store/settings.ts upsertBenchmarkSettings
insert into benchmark_setting (settings, changed_at) values (${JSON.stringify(settings)}::jsonb, ${now})
on conflict (one) do update set settings = excluded.settings, changed_at = excluded.changed_at
