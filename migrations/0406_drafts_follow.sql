-- What somebody typed and has not saved comes along when its record is joined to another, and goes back when the two come apart: by whose it is and which
-- form it is of. What was typed is sealed by whose it is, and is not read for that.
create policy carried on draft for select to throughline_pages using ((select access.actor()) = 'clearing-house');
create policy carry on draft for update to throughline_pages
  using ((select access.actor()) = 'clearing-house') with check ((select access.actor()) = 'clearing-house');
