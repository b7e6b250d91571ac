-- Whoever writes a step writes the adopters' row as well, so that what a colleague writes of them at the same moment collides and begins again on what is there then: a lock
-- alone is waited for, and the count behind it is still of before.
grant update (reference) on adopters to throughline_pages;
