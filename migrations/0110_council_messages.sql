-- What other councils tell of their children who ask for our schools, and what they are told (docs/admissions.md, Other councils). A fact once told stays
-- true: what comes twice, or in another order, changes nothing.
create table admission_sending (
  id bigint generated always as identity primary key,
  uuid uuid not null default gen_random_uuid() unique,
  round_id bigint not null references admission_round (id),
  council text not null,
  content text not null,
  manifest jsonb not null,
  told_by bigint not null references access.principal (id),
  told_at timestamptz not null
);
create index on admission_sending (round_id);
create table admission_council_fact (
  id bigint generated always as identity primary key,
  round_id bigint not null references admission_round (id),
  council text not null check (council ~ '^[0-9]{3}$'),
  -- by the child's home council: wanted, left; by us: no, free
  says text not null check (says in ('wanted', 'left', 'no', 'free')),
  -- the home council's own number of the child
  child text not null,
  school_key text not null,
  -- of what is wanted: who the council said the child is and what they claim, as it came first
  who jsonb,
  -- null until the council has said who the child is
  application_id bigint references admission_application (id),
  sending_id bigint references admission_sending (id),
  told_by bigint not null references access.principal (id),
  told_at timestamptz not null,
  unique (round_id, council, child, school_key, says),
  check ((says in ('no', 'free')) = (sending_id is not null)),
  check (says = 'left' or application_id is not null),
  check ((says = 'wanted') = (who is not null))
);
create index on admission_council_fact (application_id);
create index on admission_council_fact (sending_id);
do $$ declare t text;
begin
  foreach t in array array['admission_sending', 'admission_council_fact'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('grant select, insert on %I to throughline_pages', t);
  end loop;
end $$;
create policy desk on admission_sending for all to throughline_pages
  using ((select access.actor()) = 'admissions') with check ((select access.actor()) = 'admissions');
create policy desk on admission_council_fact for all to throughline_pages
  using ((select access.actor()) = 'admissions' and (application_id is null or exists (select from admission_application a where a.id = application_id)))
  with check ((select access.actor()) = 'admissions');
grant update (application_id) on admission_council_fact to throughline_pages;
