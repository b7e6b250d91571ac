import type { Category } from '../kernel/index.ts'
import type { Right } from './right.ts'
import type { Cell } from './role-cells.ts'

export type RoleKey =
  | 'education-welfare-officer'
  | 'social-worker'
  | 'send-caseworker'
  | 'health-visitor'
  | 'safeguarding-lead'
  | 'school-office'
  | 'family-support-worker'
  | 'young-carers-worker'
  | 'youth-worker'
  | 'admissions-officer'
  | 'front-door'
  | 'out-of-hours'
  | 'clearing-house'
  | 'team-manager'
  | 'auditor'
  | 'information-governance'
  | 'system-administrator'
  | 'contact-centre-adviser'
  | 'surgery'
  | 'appeals-clerk'
  | 'reviewing-officer'
  | 'virtual-school'
  | 'personal-adviser'
  | 'adult-social-worker'
  | 'drug-and-alcohol-worker'
  | 'commissioned-provider'
  | 'careers-adviser'
  | 'police-officer'
  | 'employment-adviser'
  | 'sexual-health-worker'
  | 'claims-officer'
  | 'analyst'

/** What is said of a role that is a school's, on every page that says what a role sees. */
export const councilsOwnSentence =
  'What is the council’s own they do not see: such as what its services ask of each other before a step about absence.'

export type Role = {
  readonly key: RoleKey
  /** "education welfare officer": used as "because you are Liam's …". */
  readonly title: string
  readonly plural: string
  readonly cells: Readonly<Record<Category, Cell>>
  readonly maxSensitivity: 1 | 2 | 3
  /** A school's staff: what is the council's own they do not read. */
  readonly school?: true
  /** A statutory duty over all children, narrow; never restricted children, never above sensitivity 1. */
  readonly universal: { readonly categories: readonly Category[]; readonly sentence: string } | undefined
  readonly rights: readonly Right[]
  /** The same sentence on every record, whether or not hidden material exists (ux.md 2.7). */
  readonly sentence: string
}
