import { type Html, subNavigation } from '../../../platform/views/index.ts'

const parts = [
  { text: 'Children I help', href: '/attendance-help' },
  { text: 'Returns from schools', href: '/returns' },
  { text: 'Children missing education', href: '/missing-education' },
  { text: 'Home education', href: '/home-education' },
] as const

/** The lists of an education welfare officer, on each of them. */
export const welfareNav = (current: '/attendance-help' | '/returns'): Html =>
  subNavigation({
    label: 'Lists of education welfare',
    items: parts.map(part => ({ ...part, ...(part.href === current ? { current: true } : {}) })),
  })
