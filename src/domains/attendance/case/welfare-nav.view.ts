import { type Html, subNavigation } from '../../../platform/views/index.ts'

const parts = [
  { text: 'Children I help', href: '/attendance-help' },
  { text: 'Returns from schools', href: '/returns' },
  { text: 'Support meetings', href: '/support-meetings' },
  { text: 'Children missing education', href: '/missing-education' },
  { text: 'Home education', href: '/home-education' },
] as const

const officersOwn: readonly string[] = ['/attendance-help', '/support-meetings']

/** The lists of education welfare, on each of them; the caseload and the meetings are an officer's own. */
export const welfareNav = (current: '/attendance-help' | '/returns' | '/support-meetings', isOfficer: boolean): Html =>
  subNavigation({
    label: 'Lists of education welfare',
    items: parts
      .filter(part => isOfficer || !officersOwn.includes(part.href))
      .map(part => ({ ...part, ...(part.href === current ? { current: true } : {}) })),
  })
