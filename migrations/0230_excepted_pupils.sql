-- How many of a school's places in a round are held by children whom a panel admitted over its number, whoever asks: in infant classes they are excepted pupils.
create function access.admission_by_appeal(round bigint) returns table (school_key text, pupils integer)
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if coalesce(access.actor(), '') <> 'admissions' then raise insufficient_privilege using message = 'Not allowed.'; end if;
  return query select o.school_key, count(*)::integer from public.admission_offer o
    where o.round_id = round and o.given_by = 'appeal' and o.standing = 'held' and o.ended is null and o.left_on is null group by o.school_key;
end $$;
revoke all on function access.admission_by_appeal(bigint) from public;
grant execute on function access.admission_by_appeal(bigint) to throughline_pages;
