import type { ChildGrant } from '../../../access/index.ts'
import { type KnownFact, namesOf, readFacts, sharedHomeFact } from '../../../children/index.ts'
import { londonDate, type PlainDate } from '../../../kernel/index.ts'
import { pauseReason } from '../pause/pause.record.ts'
import { homeFact } from './home-fact.record.ts'

/** What a service shares or shared, as that service reads it. */
export type SharedByUs = {
  readonly fact: KnownFact
  readonly words: string
  readonly agreed: boolean
  readonly why: string
  readonly sharedOn: PlainDate
  readonly until: PlainDate
  readonly takenBackOn: PlainDate | undefined
  readonly by: string
}

/** What education welfare reads of the home: what is shared, by whom, and until when. */
export type SharedWithUs = {
  readonly address: string
  readonly words: string
  readonly sharedOn: PlainDate
  readonly until: PlainDate
  readonly by: string
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')
const wordsOf = (passages: unknown): string =>
  Array.isArray(passages) ? passages.map(one => textOf((one as { text?: unknown }).text)).join('\n\n') : ''

/** What is shared of this child's home, as far as this reader may know the service's own side of it: the latest first. */
export const listShared = async (grant: ChildGrant<'home-fact'>): Promise<readonly SharedByUs[]> => {
  const facts = await readFacts(grant, [homeFact])
  const names = await namesOf(
    grant,
    facts.map(fact => fact.author),
  )
  return facts
    .map(fact => ({
      fact,
      words: textOf(fact.body.words),
      agreed: fact.body.agreed === 'yes',
      why: wordsOf(fact.body.why),
      sharedOn: textOf(fact.body.sharedOn) as PlainDate,
      until: textOf(fact.body.until) as PlainDate,
      takenBackOn: (textOf(fact.body.takenBackOn) || undefined) as PlainDate | undefined,
      by: names.get(fact.author ?? 0) ?? 'a worker',
    }))
    .reverse()
}

/** What is shared with this reader as education welfare; nothing for all others. */
export const listSharedWithUs = async (grant: ChildGrant<'shared-home-fact'>): Promise<readonly SharedWithUs[]> => {
  const facts = await readFacts(grant, [sharedHomeFact])
  const names = await namesOf(
    grant,
    facts.map(fact => fact.author),
  )
  return facts.map(fact => ({
    address: fact.address,
    words: textOf(fact.body.words),
    sharedOn: (textOf(fact.body.sharedOn) || londonDate(fact.knownFrom)) as PlainDate,
    until: textOf(fact.body.until) as PlainDate,
    by: names.get(fact.author ?? 0) ?? 'a worker who works with the family',
  }))
}

/** A fact of the home that stands on the record and can be chosen: never one that is kept to named people. */
export const listChosen = async (grant: ChildGrant<'pause-reason'>): Promise<readonly KnownFact[]> =>
  (await readFacts(grant, [pauseReason])).filter(fact => fact.body.state === 'stands' && !fact.kept)
