-- A family reads the days that the rounds of its own applications publish: offer day before it, and the last day to appeal. A year group has neither.
create function access.family_days() returns table (round_id bigint, offer_day date, appeals_by date)
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if access.family() is null then raise insufficient_privilege using message = 'Not allowed.'; end if;
  return query select r.id, r.offer_day, r.appeals_lodge_by from public.admission_round r
  where r.year_group is null and exists (select from public.family_application f where f.round_id = r.id and f.family_id = access.family());
end $$;
revoke all on function access.family_days() from public;
grant execute on function access.family_days() to throughline_pages;
