-- What the page said of two records as a reviewer answered, frozen with the answer: the words for and against, how close each fact was and what it
-- weighed, and the model's version. What the sources say since changes nothing in it.
alter table case_step add column sheet jsonb check (sheet is null or step = 'answered');
