import { listShieldsToSeeTo, type OwnShield } from '../../access/index.ts'
import { addDays, londonDate } from '../../kernel/index.ts'
import { type EnrolmentKind, listCards } from '../find/child-cards.queries.ts'
import { address, chosenValue, identity } from '../kinds/index.ts'
import type { Owed } from '../work/owed.ts'
import { keptRecordHref } from './kept-record.view.ts'

/** How many days before its day a review stands on Today. */
const days = 14

const hintOf = (one: OwnShield, reader: number): string => {
  if (one.askedBy !== null && one.askedBy !== reader) return 'Somebody who is named asks that it be open again.'
  if (one.working < 2) return 'Fewer than two of the people named work here still. Name somebody else.'
  return 'Somebody who is named looks at whether it is needed still.'
}

/** On Today, for whoever is named: what is kept of a child and has to be seen to. */
export const keptRecordOwed = (enrolment: EnrolmentKind): Owed => ({
  needs: [identity, chosenValue, address, enrolment],
  list: async grant => {
    const today = londonDate(grant.at)
    const waiting = await listShieldsToSeeTo(grant, addDays(today, days))
    const cards = await listCards(grant, [...new Set(waiting.map(one => one.childId))])
    return waiting.flatMap(one => {
      const child = cards.find(card => card.childId === one.childId)
      const due = one.askedAt ? londonDate(one.askedAt) : one.working < 2 ? today : (one.reviewOn ?? today)
      return child
        ? [
            {
              ...{ child, href: keptRecordHref(child.address), due, hint: hintOf(one, grant.reader.userId) },
              status: { tag: 'To decide', tone: 'warning' as const },
            },
          ]
        : []
    })
  },
})
