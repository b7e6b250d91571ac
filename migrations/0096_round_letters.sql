-- Letters of a round that went out: the outcome, a reminder, what was written down of a reply. `about` is the reminder's or the reply's number.
create table admission_letter (
  id bigint generated always as identity primary key,
  application_id bigint not null references admission_application (id),
  sort text not null check (sort in ('outcome', 'reminder', 'reply')),
  about bigint not null default 0,
  -- to the address that the gate let it go to, or another way that a person found
  by_gate boolean not null,
  told_by bigint not null references access.principal (id),
  told_at timestamptz not null,
  unique (application_id, sort, about)
);
alter table admission_letter enable row level security;
alter table admission_letter force row level security;
create policy desk on admission_letter for all to throughline_pages
  using ((select access.actor()) = 'admissions' and exists (select from admission_application a where a.id = admission_letter.application_id))
  with check ((select access.actor()) = 'admissions');
grant select, insert on admission_letter to throughline_pages;
