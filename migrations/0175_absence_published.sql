-- What was last published of absence: numbers of groups, of no child. They stand for a week, so that two looks tell nothing of who crossed a line
-- between them; how they are counted and held is src/domains/attendance/published.
create table absence_publication (
  year smallint not null,
  grouped text not null,
  at timestamptz not null,
  counts jsonb not null,
  primary key (year, grouped)
);
alter table absence_publication enable row level security;
alter table absence_publication force row level security;
create policy actors on absence_publication for all to throughline_pages, throughline_jobs
  using ((select access.actor()) in ('counts', 'rules')) with check ((select access.actor()) in ('counts', 'rules'));
grant select on absence_publication to throughline_pages;
grant select, insert, update, delete on absence_publication to throughline_jobs;
grant execute on function access.absence_counts(smallint, text) to throughline_jobs;
-- What a source told is counted no more from the moment in which its agreement is withdrawn (0048), and counted again once it is given.
create function forget_publication() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  delete from public.absence_publication;
  return null;
end $$;
revoke all on function forget_publication() from public;
create trigger forget_publication after update of agreement_withdrawn_at on source for each row
  when ((old.agreement_withdrawn_at is null) <> (new.agreement_withdrawn_at is null)) execute function forget_publication();
