-- Who may see what, and the record that they did. No table of this schema holds anything known about a child.
-- Two group roles carry the rights; `migrate` makes one login for each, per database (docs/architecture.md).
do $$ begin
  if not exists (select 1 from pg_roles where rolname = 'throughline_pages') then create role throughline_pages nologin; end if;
  if not exists (select 1 from pg_roles where rolname = 'throughline_jobs') then create role throughline_jobs nologin; end if;
end $$;
create extension if not exists pgcrypto;
create extension if not exists pg_trgm;

create schema access;
grant usage on schema access to throughline_pages, throughline_jobs;

-- Users, teams and system actors share one id space, so that a grant names any of them.
create table access.principal (
  id bigint generated always as identity primary key,
  uuid uuid not null default gen_random_uuid() unique,
  kind text not null check (kind in ('user', 'team', 'actor')),
  key text not null,
  name text not null,
  title text,
  phone text,
  email text,
  service text,
  -- a silent service's team or worker is named only to those who may see that category
  category text,
  active boolean not null default true,
  unique (kind, key)
);
create table access.account (
  user_id bigint primary key references access.principal (id),
  issuer text not null,
  subject text not null,
  last_sign_in_at timestamptz,
  unique (issuer, subject)
);
create table access.role_held (
  user_id bigint not null references access.principal (id),
  role text not null,
  starts_at timestamptz not null default '-infinity',
  ends_at timestamptz not null default 'infinity',
  primary key (user_id, role)
);
create table access.membership (
  user_id bigint not null references access.principal (id),
  team_id bigint not null references access.principal (id),
  manages boolean not null default false,
  starts_at timestamptz not null default '-infinity',
  ends_at timestamptz not null default 'infinity',
  primary key (user_id, team_id, starts_at)
);
create table access.session (
  token_hash bytea primary key,
  user_id bigint not null references access.principal (id),
  role text not null,
  csrf text not null,
  created_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null,
  id_token text
);
create index on access.session (user_id);

-- A school, centre or other place with a roll.
create table access.establishment (
  id bigint generated always as identity primary key,
  uuid uuid not null default gen_random_uuid() unique,
  laestab text unique,
  urn text unique,
  name text not null,
  phase text,
  phone text,
  postcode text,
  la text
);

-- From a live reason to sight: what a relation allows at most (`limit_mask`, cut again by the reader's role) and what an
-- approved request adds (`extra_mask`). `named` opens restricted and sealed children and sensitivity 4.
create table access.grant_row (
  id bigint generated always as identity primary key,
  principal bigint not null references access.principal (id),
  child_id bigint,
  establishment_id bigint references access.establishment (id),
  reason text not null,
  involvement_id bigint,
  limit_mask bigint not null,
  extra_mask bigint not null default 0,
  max_sensitivity smallint not null default 3 check (max_sensitivity between 1 and 4),
  named boolean not null default false,
  writes boolean not null default true,
  starts_at timestamptz not null,
  ends_at timestamptz not null default 'infinity',
  check (num_nonnulls(child_id, establishment_id) = 1)
);
create index on access.grant_row (child_id, principal);
create index on access.grant_row (principal, child_id);
create index on access.grant_row (establishment_id, principal) where establishment_id is not null;
create index on access.grant_row (involvement_id);

-- Who is on which roll; kept by the linker from enrolments.
create table access.roll (
  child_id bigint not null,
  establishment_id bigint not null references access.establishment (id),
  starts_on date not null,
  ends_on date not null default 'infinity',
  -- with its end, so that row security asks the index alone
  primary key (child_id, establishment_id, starts_on) include (ends_on)
);
create index on access.roll (establishment_id);

-- Hard refusals. `restricted`: named people only, duty is told to call the manager. `sealed`: answers like absence.
create table access.shield (
  id bigint generated always as identity primary key,
  child_id bigint not null,
  kind text not null check (kind in ('restricted', 'sealed')),
  reason text not null,
  holder bigint references access.principal (id),
  starts_at timestamptz not null,
  ends_at timestamptz not null default 'infinity',
  review_on date
);
create index on access.shield (child_id);
create table access.shield_allowed (
  shield_id bigint not null references access.shield (id),
  principal bigint not null references access.principal (id),
  primary key (shield_id, principal)
);
create table access.conflict (
  user_id bigint not null references access.principal (id),
  child_id bigint not null,
  why text not null check (why in ('self', 'family', 'household', 'declared')),
  starts_at timestamptz not null default '-infinity',
  ends_at timestamptz not null default 'infinity',
  primary key (user_id, child_id)
);
-- Pairs of source persons that must never meet (adoption, protection). Only the linker's actor may ask.
create table access.barrier (
  id bigint generated always as identity primary key,
  a_source text not null, a_key text not null,
  b_source text not null, b_key text not null,
  unique (a_source, a_key, b_source, b_key)
);

-- Ask for access: answered by an approver, with an end.
create table access.request (
  id bigint generated always as identity primary key,
  uuid uuid not null default gen_random_uuid() unique,
  user_id bigint not null references access.principal (id),
  child_id bigint not null,
  reason text not null,
  categories bigint not null,
  asked_at timestamptz not null,
  state text not null default 'waiting' check (state in ('waiting', 'approved', 'refused')),
  answered_by bigint references access.principal (id),
  answered_at timestamptz,
  answer text,
  ends_at timestamptz
);
create index on access.request (state);

-- One decision to show or refuse, written before the answer leaves. Never the data.
create table access.access_event (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  user_id bigint,
  actor text,
  role text,
  purpose text not null,
  action text not null,
  child_id bigint,
  categories bigint not null default 0,
  outcome text not null check (outcome in ('shown', 'refused', 'done', 'failed')),
  rule text not null,
  rows_shown integer,
  request_id text not null,
  detail jsonb not null default '{}'
);
create index on access.access_event (child_id, at);
create index on access.access_event (user_id, at);

create table access.key (name text primary key, key bytea not null);
revoke all on access.key from public;

-- The signed context: `v1|kind|id|principals|masks|at|expires|nonce|signature`. Set with SET LOCAL, verified here, never trusted
-- plain: injected SQL stays the same reader (reference/security.md 3.6, T20).
create function access.context() returns text[] language plpgsql stable security definer set search_path = pg_catalog as $$
declare
  raw text := nullif(current_setting('throughline.context', true), '');
  parts text[];
  secret bytea;
begin
  if raw is null then return null; end if;
  parts := string_to_array(raw, '|');
  if array_length(parts, 1) <> 9 or parts[1] <> 'v1' then
    raise insufficient_privilege using message = 'The access context is not well formed.';
  end if;
  select k.key into secret from access.key k where k.name = 'context';
  if secret is null or encode(sha256(secret || sha256(secret || convert_to(array_to_string(parts[1:8], '|'), 'UTF8'))), 'hex') <> parts[9] then
    raise insufficient_privilege using message = 'The access context is not signed.';
  end if;
  if parts[7]::bigint < extract(epoch from clock_timestamp()) then
    raise insufficient_privilege using message = 'The access context has expired.';
  end if;
  return parts;
end $$;

-- The reader's principals (self and live teams); empty without a context, so that nothing is visible.
create function access.principals() returns bigint[] language sql stable security definer set search_path = pg_catalog as
$$ select coalesce(string_to_array(nullif((access.context())[4], ''), ',')::bigint[], '{}') $$;
-- [1] full [2] summary [3] existence [4] universal full [5] universal summary [6] highest sensitivity
create function access.masks() returns bigint[] language sql stable security definer set search_path = pg_catalog as
$$ select coalesce(string_to_array((access.context())[5], ',')::bigint[], '{0,0,0,0,0,0}') $$;
create function access.at() returns timestamptz language sql stable security definer set search_path = pg_catalog as
$$ select (access.context())[6]::timestamptz $$;
-- A named system actor ('intake', 'linker', 'clearing-house', …) or null.
create function access.actor() returns text language sql stable security definer set search_path = pg_catalog as
$$ select case when c[2] = 'actor' then c[3] end from (select access.context() as c) x $$;
create function access.reader() returns bigint language sql stable security definer set search_path = pg_catalog as
$$ select case when c[2] = 'user' then c[3]::bigint end from (select access.context() as c) x $$;

-- Children shut to this reader whatever else holds: own family, and shields without this reader on the list. The tables
-- read here have no row security, so the negation is safe (security.md 3.7, rule 3).
create function access.refused() returns bigint[] language sql stable security definer set search_path = pg_catalog as $$
  with me as (select access.context() as c), mine as (select coalesce(string_to_array(nullif(c[4], ''), ',')::bigint[], '{}') as p, c[6]::timestamptz as t from me)
  select coalesce(array_agg(x.child_id), '{}') from (
    select f.child_id from access.conflict f, mine where f.user_id = any (mine.p) and mine.t >= f.starts_at and mine.t < f.ends_at
    union
    select s.child_id from access.shield s, mine
    where mine.t >= s.starts_at and mine.t < s.ends_at
      and not exists (select 1 from access.shield_allowed a where a.shield_id = s.id and a.principal = any (mine.p))
  ) x $$;
-- Establishments whose roll this reader has a live reason to read.
create function access.establishments() returns bigint[] language sql stable set search_path = pg_catalog as $$
  select coalesce(array_agg(distinct g.establishment_id), '{}') from access.grant_row g
  where g.establishment_id is not null and g.principal = any ((select access.principals())::bigint[]) $$;
-- Barred pairs are dropped before any edge, case or log line exists; only the linker may ask, one set at a time.
create function access.barred(sources text[], keys text[]) returns table (a integer, b integer)
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if coalesce(access.actor(), '') not in ('linker', 'clearing-house') then raise insufficient_privilege using message = 'Not allowed.'; end if;
  return query
    with n as (select s, k, i::integer from unnest(sources, keys) with ordinality as t(s, k, i))
    select x.i, y.i from access.barrier z join n x on x.s = z.a_source and x.k = z.a_key join n y on y.s = z.b_source and y.k = z.b_key;
end $$;

-- Whether somebody is on the list of a live shield of this child; asked by the actors that make reasons, who must not read why.
create function access.is_named(child bigint, who bigint) returns boolean
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if coalesce(access.actor(), '') not in ('arrangements', 'recorder', 'approvals') then raise insufficient_privilege using message = 'Not allowed.'; end if;
  return exists (select from access.shield s join access.shield_allowed a on a.shield_id = s.id
    where s.child_id = child and a.principal = who and access.at() >= s.starts_at and access.at() < s.ends_at);
end $$;

alter table access.grant_row enable row level security;
alter table access.grant_row force row level security;
alter table access.roll enable row level security;
alter table access.roll force row level security;
create policy own_reasons on access.grant_row for select to throughline_pages, throughline_jobs using (
  (principal = any ((select access.principals())::bigint[]) and (select access.at()) >= starts_at and (select access.at()) < ends_at)
  or (select access.actor()) in ('linker', 'intake', 'arrangements', 'clearing-house', 'recorder', 'approvals', 'audit'));
create policy actors_write on access.grant_row for all to throughline_pages, throughline_jobs
  using ((select access.actor()) in ('linker', 'arrangements', 'clearing-house', 'recorder', 'approvals'))
  with check ((select access.actor()) in ('linker', 'arrangements', 'clearing-house', 'recorder', 'approvals'));
create policy own_rolls on access.roll for select to throughline_pages, throughline_jobs using (
  -- a child who is shut to the reader takes no part in a roll, nor in how many are on it
  (establishment_id = any ((select access.establishments())::bigint[]) and child_id <> all ((select access.refused())::bigint[]))
  or (select access.actor()) in ('linker', 'intake', 'arrangements', 'clearing-house'));
create policy linker_writes on access.roll for all to throughline_pages, throughline_jobs
  using ((select access.actor()) in ('linker', 'clearing-house')) with check ((select access.actor()) in ('linker', 'clearing-house'));

grant select on access.principal, access.account, access.role_held, access.membership, access.establishment, access.conflict, access.grant_row, access.roll to throughline_pages, throughline_jobs;
grant select, insert, update, delete on access.session to throughline_pages;
grant insert, update, delete on access.grant_row, access.roll to throughline_pages, throughline_jobs;
grant insert, update on access.establishment to throughline_pages, throughline_jobs;
-- which account is whose is arranged, never said by a page
grant insert, update on access.account to throughline_jobs;
grant update (last_sign_in_at) on access.account to throughline_pages;
grant select, insert, update on access.request to throughline_pages;
grant insert on access.access_event to throughline_pages, throughline_jobs;
-- Arrangements (staff, teams, shields, conflicts, barriers) are provisioned by the jobs login under the actor of that name.
grant insert, update on access.principal, access.role_held, access.membership, access.conflict to throughline_jobs;
grant select, insert, update on access.shield, access.shield_allowed, access.barrier to throughline_jobs;

