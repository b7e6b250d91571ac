-- Who closes an account and begins another goes on in the same day's limit: for a day the closed one keeps by what mark, or as whom for its issuer,
-- somebody signed in to it. No more is known of whom it was, and the next day nothing.
alter table access.family_account add column closed_as bytea, add column closed_at timestamptz;
create index on access.family_account (closed_as) where closed_as is not null;
create function access.family_mark(account access.family_account) returns bytea language sql immutable set search_path = pg_catalog
  return coalesce(account.mark, sha256(convert_to(account.issuer || E'\n' || account.subject, 'UTF8')));
revoke all on function access.family_mark(access.family_account) from public;

create or replace function access.close_family() returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare
  family bigint := access.family();
begin
  if family is null then raise insufficient_privilege using message = 'Not allowed.'; end if;
  update access.family_account a set closed_as = access.family_mark(a), closed_at = access.at(), issuer = 'closed', subject = gen_random_uuid()::text,
    email = '', mark = null where a.family_id = family;
  update access.principal set active = false where id = family;
  delete from access.family_session where family_id = family;
end $$;

-- To a family, of itself alone: how many changes and applications went in a day from accounts that it closed.
create function access.family_sent_before() returns table (told integer, sent integer)
language sql stable security definer set search_path = pg_catalog as $$
  select (select count(*)::integer from public.family_told t where t.family_id = any (c.ids) and t.told_at > access.at() - interval '24 hours'),
    (select count(*)::integer from public.family_application f where f.family_id = any (c.ids) and f.sent_at > access.at() - interval '24 hours')
  from (select array(select b.family_id from access.family_account a join access.family_account b on b.closed_as = access.family_mark(a)
    where a.family_id = access.family()) as ids) c
$$;
revoke all on function access.family_sent_before() from public;
grant execute on function access.family_sent_before() to throughline_pages;
grant update (closed_as) on access.family_account to throughline_jobs;
