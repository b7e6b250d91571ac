-- One switch for every rule that waits for an impact assessment: those that propose conversations, and the one that sets pauses.
alter table conversation_rule rename to assessed_rule;
alter index conversation_rule_pkey rename to assessed_rule_pkey;
alter sequence conversation_rule_id_seq rename to assessed_rule_id_seq;
