-- The children of a question with a known answer are invented, and are found by nobody: who looks for them in Find sees which question it is. An answer
-- is marked where its reviewer searched between opening the question and answering it.
alter table case_step add column searched boolean not null default false check (not searched or step = 'answered');

do $$ begin
  execute format('create policy definer on saved_search for select to %I using (true)', current_user);
end $$;

-- Has this reader searched since? What for is sealed, and not asked.
create function access.searched_since(since timestamptz) returns boolean language sql stable security definer set search_path = pg_catalog as
$$ select exists (select from public.saved_search s where s.user_id = any (access.principals()) and s.made_at >= since) $$;
revoke all on function access.searched_since(timestamptz) from public;
grant execute on function access.searched_since(timestamptz) to throughline_pages;
