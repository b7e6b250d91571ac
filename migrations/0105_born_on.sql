-- Whose application it is, is asked by the day of birth: by the word that Find keeps for it, which has an index, and not by looking through every
-- identity. Of the words of search the actor reads the days of birth alone, and of nobody who is shut to whoever asks.
create policy admissions on search_key for select to throughline_pages, throughline_jobs using ((select access.actor()) = 'admissions'
  and field = 'birth' and child_id <> all ((select access.refused())::bigint[]));
