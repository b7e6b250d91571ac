import { type Html, subNavigation } from '../../../platform/views/index.ts'

const parts = [
  { text: 'Children I help', href: '/attendance-help' },
  { text: 'Returns from schools', href: '/returns' },
] as const

/** The lists of an education welfare officer, on each of them. */
export const welfareNav = (current: (typeof parts)[number]['href']): Html =>
  subNavigation({
    label: 'Lists of education welfare',
    items: parts.map(part => ({ ...part, ...(part.href === current ? { current: true } : {}) })),
  })
