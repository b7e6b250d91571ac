import { silentCategories } from '../kernel/index.ts'
import { furtherRoles } from './further-roles.ts'
import { practitioner, type Right } from './right.ts'
import type { Role } from './role.ts'
import { row } from './role-cells.ts'

export type { Role, RoleKey } from './role.ts'
export type { Right }

// order:                 id ct at ex ad se eh ci cc pr he cf yj ao yc ce fa
const rows: readonly Role[] = [
  {
    key: 'education-welfare-officer',
    title: 'education welfare officer',
    plural: 'Education welfare officers',
    cells: row('F F F F - S E E - - T - - - T - -'),
    maxSensitivity: 2,
    universal: undefined,
    rights: [...practitioner, 'tell-term-dates', 'count-absence', 'work-on-attendance'],
    sentence:
      'Education welfare officers see school, attendance and exclusions, and who else to speak to. They do not see health, social care or family support notes.',
  },
  {
    key: 'social-worker',
    title: 'social worker',
    plural: 'Social workers',
    cells: row('F F F F S F F F F F S R F - S S S'),
    maxSensitivity: 3,
    universal: undefined,
    rights: [...practitioner, 'check-told-changes', 'screen-contacts', 'keep-records-to-named'],
    sentence: 'Social workers do not see health notes, only their summary.',
  },
  {
    key: 'send-caseworker',
    title: 'SEND caseworker',
    plural: 'SEND caseworkers',
    cells: row('F F S S S F E E - - S - - - - - -'),
    maxSensitivity: 2,
    universal: undefined,
    rights: practitioner,
    sentence:
      'SEND caseworkers see special educational needs and a summary of attendance and health. They do not see social care or family support notes.',
  },
  {
    key: 'health-visitor',
    title: 'health visitor',
    plural: 'Health visitors',
    cells: row('F F - - - S S E - E F - - - - S -'),
    maxSensitivity: 2,
    universal: undefined,
    rights: ['find', 'write-notes', 'open-urgently', 'visit-homes', 'tell-worries', 'answer-for-source'],
    sentence: 'Health visitors see health, a summary of early help, and who else to speak to.',
  },
  {
    key: 'safeguarding-lead',
    title: 'designated safeguarding lead',
    plural: 'Designated safeguarding leads',
    cells: row('F F F F - F S S S S - - - - - - -'),
    maxSensitivity: 2,
    school: true,
    universal: undefined,
    rights: [
      'find',
      'write-notes',
      'open-urgently',
      'tell-term-dates',
      'answer-for-school',
      'check-cards',
      'tell-worries',
    ],
    sentence:
      'Designated safeguarding leads see pupils on their own roll, and a summary of social care as it was given to the school.',
  },
  {
    key: 'school-office',
    title: 'school office',
    plural: 'School offices',
    cells: row('S S F S - - - - - - - - - - - - -'),
    maxSensitivity: 1,
    school: true,
    universal: undefined,
    rights: ['find', 'tell-term-dates', 'answer-for-school', 'check-cards', 'tell-worries'],
    sentence: 'School offices see names and attendance of pupils on their own roll.',
  },
  {
    key: 'family-support-worker',
    title: 'family support worker',
    plural: 'Family support workers',
    cells: row('F F S S - S F E - - S - - - S S S'),
    maxSensitivity: 2,
    universal: undefined,
    rights: [...practitioner, 'keep-services'],
    sentence:
      'Family support workers see early help in full and summaries of school, special needs and health. They do not see social care notes.',
  },
  {
    key: 'young-carers-worker',
    title: 'young carers worker',
    plural: 'Young carers workers',
    cells: row('F F S - - E S T T T - - - - F - -'),
    maxSensitivity: 2,
    universal: undefined,
    rights: practitioner,
    sentence: 'Young carers workers see their own service in full and summaries of attendance and early help.',
  },
  {
    key: 'youth-worker',
    title: 'youth and children’s centre worker',
    plural: 'Youth and children’s centre workers',
    cells: row('S S - - - - E T T T - - - - - F -'),
    maxSensitivity: 1,
    universal: undefined,
    rights: ['find', 'write-notes', 'open-urgently', 'tell-worries', 'answer-for-source'],
    sentence: 'Youth and children’s centre workers see sessions at the centre and who to speak to in early help.',
  },
  {
    key: 'admissions-officer',
    title: 'admissions officer',
    plural: 'Admissions officers',
    cells: row('F F - S F S - - - - - - - - - - -'),
    maxSensitivity: 2,
    universal: undefined,
    rights: ['find', 'locate', 'start-work', 'tell-worries', 'run-admissions', 'answer-for-source'],
    sentence: 'Admissions officers see who a child is, where they live, and applications for school places.',
  },
  {
    key: 'front-door',
    title: 'front-door duty worker',
    plural: 'Front-door duty workers',
    cells: row('F F S S - S S F S S - - S - - - S'),
    maxSensitivity: 2,
    universal: undefined,
    rights: [
      ...practitioner,
      'check-told-changes',
      'check-every-told-change',
      'screen-contacts',
      'screen-every-contact',
    ],
    sentence: 'Front-door duty workers see what a referral needs: who is involved and summaries of the services.',
  },
  {
    key: 'out-of-hours',
    title: 'out-of-hours duty worker',
    plural: 'Out-of-hours duty workers',
    cells: row('F F S S - S S F F F S - S - - - -'),
    maxSensitivity: 3,
    universal: undefined,
    rights: [...practitioner, 'screen-contacts', 'screen-every-contact'],
    sentence: 'Out-of-hours duty workers see what keeps a child safe tonight.',
  },
  {
    key: 'clearing-house',
    title: 'clearing-house officer',
    plural: 'Clearing-house officers',
    cells: row('F F - - - - - - - - - - - - - - -'),
    maxSensitivity: 1,
    universal: {
      categories: ['identity', 'contact'],
      sentence:
        'The clearing house keeps each child to one record, and sees names, dates, numbers and addresses for that alone.',
    },
    rights: ['find', 'possible-duplicates', 'imports'],
    sentence:
      'Clearing-house officers see names, dates, numbers and addresses; of what services do, only whether registers have two records that they compare in school at the same time.',
  },
  {
    // A manager's cells are those of the roles in the teams they manage, set when the context is made.
    key: 'team-manager',
    title: 'team manager',
    plural: 'Team managers',
    cells: row('F F - - - - - - - - - - - - - - -'),
    maxSensitivity: 3,
    universal: undefined,
    rights: [
      'find',
      'locate',
      'start-work',
      'write-notes',
      'open-urgently',
      'approve-access',
      'approve-moves',
      'count-absence',
      'count-support',
      'keep-training',
      'keep-records-to-named',
      'visit-homes',
      'check-told-changes',
      'screen-contacts',
      'tell-worries',
      'keep-services',
      'answer-for-source',
    ],
    sentence: 'Team managers see what their own team sees of the children the team works with.',
  },
  {
    key: 'auditor',
    title: 'auditor',
    plural: 'Auditors',
    cells: row('- - - - - - - - - - - - - - - - -'),
    maxSensitivity: 1,
    universal: undefined,
    rights: ['read-audit'],
    sentence: 'Auditors read who looked at what, and why. They do not read records.',
  },
  {
    key: 'information-governance',
    title: 'information governance officer',
    plural: 'Information governance officers',
    cells: row('R R R R R R R R R R R R R R R R R'),
    maxSensitivity: 1,
    universal: undefined,
    rights: [
      'read-audit',
      'ask-about-looks',
      'approve-access',
      'review-urgent',
      'recall-rules',
      'keep-training',
      'keep-agreements',
      'change-rules',
      'end-records',
    ],
    sentence: 'Information governance officers read who looked at what, and answer requests for access.',
  },
  {
    key: 'system-administrator',
    title: 'system administrator',
    plural: 'System administrators',
    cells: row('- - - - - - - - - - - - - - - - -'),
    maxSensitivity: 1,
    universal: undefined,
    rights: ['change-rules', 'see-to-mail'],
    sentence: 'System administrators run the product and see no child’s record.',
  },
  {
    key: 'contact-centre-adviser',
    title: 'contact-centre adviser',
    plural: 'Contact-centre advisers',
    cells: row('- - - - - - - - - - - - - - - - -'),
    maxSensitivity: 1,
    universal: undefined,
    rights: ['tell-changes', 'tell-worries'],
    sentence: 'Contact-centre advisers pass on what families tell them, and see no child’s record.',
  },
  {
    key: 'surgery',
    title: 'surgery receptionist',
    plural: 'Surgery receptionists',
    cells: row('- - - - - - - - - - - - - - - - -'),
    maxSensitivity: 1,
    universal: undefined,
    rights: ['check-cards'],
    sentence: 'Surgery receptionists check the cards that young people show them, and see no child’s record.',
  },
  {
    key: 'appeals-clerk',
    title: 'clerk to appeal panels',
    plural: 'Clerks to appeal panels',
    cells: row('- - - - - - - - - - - - - - - - -'),
    maxSensitivity: 1,
    universal: undefined,
    rights: ['hear-appeals', 'tell-worries'],
    sentence:
      'Clerks to appeal panels see appeals for school places and the papers of each, apart from admissions. They open no child’s record.',
  },
]

/** Every role, in the order of the matrix. */
export const roles: readonly Role[] = [...rows, ...furtherRoles]

/** The role of that key. Throws on an unknown key: a role held but not defined must stop the request. */
export const getRole = (key: string): Role => {
  const role = roles.find(r => r.key === key)
  if (!role) throw new Error('An account holds a role that is not defined')
  return role
}

/**
 * What a role is called on paper and in a file, which may come to anybody: not by its own service, where nobody is to learn that it works with a
 * child. Source: reference/domain.md 2.6.
 */
export const onPaper = ({ title, cells }: Role): string =>
  silentCategories.some(category => cells[category] === 'F') ? 'children’s services' : title
