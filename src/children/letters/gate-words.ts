import { formatDate } from '../../kernel/index.ts'
import type { GateFacts, MakeSure, Stop } from './address-gate.ts'

type About = Pick<GateFacts, 'home' | 'to'> & { readonly first: string; readonly dutyPhone: string }

/** Why no letter goes, and what to do, for whoever wants to write. Two of them say the same whether a fact is missing or hidden. */
export const stopWords = (stop: Stop, { first, to, home, dutyPhone }: About): string => {
  const name = to?.name ?? 'this person'
  switch (stop) {
    case 'nobody':
      return 'No parent or carer is recorded to write to. A school or a worker can add one.'
    case 'died':
      return `The record says that ${first} has died. No letter goes out: speak to your manager first.`
    case 'not-recorded':
      return `Address not recorded. If you need to reach the family, call the duty team on ${dutyPhone}.`
    case 'kept':
      return `Where ${first} lives is kept to named people, you among them. No letter is printed: agree with the others named how the family is reached.`
    case 'incomplete':
      return `The address on the record is not complete: ${[...(home?.lines ?? []), home?.postcode].filter(Boolean).join(', ')}. Ask the family or the school, and tell us of the change.`
    case 'not-to-meet':
      return `A note says who must not be met or told, and a letter to ${name} would reach them. No letter goes to them, or to where they live. The note stands with the visits.`
    case 'nobody-named':
      return 'A note says that somebody must not be met or told, and does not say who. Ask who wrote it, and write a note that says who, before any letter goes.'
    case 'disagree':
      return `Sources disagree on where ${first} lives. See which is right, under “About this record”, before you write.`
    case 'lives-elsewhere':
      return `${name} does not live with ${first}, and the record has no address of theirs. Ask them, or the school, where letters reach them.`
    case 'look-first':
      return `This address has to be looked at before a letter goes to it. Call the duty team on ${dutyPhone}.`
  }
}

/** What whoever writes says they made sure of. */
export const makeSureWords = (what: MakeSure, { to, home, first }: Omit<About, 'dutyPhone'>): string =>
  what === 'old'
    ? `Nobody has told us of this address since ${home ? formatDate(home.heardOn) : 'long ago'}. I asked the family or the school, and it is right`
    : `The record does not say whether ${to?.name ?? 'this person'} lives with ${first}. I asked, and they do`
