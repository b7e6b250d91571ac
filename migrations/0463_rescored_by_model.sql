-- A question that stands is scored anew with whatever arrives: then by the model of that day.
grant update (rule_version) on review_case to throughline_linker;
