import type { Category } from '../kernel/index.ts'
import type { RoleKey } from './roles.ts'

/** One way of working with a child: a reason to see the record for as long as it lasts, and a while to write it up. */
export type InvolvementKind = {
  readonly key: string
  /** "social worker": Liam’s … */
  readonly title: string
  readonly service: string
  /** What knowing of the involvement gives away: a silent category's worker is named only to those who may see it. */
  readonly category: Category
  readonly purpose: string
  /** The roles whose holders may begin it themselves, after an exact find and with a ground (referral, allocation, visit). */
  readonly begunBy: readonly RoleKey[]
  /** It opens what was known from its first day on, not the past. */
  readonly fromStartOnly: boolean
}

const kind = (
  key: string,
  title: string,
  service: string,
  category: Category,
  purpose: string,
  begunBy: readonly RoleKey[],
): InvolvementKind => ({ key, title, service, category, purpose, begunBy, fromStartOnly: false })

/** Every kind of involvement. */
export const involvementKinds: readonly InvolvementKind[] = [
  kind('social-work', 'social worker', 'Children’s social care', 'care-involved', 'protect and support a child', [
    'social-worker',
    'team-manager',
  ]),
  kind(
    'education-welfare',
    'education welfare officer',
    'Education welfare',
    'attendance',
    'help a child back to school',
    ['education-welfare-officer', 'team-manager'],
  ),
  kind('send-casework', 'SEND caseworker', 'SEND', 'send', 'assess and meet special educational needs', [
    'send-caseworker',
    'team-manager',
  ]),
  kind('family-support', 'family support worker', 'Early help', 'early-help', 'help a family early', [
    'family-support-worker',
    'team-manager',
  ]),
  kind('young-carers', 'young carers worker', 'Young carers', 'young-carer', 'support a young carer', [
    'young-carers-worker',
    'team-manager',
  ]),
  kind('youth-work', 'youth worker', 'Family hubs and youth', 'youth-centre', 'run sessions at the centre', []),
  kind('health-visiting', 'health visitor', 'Public health nursing', 'health', 'a young child’s health', []),
  kind('admissions', 'admissions officer', 'Admissions', 'admissions', 'find a school place', ['admissions-officer']),
  kind('safeguarding-lead', 'safeguarding lead at school', 'School', 'identity', 'keep a pupil safe', []),
  kind('front-door', 'front-door worker', 'Children’s social care', 'care-involved', 'answer a referral', [
    'front-door',
  ]),
  kind('out-of-hours', 'out-of-hours worker', 'Children’s social care', 'care-involved', 'keep a child safe tonight', [
    'out-of-hours',
  ]),
]

/** The kind of that key, or undefined: imported involvements name kinds of their own. */
export const findInvolvementKind = (key: string): InvolvementKind | undefined =>
  involvementKinds.find(one => one.key === key)

/** The kinds that somebody in this role may begin by themselves. */
export const beginnableBy = (role: RoleKey): readonly InvolvementKind[] =>
  involvementKinds.filter(one => one.begunBy.includes(role))
