import type { SourceColumn } from '../../intake/index.ts'
import type { Category, Sensitivity } from '../../kernel/index.ts'

// Every column of the eleven lists of Ofsted's Annex A (formats.md 4.3) with the category of what it says. Columns that can
// say "adopted" among other things (legal status, placement, reasons for ending, the plan) keep the list's own label here, and
// those values become adoption facts (`adoption-words.ts`).

type Label = Category | 'key' | 'unused'
type Part = readonly [label: Label, columns: string, sensitivity?: Sensitivity]

const who: readonly Part[] = [
  ['key', 'Child Unique ID'],
  ['identity', 'Gender|Date of Birth'],
  ['identity', 'Ethnicity', 2],
  ['unused', 'Age'],
]
const disabled: Part = ['health', 'Does the Child have a Disability']
const workers: Part = ['care-involved', 'Allocated Team|Allocated Worker']
const uasc = 'Unaccompanied Asylum Seeking Child'

const lists: Readonly<Record<string, readonly Part[]>> = {
  'List 1': [...who, ['care-content', 'Date of Contact|Contact Source', 2]],
  'List 2': [
    ...who,
    ['early-help', 'Assessment start date|Assessment completion date|Organisation completing assessment'],
  ],
  'List 3': [
    ...who,
    ['care-content', 'Date of Referral|Referral Source|Referral NFA?|Number of Referrals in Last 12 Months', 2],
    workers,
  ],
  'List 4': [
    ...who,
    disabled,
    [
      'care-content',
      'Continuous Assessment Start Date|Child Seen During Continuous Assessment|Continuous Assessment Date of Authorisation',
      2,
    ],
    ['care-content', "Was the child assessed as requiring LA children's social care support?", 2],
    workers,
  ],
  'List 5': [
    ...who,
    disabled,
    [
      'protection',
      'Strategy discussion initiating Section 47 Enquiry Start Date|Date of Initial Child Protection Conference',
      3,
    ],
    ['protection', 'Was an Initial Child Protection Conference deemed unnecessary?', 3],
    ['protection', 'Did the Initial Child Protection Conference Result in a Child Protection Plan', 3],
    ['protection', 'Number of Section 47 Enquiries in the last 12 months|Number of ICPCs in the last 12 months', 3],
    workers,
  ],
  'List 6': [
    ...who,
    disabled,
    [
      'care-content',
      'CIN Start Date|Primary Need Code|Date Child Was Last Seen|CIN Closure Date|Reason for Closure|Case Status',
      2,
    ],
    workers,
  ],
  'List 7': [
    ...who,
    disabled,
    [
      'protection',
      'Child Protection Plan Start Date|Child Protection Plan End Date|Date of latest review conference',
      2,
    ],
    ['protection', 'Initial Category of Abuse|Latest Category of Abuse', 3],
    ['care-content', 'Date of the Last Statutory Visit|Was the Child Seen Alone?', 2],
    ['protection', 'Subject to Emergency Protection Order or Protected Under Police Powers in Last Six Months', 3],
    ['protection', 'Number of Previous Child Protection Plans', 2],
    workers,
  ],
  'List 8': [
    ...who,
    ['care-content', uasc, 3],
    disabled,
    ['care-content', "Date Started to be Looked After|Child's Category of Need", 2],
    [
      'care-content',
      'Is this a second or subsequent period of being a Looked After Child within the last 12 months',
      2,
    ],
    ['care-content', "Start date of current legal status|Child's Legal Status|Date of Latest Statutory Review", 2],
    [
      'care-content',
      'Date of Last Social Work Visit|What is the permanence plan for this child?|Date of Last IRO Visit / Contact to the Child',
      2,
    ],
    ['health', 'Date of Last Health Assessment|Date of Last Dental Check', 2],
    [
      'care-content',
      'Number of Placements in the Last 12 months|Date Ceased to be Looked After|Reason Ceased to be Looked After',
      2,
    ],
    ['care-content', 'Start Date of Most Recent Placement|Placement Type|Placement Provider|URN of Placement', 2],
    ['contact', 'Placement postcode|Placement Location|LA of Placement', 2],
    ['protection', 'Number of Episodes the Child has been Missing from their Placement in the last 12 months', 2],
    ['protection', 'Number of Episodes the Child has been Absent from their Placement in the last 12 months', 2],
    ['protection', 'Was the child offered a Return Interview after their last missing episode', 2],
    ['protection', 'Did the child accept a Return Interview after their last missing episode', 2],
    workers,
  ],
  'List 9': [
    ...who,
    ['care-content', uasc, 3],
    disabled,
    workers,
    ['care-involved', 'Allocated Personal Advisor'],
    ['care-content', 'Eligibility Category|Latest Pathway Plan Review Date|LA in Touch|Latest Date of Contact', 2],
    ['care-content', 'Type of Accommodation|Suitability of Accommodation|Activity Status', 2],
  ],
  'List 10': [
    ...who,
    disabled,
    ['adoption', 'Family identifier', 3],
    [
      'adoption',
      'Date the Child Entered Care|Date of Decision that Child Should be Placed for Adoption|Date of Placement Order',
      3,
    ],
    ['adoption', 'Date of Matching Child and Prospective Adopters|Date Placed for Adoption|Date of Adoption Order', 3],
    [
      'adoption',
      'Date of Decision that Child Should No Longer be Placed for Adoption|Reason Why Child No Longer Placed for Adoption',
      3,
    ],
    ['adoption', 'Date the child was placed for fostering in FFA or concurrent planning placement', 3],
  ],
  'List 11': [
    ['key', 'Individual adopter identifier'],
    [
      'adoption',
      'Family identifier|Gender|Ethnicity|Disability|Is the (prospective) adopter fostering for adoption?',
      3,
    ],
    [
      'adoption',
      'Date enquiry received|Date Stage 1 started|Date Stage 1 ended|Date Stage 2 started|Date Stage 2 ended',
      3,
    ],
    ['adoption', 'Date application submitted|Date application approved|Date adopter matched with child(ren)', 3],
    ['adoption', 'Date child/children placed with adopter(s)|No. of children placed|Date of Adoption Order', 3],
    ['adoption', 'Date of leaving adoption process|Reason for leaving adoption process', 3],
  ],
}

/** The lists, in the order of the workbook. */
export const listNames: readonly string[] = Object.keys(lists)

/** Every column of every list. */
export const annexAColumns: readonly SourceColumn[] = Object.entries(lists).flatMap(([table, parts]) =>
  parts.flatMap(([category, columns, sensitivity]) =>
    columns.split('|').map(column => ({ table, column, category, ...(sensitivity ? { sensitivity } : {}) })),
  ),
)
