import type { SourceColumn } from '../../intake/index.ts'
import type { Category, Sensitivity } from '../../kernel/index.ts'

// Every column of the SSDA903 tables (formats.md 4.2) with the category of what it says. Some columns say two things:
// PLACE and LS tell of adoption too (A3 to A6, D1, E1), REC as well (E11, E12). They keep their own label here and the
// adoption codes among them become adoption facts (`adoption-codes.ts`).

type Label = Category | 'key' | 'unused'
const list = (table: string, label: Label, columns: string, sensitivity?: Sensitivity): SourceColumn[] =>
  columns.split(/\s+/).map(column => ({ table, column, category: label, ...(sensitivity ? { sensitivity } : {}) }))

/** A table of the return: what it is recognised by, and whether its rows hang on a child of the header. */
export type Table903 = { readonly table: string; readonly required: readonly string[] }

export const tables903: readonly Table903[] = [
  { table: 'header', required: ['CHILD', 'SEX', 'DOB', 'ETHNIC', 'UPN'] },
  { table: 'episodes', required: ['CHILD', 'DECOM', 'RNE', 'LS', 'PLACE', 'DEC', 'REC'] },
  { table: 'reviews', required: ['CHILD', 'DOB', 'REVIEW', 'REVIEW_CODE'] },
  { table: 'uasc', required: ['CHILD', 'SEX', 'DOB', 'DUC'] },
  { table: 'oc2', required: ['CHILD', 'DOB', 'SDQ_SCORE', 'HEALTH_CHECK', 'IMMUNISATIONS'] },
  { table: 'oc3', required: ['CHILD', 'DOB', 'IN_TOUCH', 'ACTIV', 'ACCOM'] },
  { table: 'ad1', required: ['CHILD', 'DOB', 'DATE_INT', 'DATE_MATCH'] },
  { table: 'placed_for_adoption', required: ['CHILD', 'DOB', 'DATE_PLACED', 'DATE_PLACED_CEASED'] },
  { table: 'previous_permanence', required: ['CHILD', 'DOB', 'PREV_PERM'] },
  { table: 'missing', required: ['CHILD', 'DOB', 'MISSING', 'MIS_START', 'MIS_END'] },
  { table: 'sw_episodes', required: ['CHILD', 'DOB', 'SW_ID', 'SW_DECOM'] },
  { table: 'dolo', required: ['CHILD', 'DOB', 'DOLO_START', 'DOLO_END'] },
]

const key = (table: string) => [...list(table, 'key', 'CHILD'), ...list(table, 'identity', 'DOB')]

/** Every column of every table. */
export const ssda903Columns: readonly SourceColumn[] = [
  ...key('header'),
  ...list('header', 'identity', 'SEX UPN'),
  ...list('header', 'identity', 'ETHNIC', 2),
  ...list('header', 'care-content', 'MOTHER MC_DOB', 3),
  ...list('episodes', 'key', 'CHILD'),
  ...list('episodes', 'care-content', 'DECOM RNE LS CIN PLACE PLACE_PROVIDER DEC REC REASON_PLACE_CHANGE URN', 2),
  ...list('episodes', 'contact', 'HOME_POST PL_POST', 2),
  ...key('reviews'),
  ...list('reviews', 'care-content', 'REVIEW REVIEW_CODE', 2),
  ...key('uasc'),
  ...list('uasc', 'identity', 'SEX'),
  ...list('uasc', 'care-content', 'DUC', 3),
  ...key('oc2'),
  ...list('oc2', 'health', 'HEALTH_CHECK IMMUNISATIONS TEETH_CHECK HEALTH_ASSESSMENT', 2),
  ...list('oc2', 'health', 'SDQ_SCORE SDQ_REASON SUBSTANCE_MISUSE INTERVENTION_RECEIVED INTERVENTION_OFFERED', 3),
  ...list('oc2', 'youth-justice', 'CONVICTED', 3),
  ...key('oc3'),
  ...list('oc3', 'care-content', 'IN_TOUCH ACTIV ACCOM', 2),
  ...key('ad1'),
  ...list('ad1', 'adoption', 'DATE_INT DATE_MATCH FOSTER_CARE NB_ADOPTR SEX_ADOPTR LS_ADOPTR', 3),
  ...key('placed_for_adoption'),
  ...list('placed_for_adoption', 'adoption', 'DATE_PLACED DATE_PLACED_CEASED REASON_PLACED_CEASED', 3),
  ...key('previous_permanence'),
  ...list('previous_permanence', 'adoption', 'PREV_PERM LA_PERM DATE_PERM', 3),
  ...key('missing'),
  ...list('missing', 'protection', 'MISSING MIS_START MIS_END', 2),
  ...key('sw_episodes'),
  ...list('sw_episodes', 'care-involved', 'SW_ID SW_DECOM SW_DEC'),
  ...list('sw_episodes', 'unused', 'SW_REASON'),
  ...key('dolo'),
  ...list('dolo', 'care-content', 'DOLO_START DOLO_END', 3),
]
