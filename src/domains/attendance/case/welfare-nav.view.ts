import { type Html, subNavigation } from '../../../platform/views/index.ts'

const parts = [
  { text: 'Children I help', href: '/attendance-help' },
  { text: 'Returns from schools', href: '/returns' },
  { text: 'Children missing education', href: '/missing-education' },
  { text: 'Home education', href: '/home-education' },
] as const

/** The lists of education welfare, on each of them; the caseload is an officer's own. */
export const welfareNav = (current: '/attendance-help' | '/returns', isOfficer: boolean): Html =>
  subNavigation({
    label: 'Lists of education welfare',
    items: parts
      .filter(part => isOfficer || part.href !== '/attendance-help')
      .map(part => ({ ...part, ...(part.href === current ? { current: true } : {}) })),
  })
