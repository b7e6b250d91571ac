import type { SourceColumn } from '../../intake/index.ts'
import type { Category, Sensitivity } from '../../kernel/index.ts'

// Every column of the School Census tables (2024 to 2026 returns as COLLECT and Blade export them) with the category of what
// it says. Names and order follow formats.md 1.4; a column that is not here is refused.

type Label = Category | 'key' | 'unused'
const list = (table: string, label: Label, columns: string, sensitivity?: Sensitivity): SourceColumn[] =>
  columns.split(/\s+/).map(column => ({ table, column, category: label, ...(sensitivity ? { sensitivity } : {}) }))

const pupil = (table: string, id: string): SourceColumn[] => [
  ...list(table, 'key', `${id}tableid NativeId`),
  ...list(table, 'unused', `sourceid schoolcensustableid ${id}orderseqcolumn`),
  ...list(
    table,
    'identity',
    'dob surname forename middlenames preferredsurname formersurname upn formerupn uniquelearnernumber sex',
  ),
  ...list(table, 'identity', 'ethnicity', 2),
  ...list(table, 'identity', 'language'),
  ...list(table, 'identity', 'entrydate leavingdate parttime boarder enrolstatus ncyearactual ncyearleaving classtype'),
  ...list(table, 'send', 'senprovision senunitindicator resourcedprovisionindicator'),
  ...list(table, 'attendance', 'termlysessionspossible summerhalfterm2sessionspossible'),
  // Totals that the census dropped in 2024/25: ours are counted from the codes (formats.md 1.4).
  ...list(
    table,
    'unused',
    `termlysessionsauthorised termlysessionsunauthorised termlysessionseducational termlysessionsexceptional
    summerhalfterm2sessionsauthorised summerhalfterm2sessionsunauthorised summerhalfterm2sessionseducational summerhalfterm2sessionsexceptional
    summerhalfterm2sessionscoronavirus`,
  ),
  ...list(table, 'attendance', 'eyppr eyppbf topupfunding schoollunchtaken', 2),
  ...list(table, 'contact', 'servicechild', 2),
  ...list(table, 'adoption', 'plaa', 3),
  ...list(table, 'young-carer', 'youngcarer'),
  ...list(
    table,
    'unused',
    `hoursatsetting unitcontacttime fundedhours extendedhours expandedhours eligibilitycode dafindicator yssa ftemp
    qualhrs qualhrspreviousyear nonqualhrs nonqualhrspreviousyear tlevelqualhrs tlevelnonqualhrs mathsgcsehighestpriorattainment mathsgcsepriorattainmentyear11
    englishgcsehighestpriorattainment englishgcsepriorattainmentyear11 mathsgcsefundingexemption englishgcsefundingexemption
    mathsgcsehighestpriorattainmentpreviousyear englishgcsehighestpriorattainmentpreviousyear moveonrollflag moveoffrollflag missingaddress duplicatenotfunded`,
  ),
]

const hanging = (table: string, parent: string, rest: readonly SourceColumn[]): SourceColumn[] => [
  ...list(table, 'key', `${parent}tableid NativeId ${table}tableid`),
  ...list(table, 'unused', `${table}orderseqcolumn sourceid`),
  ...rest,
]
const addresses = (table: string): SourceColumn[] =>
  list(
    table,
    'contact',
    'uniquepropertyreferencenumber postcode saon paon street locality town administrativearea posttown addressline1 addressline2 addressline3 addressline4 addressline5',
  )
const sessions = (table: string): SourceColumn[] => list(table, 'attendance', 'sessions attendancereason')
const exclusions = (table: string): SourceColumn[] => [
  ...list(table, 'exclusion', 'startdate sessions reason1 reason2 reason3 category'),
  ...list(table, 'send', 'senprovision'),
]
const meals = (table: string): SourceColumn[] => list(table, 'attendance', 'fsmstartdate fsmenddate ukcountry', 2)
const needs = (table: string): SourceColumn[] => list(table, 'send', 'sentyperank sentype')

const on = 'pupilonroll'
const off = 'pupilnolongeronroll'
type Hanging = {
  readonly table: string
  readonly parent: string
  readonly sort: 'address' | 'sessions' | 'exclusion' | 'meals' | 'need'
}

/** The tables that hang on a pupil's row, and what their rows are. */
export const hangingTables: readonly Hanging[] = [
  ...['addresses', 'addressesonroll'].map(table => ({ table, parent: on, sort: 'address' as const })),
  { table: 'addressesoffroll', parent: off, sort: 'address' },
  ...['termlysessiondetailsonroll', 'summerhalfterm2sessiondetailsonroll'].map(table => ({
    table,
    parent: on,
    sort: 'sessions' as const,
  })),
  ...['termlysessiondetailsoffroll', 'summerhalfterm2sessiondetailsoffroll'].map(table => ({
    table,
    parent: off,
    sort: 'sessions' as const,
  })),
  { table: 'termlyexclusionsonroll', parent: on, sort: 'exclusion' },
  { table: 'termlyexclusionsoffroll', parent: off, sort: 'exclusion' },
  ...['fsmperiod', 'fsmperiodsonroll'].map(table => ({ table, parent: on, sort: 'meals' as const })),
  { table: 'senneeds', parent: on, sort: 'need' },
]
const columnsOf = { address: addresses, sessions, exclusion: exclusions, meals, need: needs }

/** Every column of every table. */
export const schoolCensusColumns: readonly SourceColumn[] = [
  ...pupil(on, on),
  ...pupil(off, off),
  ...hangingTables.flatMap(({ table, parent, sort }) => hanging(table, parent, columnsOf[sort](table))),
]
