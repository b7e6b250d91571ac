-- Which days of looks were weighed: each once, and one on which no worker ran while it is among the last three.
create table access.looks_weighed (day date primary key, at timestamptz not null);
alter table access.looks_weighed enable row level security;
alter table access.looks_weighed force row level security;
create policy weighs on access.looks_weighed for all to throughline_jobs using ((select access.actor()) = 'looks') with check ((select access.actor()) = 'looks');
grant select, insert, delete on access.looks_weighed to throughline_jobs;
