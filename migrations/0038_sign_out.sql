-- The provider's own name for its session (`sid`), so that it can end ours (OpenID Connect Back-Channel Logout 1.0).
alter table access.session add column provider_session text;
create index on access.session (provider_session) where provider_session is not null;

-- Who is provisioned as no longer working here is signed out at once, and may be forgotten by the provider.
grant select (user_id), delete on access.session to throughline_jobs;
grant delete on access.account to throughline_jobs;
