/** What everything that this service writes about a young person is kept as. */
export const supportLabel = {
  category: 'young-carer',
  sensitivity: 2,
  writers: 'people',
  retention: { years: 6, from: 'end', source: 'domain.md 7.10, young carer (local)' },
} as const
