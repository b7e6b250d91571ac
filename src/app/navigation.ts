import type { RoleKey } from '../access/index.ts'

/** An item of the role navigation; `waits` names what is counted beside it. */
export type NavigationItem = {
  readonly text: string
  readonly href: string
  readonly waits?: 'possible-duplicates' | 'approvals'
}

const children: NavigationItem = { text: 'My children', href: '/my-children' }
const duplicates: NavigationItem = {
  text: 'Possible duplicates',
  href: '/duplicates',
  waits: 'possible-duplicates',
}
const imports: NavigationItem = { text: 'Imports', href: '/imports' }
const approvals: NavigationItem = { text: 'Approvals', href: '/approvals', waits: 'approvals' }
const log: NavigationItem = { text: 'Access log', href: '/access-log' }
const locate: NavigationItem = { text: 'Start work with a child', href: '/locate' }
const roleRules: NavigationItem = { text: 'What each role can see', href: '/roles' }

/** The navigation of each role, the landing page first (ux.md 1.2); an item whose page is not there yet is left out. */
export const navigation: Readonly<Record<RoleKey, readonly NavigationItem[]>> = {
  'education-welfare-officer': [children, locate],
  'social-worker': [children, locate],
  'send-caseworker': [children, locate],
  'health-visitor': [children],
  'safeguarding-lead': [{ ...children, text: 'My pupils' }],
  'school-office': [{ ...children, text: 'My pupils' }],
  'family-support-worker': [{ ...children, text: 'My families' }, locate],
  'young-carers-worker': [{ ...children, text: 'My families' }, locate],
  'youth-worker': [{ ...children, text: 'My groups' }],
  'admissions-officer': [children, locate],
  'front-door': [locate, children],
  'out-of-hours': [locate, children],
  'clearing-house': [duplicates, imports],
  'team-manager': [{ ...children, text: 'My teams' }, approvals, locate],
  auditor: [log, roleRules],
  'information-governance': [log, approvals, roleRules],
  'system-administrator': [roleRules],
}
