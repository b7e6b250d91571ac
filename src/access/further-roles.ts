import { practitioner } from './right.ts'
import type { Role } from './role.ts'
import { row } from './role-cells.ts'

/** One who works with children beside the council's services: finds those they work with, opens urgently, passes a worry on. */
const beside = ['find', 'open-urgently', 'tell-worries'] as const

// order:                 id ct at ex ad se eh ci cc pr he cf yj ao yc ce fa
/**
 * The roles that the matrix of reference/domain.md 7.2 names without cells, and the three of its rows that read no record here. The cells of the
 * first nine are ours, each after what the law has the post do; a council changes them by two people (`role-rules/`).
 */
export const furtherRoles: readonly Role[] = [
  {
    // Reviews the whole plan, so reads what the social worker reads (Children Act 1989, section 25B; domain.md 4, "who sees").
    key: 'reviewing-officer',
    title: 'independent reviewing officer',
    plural: 'Independent reviewing officers and conference chairs',
    cells: row('F F F F S F F F F F S - F - S S S'),
    maxSensitivity: 3,
    universal: undefined,
    rights: practitioner,
    sentence:
      'Independent reviewing officers and conference chairs see what the social worker sees of the plans they review: of health the summary.',
  },
  {
    // Promotes the education of children in care (Children Act 1989, section 22(3A)); needs the plan, not why.
    key: 'virtual-school',
    title: 'virtual school officer',
    plural: 'Virtual school officers',
    cells: row('F S F F F F E F S E - - - - - - -'),
    maxSensitivity: 2,
    universal: undefined,
    rights: practitioner,
    sentence:
      'Virtual school officers see the education of children in care in full, and a summary of their care. They do not see health or social care notes.',
  },
  {
    // Keeps the pathway plan (Children Act 1989, section 23D and schedule 2, paragraph 19C).
    key: 'personal-adviser',
    title: 'personal adviser',
    plural: 'Personal advisers',
    cells: row('F F S S - S S F F S S - S - - S -'),
    maxSensitivity: 3,
    universal: undefined,
    rights: practitioner,
    sentence:
      'Personal advisers see the care and the pathway plan of young people who leave care, and summaries of school, health and youth justice.',
  },
  {
    // Works with a parent, or with a young person who moves to adult services (Care Act 2014, section 58).
    key: 'adult-social-worker',
    title: 'adult social worker',
    plural: 'Adult social workers',
    cells: row('F F - - - S E E - S - - - - - - -'),
    maxSensitivity: 2,
    universal: undefined,
    rights: practitioner,
    sentence:
      'Adult social workers see who the child is, a summary of special needs and of protection, and who else to speak to.',
  },
  {
    // Treats a parent. What is known there stays there; that a child is protected changes what they do.
    key: 'drug-and-alcohol-worker',
    title: 'drug and alcohol family worker',
    plural: 'Drug and alcohol family workers',
    cells: row('F S - - - - E E - E - - - - - - -'),
    maxSensitivity: 1,
    universal: undefined,
    rights: beside,
    sentence: 'Drug and alcohol family workers see who the child is and who else to speak to.',
  },
  {
    // Own referrals and activity only (domain.md 7.2): whom to reach, and who sent them.
    key: 'commissioned-provider',
    title: 'worker of a commissioned service',
    plural: 'Workers of commissioned services',
    cells: row('S S - - - - E - - - - - - - - - -'),
    maxSensitivity: 1,
    universal: undefined,
    rights: ['find', 'tell-worries'],
    sentence:
      'Workers of commissioned services see who the child is, how to reach them, and who to speak to in early help.',
  },
  {
    // Tracks and supports young people to take part in learning (Education and Skills Act 2008, sections 10 and 68).
    key: 'careers-adviser',
    title: 'careers adviser',
    plural: 'Careers advisers',
    cells: row('F F S S - S E E - - - - - - - - -'),
    maxSensitivity: 2,
    universal: undefined,
    rights: practitioner,
    sentence:
      'Careers advisers see who a young person is, summaries of school and special needs, and who else to speak to.',
  },
  {
    // In a joint team: a relation, never a colleague's categories (domain.md 7.2).
    key: 'police-officer',
    title: 'seconded police officer',
    plural: 'Seconded police officers',
    cells: row('F F - - - - E E - S - - F - - - -'),
    maxSensitivity: 2,
    universal: undefined,
    rights: [...beside, 'locate'],
    sentence:
      'Seconded police officers see youth justice in full, a summary of protection, and who else to speak to. They do not see what their colleagues in the team see.',
  },
  {
    key: 'employment-adviser',
    title: 'seconded employment adviser',
    plural: 'Seconded employment advisers',
    cells: row('S S - - - - E - - - - - - - - - S'),
    maxSensitivity: 1,
    universal: undefined,
    rights: ['find', 'tell-worries'],
    sentence:
      'Seconded employment advisers see who the child is, a summary of whole-family support, and who to speak to in early help.',
  },
  {
    // Their own store is the clinic's, with no pointer from the child (design 2.1, rule 2; domain.md 7.6).
    key: 'sexual-health-worker',
    title: 'sexual health worker',
    plural: 'Sexual health workers',
    cells: row('- - - - - - - T T T - - - - - - -'),
    maxSensitivity: 1,
    universal: undefined,
    rights: ['tell-worries'],
    sentence:
      'Sexual health workers keep what they know in their clinic, and open no child’s record. They pass on a worry, in as few facts as it needs.',
  },
  {
    // By pseudonym alone: no page of a record opens without who the child is.
    key: 'claims-officer',
    title: 'claims officer',
    plural: 'Claims officers',
    cells: row('- - A A - - S - - - - - - - - - F'),
    maxSensitivity: 1,
    universal: undefined,
    rights: [],
    sentence:
      'Claims officers see whole-family support and a summary of early help, without who the child is, and open no child’s record.',
  },
  {
    key: 'analyst',
    title: 'analyst',
    plural: 'Analysts',
    cells: row('- - A A A A A A A A A A A - A A A'),
    maxSensitivity: 1,
    universal: undefined,
    rights: ['count-absence'],
    sentence: 'Analysts see counts, and open no child’s record.',
  },
]
