-- What is known of single customer segments: [{segment, customers, revenuePerCustomer}].
alter table problem_settings add column segments jsonb not null default '[]';
