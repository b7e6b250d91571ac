import type { PlainDate } from '../../kernel/index.ts'
import { linkPending } from '../linking/index.ts'
import { type Arrival, arrive } from './index.ts'
import type { LinkedTown } from './linked-town.ts'

/** One name, birth date and sex, that two sources tell of homes far apart: nobody but a person can say whether they are one child. */
export const mohammedKhan = {
  forename: 'Mohammed',
  surname: 'Khan',
  birthDate: '2014-02-11' as PlainDate,
  sex: 'M' as const,
}
export const namesakes: { readonly one: Arrival; readonly two: Arrival } = {
  one: {
    source: 'census',
    key: 'khan-1',
    identity: { ...mohammedKhan, postcode: 'NM1 1AA', house: '3', street: 'High Street' },
  },
  two: {
    source: 'care',
    key: 'khan-2',
    identity: { ...mohammedKhan, postcode: 'NM9 9ZZ', house: '70', street: 'Beach Road' },
  },
}

type Born = Awaited<ReturnType<typeof arrive>>

/** Both arrive, each on a record of its own, and wait for the linker. Gives them. */
export const namesakesArrive = async ({ db, now }: Pick<LinkedTown, 'db' | 'now'>): Promise<{ a: Born; b: Born }> => ({
  a: await arrive(db.owner, namesakes.one, now()),
  b: await arrive(db.owner, namesakes.two, now()),
})

/** Links whoever waits; gives the address of the question that is then open. */
export const linkToQuestion = async ({ db, jobs }: Pick<LinkedTown, 'db' | 'jobs'>): Promise<string> => {
  await linkPending(jobs)
  const { rows } = await db.owner.query<{ uuid: string }>(`select uuid from review_case where state = 'open'`)
  return rows[0]!.uuid
}

/** Both have arrived and people are asked about them. Gives them, and the question's address. */
export const twoNamesakes = async (town: Pick<LinkedTown, 'db' | 'jobs' | 'now'>) => {
  const both = await namesakesArrive(town)
  return { ...both, uuid: await linkToQuestion(town) }
}
