/** What everything that this service writes about a young person is kept as. */
export const supportLabel = {
  category: 'young-carer',
  sensitivity: 2,
  writers: 'people',
  retention: 'young-carer',
} as const
