import { londonDate } from '../../kernel/index.ts'
import { type EnrolmentKind, listCards } from '../find/child-cards.queries.ts'
import { address, chosenValue, identity } from '../kinds/index.ts'
import type { Owed } from '../work/owed.ts'
import { listWaitingHomes } from './homes.queries.ts'
import { listWaitingTexts } from './texts.queries.ts'
import { toLookAtHref } from './to-look-at.view.ts'

/** On Today, for whoever is named: the records on which something waits to be looked at. */
export const toLookAtOwed = (enrolment: EnrolmentKind): Owed => ({
  needs: [identity, chosenValue, address, enrolment],
  list: async grant => {
    const waiting = [...(await listWaitingHomes(grant)), ...(await listWaitingTexts(grant))]
    const cards = await listCards(grant, [...new Set(waiting.map(one => one.childId))])
    return cards.flatMap(child => {
      const since = waiting.find(one => one.childId === child.childId)?.since
      return since
        ? [
            {
              child,
              href: toLookAtHref(child.address),
              hint: 'Somebody has to decide who may know something.',
              due: londonDate(since),
              status: { tag: 'To decide', tone: 'warning' as const },
            },
          ]
        : []
    })
  },
})
