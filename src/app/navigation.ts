import type { RoleKey } from '../access/index.ts'

/** An item of the role navigation; `waits` names what is counted beside it. */
export type NavigationItem = {
  readonly text: string
  readonly href: string
  readonly waits?: 'possible-duplicates' | 'conflicts' | 'school-questions' | 'approvals' | 'contacts' | 'looks'
}

const today: NavigationItem = { text: 'Today', href: '/' }
const children: NavigationItem = { text: 'My children', href: '/my-children' }
const teams: NavigationItem = { text: 'My teams', href: '/teams' }
const tasks: NavigationItem = { text: 'Tasks', href: '/tasks' }
const absence: NavigationItem = { text: 'Absence today', href: '/absence-today' }
const attendanceHelp: NavigationItem = { text: 'Help with attendance', href: '/attendance-help' }
const absenceCounts: NavigationItem = { text: 'Absence by school', href: '/absence-by-school' }
const register: NavigationItem = { text: 'Register', href: '/support-register' }
const cards: NavigationItem = { text: 'Check a card', href: '/check-card' }
const schools: NavigationItem = { text: 'My schools', href: '/my-schools' }
const ownReturns: NavigationItem = { text: 'Returns to the council', href: '/returns' }
const duplicates: NavigationItem = { text: 'Possible duplicates', href: '/duplicates', waits: 'possible-duplicates' }
const conflicts: NavigationItem = { text: 'Conflicts', href: '/conflicts', waits: 'conflicts' }
const imports: NavigationItem = { text: 'Imports', href: '/imports' }
const agreements: NavigationItem = { text: 'Sources', href: '/sources' }
const sharing: NavigationItem = { text: 'Agreements', href: '/agreements' }
const approvals: NavigationItem = { text: 'Approvals', href: '/approvals', waits: 'approvals' }
const quality: NavigationItem = { text: 'Quality', href: '/quality' }
const councilRequests: NavigationItem = {
  text: 'Requests from the council',
  href: '/council-requests',
  waits: 'school-questions',
}
const urgent: NavigationItem = { text: 'Urgent access', href: '/urgent-reviews' }
const log: NavigationItem = { text: 'Access log', href: '/who-looked' }
const locate: NavigationItem = { text: 'Start work with a child', href: '/locate' }
const training: NavigationItem = { text: 'Training', href: '/staff-training' }
const tell: NavigationItem = { text: 'Tell us once', href: '/tell' }
const told: NavigationItem = { text: 'What you told', href: '/told' }
const toldChanges: NavigationItem = { text: 'Changes to look at', href: '/told-changes' }
const earlyHelp: NavigationItem = { text: 'Early help', href: '/early-help' }
const contacts: NavigationItem = { text: 'Contacts', href: '/front-door', waits: 'contacts' }
const worry: NavigationItem = { text: 'Worried about a child?', href: '/worry' }
const ruleChanges: NavigationItem = { text: 'Role rules', href: '/role-rules' }
const admissions: NavigationItem = { text: 'Admission rounds', href: '/admissions' }
const appeals: NavigationItem = { text: 'Appeals', href: '/appeals' }
const mails: NavigationItem = { text: 'E-mails', href: '/e-mails' }
const roleRules: NavigationItem = { text: 'What each role can see', href: '/roles' }

/** The navigation of each role, the landing page first (ux.md 1.2); an item whose page is not there yet is left out. */
export const navigation: Readonly<Record<RoleKey, readonly NavigationItem[]>> = {
  'education-welfare-officer': [today, absence, attendanceHelp, children, schools, locate],
  'social-worker': [today, children, tasks, earlyHelp, locate],
  'send-caseworker': [today, children, tasks, locate],
  'health-visitor': [today, children, tasks, worry],
  'safeguarding-lead': [today, absence, { ...schools, text: 'My pupils' }, ownReturns, councilRequests, worry],
  'school-office': [today, absence, { ...schools, text: 'My pupils' }, ownReturns, councilRequests, worry],
  'family-support-worker': [today, { ...children, text: 'My families' }, tasks, earlyHelp, locate],
  'young-carers-worker': [today, register, { ...children, text: 'My families' }, tasks, locate],
  'youth-worker': [today, { ...children, text: 'My groups' }, tasks],
  'admissions-officer': [today, admissions, children, tasks, locate],
  'front-door': [today, contacts, locate, children, tasks, toldChanges],
  'out-of-hours': [today, contacts, locate, children, tasks],
  'clearing-house': [duplicates, conflicts, imports, agreements, quality],
  'team-manager': [today, teams, absenceCounts, approvals, training, locate],
  auditor: [log, roleRules],
  'information-governance': [{ ...log, waits: 'looks' }, approvals, urgent, training, sharing, ruleChanges],
  'system-administrator': [roleRules, ruleChanges, mails],
  'contact-centre-adviser': [tell, told, worry],
  surgery: [cards],
  'appeals-clerk': [appeals, worry],
  'reviewing-officer': [today, children, tasks, locate],
  'virtual-school': [today, children, tasks, locate],
  'personal-adviser': [today, children, tasks, locate],
  'adult-social-worker': [today, children, tasks, locate],
  'drug-and-alcohol-worker': [today, children, worry],
  'commissioned-provider': [today, children, worry],
  'careers-adviser': [today, children, tasks, locate],
  'police-officer': [today, children, locate, worry],
  'employment-adviser': [today, children, worry],
  'sexual-health-worker': [worry, roleRules],
  'claims-officer': [roleRules],
  analyst: [absenceCounts, roleRules],
}

/** The way round the families' own pages, for who is signed in there. */
export const familyNavigation: readonly NavigationItem[] = [
  { text: 'Start', href: '/family' },
  { text: 'Tell us of a change', href: '/family/tell' },
  { text: 'What you told us', href: '/family/told' },
  { text: 'School places', href: '/family/school-places' },
]
