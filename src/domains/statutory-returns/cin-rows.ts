/** What rules look at besides: the day of the census, and what names an episode in every table below it. */
export const header = { Header: ['ReferenceDate'] } as const
export const episode = ['LAchildID', 'CINdetailsID'] as const
