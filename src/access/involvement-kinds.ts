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
  kind(
    'reviewing',
    'independent reviewing officer',
    'Reviews and conferences',
    'care-involved',
    'review a child’s plan',
    ['reviewing-officer'],
  ),
  kind('virtual-school', 'virtual school officer', 'Virtual school', 'care-involved', 'help a child in care to learn', [
    'virtual-school',
  ]),
  kind('leaving-care', 'personal adviser', 'Leaving care', 'care-involved', 'keep a pathway plan', [
    'personal-adviser',
  ]),
  // Whoever reads nothing of health learns nothing of a parent's needs by who works with them (domain.md 2.7 and 3.6).
  kind('adult-social-work', 'adult social worker', 'Adult social care', 'health', 'support a parent or a young adult', [
    'adult-social-worker',
  ]),
  kind(
    'drug-and-alcohol',
    'drug and alcohol family worker',
    'Drug and alcohol service',
    'health',
    'support a parent',
    [],
  ),
  kind(
    'commissioned',
    'worker of a commissioned service',
    'Commissioned service',
    'early-help',
    'work on a referral',
    [],
  ),
  kind('careers', 'careers adviser', 'Careers and participation', 'identity', 'help into learning or work', [
    'careers-adviser',
  ]),
  kind('police', 'seconded police officer', 'Police', 'youth-justice', 'police work in a joint team', []),
  kind('employment', 'seconded employment adviser', 'Employment support', 'families', 'help a family into work', []),
]

/** The kind of that key, or undefined: imported involvements name kinds of their own. */
export const findInvolvementKind = (key: string): InvolvementKind | undefined =>
  involvementKinds.find(one => one.key === key)

/** The kinds that somebody in this role may begin by themselves. */
export const beginnableBy = (role: RoleKey): readonly InvolvementKind[] =>
  involvementKinds.filter(one => one.begunBy.includes(role))
