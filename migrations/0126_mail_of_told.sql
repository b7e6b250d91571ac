-- Who looks at what families told sees how far the e-mails about it are; and sign-ins by code are forgotten where nobody asks for another.
create policy recorder on access.mail for select to throughline_pages using ((select access.actor()) = 'recorder' and sort = 'told');
grant delete on access.family_sign_in to throughline_jobs;
