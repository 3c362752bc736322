-- How much a unit grew in a year, in per cent, of revenue or of customers.
create table benchmark_growth (
  kind text not null check (kind in ('revenue', 'customers')),
  unit text not null,
  year integer not null,
  growth double precision not null,
  changed_at timestamptz not null,
  primary key (kind, unit, year)
);
