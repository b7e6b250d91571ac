-- Of a record that arrives PostgreSQL spent a tenth of its time and more on whether the words and the child of its search tokens are there, one by one, each with a lock that
-- writes the word's row or the child's (docs/decisions/0019). What held a token to both is asked of a whole statement now. The linker need not ask: it has the
-- people to itself (people-lock.actions.ts), takes a word's number from the dictionary in the statement that writes the token, and a child from an entry.
alter table search_key drop constraint search_key_word_id_fkey, drop constraint search_key_child_id_fkey;

-- Locked until the transaction ends, so that neither goes meanwhile; one that went since the transaction began makes it begin again.
create function access.hold_words() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform from public.search_word w where w.id in (select f.word_id from fresh f) order by w.id for key share;
  perform from public.person p where p.id in (select f.child_id from fresh f) order by p.id for key share;
  if exists (select from fresh f where not exists (select from public.search_word w where w.id = f.word_id)
      or not exists (select from public.person p where p.id = f.child_id)) then
    raise foreign_key_violation using message = 'A search token is of a word and a child that are there.';
  end if;
  return null;
end $$;
create trigger hold_words after insert on search_key referencing new table as fresh for each statement
  when (current_user <> 'throughline_linker') execute function access.hold_words();
-- Which word, whose and by which source is never changed: a token goes and another comes.
revoke update on search_key from throughline_pages, throughline_jobs;

-- Whoever takes words or people away lets nobody write tokens from before its first look on (`stopIndexing`): then all tokens are seen here.
create function access.words_stay() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if tg_table_name = 'person' and exists (select from gone g join public.search_key k on k.child_id = g.id)
    or tg_table_name = 'search_word' and exists (select from gone g join public.search_key k on k.word_id = g.id) then
    raise foreign_key_violation using message = 'A child is found by what is taken away.';
  end if;
  return null;
end $$;
create trigger words_stay after delete on search_word referencing old table as gone for each statement execute function access.words_stay();
create trigger words_stay after delete on person referencing old table as gone for each statement execute function access.words_stay();
revoke execute on function access.hold_words(), access.words_stay() from public;
