-- A team that ends gives up its key, so that one made under it is another, which inherits no reason to see a record (endTeam). So do those
-- that ended before.
update access.principal set key = key || ' ended ' || id where kind = 'team' and not active;
