import type { OpenPlan, ServiceList, WorkClock } from '../children/index.ts'
import { attendanceCase } from '../domains/attendance/index.ts'
import { helpCase } from '../domains/early-help/index.ts'
import { careEpisode, frontDoorStep, needPlan, protectionPlan } from '../domains/social-care/index.ts'
import { supportEnding, supportLevel, transitionOffer } from '../domains/young-carers/index.ts'

/** What keeps each service's work open: a team's work with a child does not end while one of these is. */
export const openPlans: readonly OpenPlan[] = [
  { work: 'social-work', kind: protectionPlan, words: 'a child protection plan', part: '/case' },
  { work: 'social-work', kind: needPlan, words: 'a child in need plan', part: '/case' },
  { work: 'social-work', kind: careEpisode, words: 'a time in our care', part: '/case' },
  { work: 'family-support', kind: helpCase, words: 'early help, offered or going on', part: '/early-help' },
  { work: 'education-welfare', kind: attendanceCase, words: 'help with attendance', part: '/attendance-help' },
  { work: 'young-carers', kind: supportLevel, endedBy: supportEnding, words: 'support', part: '/support' },
  {
    work: 'young-carers',
    kind: transitionOffer,
    endedBy: supportEnding,
    words: 'the move to adult support',
    part: '/support',
  },
]

/** The clocks that run while a team has not given work out. */
export const workClocks: readonly WorkClock[] = [{ kind: frontDoorStep, code: 'assessment', words: 'Assessment' }]

/** The lists that services keep, for managers: six items of the navigation are all there is room for. */
export const serviceLists: readonly ServiceList[] = [
  { category: 'young-carer', text: 'Register', href: '/support-register' },
  { category: 'adoption', text: 'Adopters', href: '/adopters', ofTeam: true },
]
