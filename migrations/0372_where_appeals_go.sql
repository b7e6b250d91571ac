-- Where families send their appeals: the postal address of the clerk to the appeal panels, and an e-mail address, from a day on. A refusal says so (School
-- Admissions Code 2021, 2.32). Who said it, when, and what stood before is kept.
create table appeal_address (
  id bigint generated always as identity primary key,
  address text not null,
  email text,
  true_from date not null,
  told_by bigint not null references access.principal (id),
  told_at timestamptz not null
);
create index on appeal_address (told_by);
alter table appeal_address enable row level security;
alter table appeal_address force row level security;
create policy desk on appeal_address for all to throughline_pages
  using ((select access.actor()) = 'admissions') with check ((select access.actor()) = 'admissions');
create policy jobs on appeal_address for select to throughline_jobs using ((select access.actor()) = 'admissions');
grant select, insert on appeal_address to throughline_pages;
grant select on appeal_address to throughline_jobs;

create function access.family_appeals_to() returns table (address text, email text)
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if access.family() is null then raise insufficient_privilege using message = 'Not allowed.'; end if;
  return query select a.address, a.email from public.appeal_address a
    where a.true_from <= (access.at() at time zone 'Europe/London')::date order by a.true_from desc, a.id desc limit 1;
end $$;
revoke all on function access.family_appeals_to() from public;
grant execute on function access.family_appeals_to() to throughline_pages;
