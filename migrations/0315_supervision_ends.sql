-- Supervision of a worker and the register of adopters end by themselves, at night: the keeper sees of supervision what may end and no other row.
create policy keeper on access.supervision for all to throughline_jobs using ((select access.actor()) = 'keeper'
  and written_at < (select access.at()) - interval '6 years') with check (false);
grant select, delete on access.supervision to throughline_jobs;

-- Adopters who left before one day, or whose adoption order is from before another: those whose way is not over stay, and so do those who left after an order was made.
-- Steps that were taken back do not count. Gives how many.
create function access.forget_adopters(left_before date, ordered_before date) returns integer
language plpgsql security definer set search_path = pg_catalog as $$
declare
  gone bigint[];
begin
  if access.actor() is distinct from 'keeper' or left_before > access.at() - interval '1 year' or ordered_before > access.at() - interval '99 years' then
    raise insufficient_privilege using message = 'Not allowed.';
  end if;
  gone := array(select a.id from public.adopters a where case
    when exists (select from public.adopters_step s where s.adopters_id = a.id and s.step = 'order' and s.taken_back_at is null)
      then not exists (select from public.adopters_step s where s.adopters_id = a.id and s.taken_back_at is null and s.on_day >= ordered_before)
    else exists (select from public.adopters_step s where s.adopters_id = a.id and s.step = 'left' and s.taken_back_at is null and s.on_day < left_before) end
    for update skip locked);
  delete from public.adopters_step s where s.adopters_id = any(gone);
  delete from public.adopters a where a.id = any(gone);
  return cardinality(gone);
end $$;
revoke all on function access.forget_adopters(date, date) from public;
grant execute on function access.forget_adopters(date, date) to throughline_jobs;
