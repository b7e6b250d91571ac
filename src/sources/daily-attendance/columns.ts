import type { SourceColumn } from '../../intake/index.ts'
import type { Category, Sensitivity } from '../../kernel/index.ts'

// Every item of the daily bundle (formats.md 6.5), by the type of its line and its path, with the category of what it says.

type Label = Category | 'key' | 'unused'
const list = (table: string, label: Label, columns: string, sensitivity?: Sensitivity): SourceColumn[] =>
  columns.split(/\s+/).map(column => ({ table, column, category: label, ...(sensitivity ? { sensitivity } : {}) }))

/** Every item of every type of line. */
export const dailyAttendanceColumns: readonly SourceColumn[] = [
  ...list('manifest', 'key', 'type la estab urn generated_at mode covers from to'),
  ...list('manifest', 'identity', 'school_name'),
  ...list('pupil', 'key', 'type mis_id'),
  ...list('pupil', 'identity', 'upn former_upn uln legal_surname legal_forename preferred_surname preferred_forename'),
  ...list('pupil', 'identity', 'middle_names dob sex'),
  ...list('pupil', 'identity', 'ethnicity', 2),
  ...list('pupil', 'identity', 'first_language nc_year reg_group enrol_status entry_date leaving_date'),
  ...list('pupil', 'send', 'sen_provision sen_needs/rank sen_needs/type'),
  ...list('pupil', 'young-carer', 'young_carer'),
  ...list('pupil', 'attendance', 'fsm/from fsm/to', 2),
  ...list('pupil', 'care-involved', 'looked_after/in_care looked_after/care_authority'),
  ...list('pupil', 'adoption', 'post_looked_after', 3),
  ...list('pupil', 'contact', 'service_child', 2),
  ...list(
    'pupil',
    'contact',
    'address/uprn address/saon address/paon address/street address/locality address/town address/postcode',
  ),
  // A relationship may say "foster mother" or "social worker".
  ...list('pupil', 'care-involved', 'contacts/relationship'),
  ...list(
    'pupil',
    'contact',
    'contacts/order contacts/parental_responsibility contacts/surname contacts/forename contacts/email',
  ),
  ...list('pupil', 'contact', 'contacts/phones/type contacts/phones/number contacts/lives_with'),
  ...list('attendance_day', 'key', 'type upn mis_id date'),
  ...list('attendance_day', 'attendance', 'am pm am_minutes_late pm_minutes_late'),
  ...list('attendance_day', 'attendance', 'am_comment pm_comment', 2),
  ...list('exclusion', 'key', 'type upn mis_id'),
  ...list('exclusion', 'exclusion', 'category start sessions review_result review_date reinstated_on'),
  ...list('exclusion', 'exclusion', 'reasons', 2),
  ...list('deletion', 'key', 'type of upn mis_id'),
]
