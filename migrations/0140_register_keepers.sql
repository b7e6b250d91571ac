-- The teams that keep the registers of education for the whole council (domain.md 4.4, 7.2): told by the file of teams. Whoever is on a register is
-- known to them, by a reason of its own that ends when the child comes off it.
alter table access.principal add column keeps_registers boolean not null default false check (kind = 'team' or not keeps_registers);
create index on access.grant_row (child_id) where reason = 'education-register';
