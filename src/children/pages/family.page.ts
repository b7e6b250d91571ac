import { childPage, mayWrite } from '../../access/index.ts'
import { fold, readFacts, readPlaceFacts } from '../golden-record/index.ts'
import { address, carer, contactDetail, dangerNote } from '../kinds/index.ts'
import { listRelatives } from './family.queries.ts'
import { type FamilyData, familyView } from './family.view.ts'
import { dayOf, headerKinds, headerOf } from './header.queries.ts'
import { KnownQuery } from './known-query.ts'
import { ameliaHeader, ameliaRecord, exampleChild, exampleDay, exampleFact, theo } from './record.examples.ts'

const usual: FamilyData = {
  header: ameliaHeader,
  today: exampleDay,
  record: ameliaRecord,
  relatives: [theo],
  mayTell: true,
}
const needs = [...headerKinds, address, carer, contactDetail] as const

/** Family and home: who lives here and elsewhere, homes now and before. */
export const familyPage = childPage<typeof needs, FamilyData, typeof KnownQuery>({
  path: '/children/:child/family',
  purpose: 'know the family and the home',
  nav: '/my-children',
  query: KnownQuery,
  needs,
  load: async grant => {
    const facts = await readFacts(grant, needs)
    const today = dayOf(grant)
    return {
      header: headerOf(grant, facts, await readPlaceFacts(grant, [dangerNote])),
      today,
      record: fold(facts, { today, enrolment: 'none' }),
      relatives: await listRelatives(grant),
      mayTell: mayWrite(grant.decision, 'contact'),
    }
  },
  answer: data => ({ page: familyView(data) }),
  examples: {
    usual,
    'address not recorded': { ...usual, record: { ...ameliaRecord, address: undefined, previousAddresses: [] } },
    'brother elsewhere, before': {
      ...usual,
      relatives: [{ ...theo, livesHere: false, since: ameliaRecord.address?.from ?? exampleDay, until: exampleDay }],
    },
    nothing: {
      ...usual,
      ...exampleChild([exampleFact('identity', { forename: 'Leo', surname: 'Hart', birthDate: '2015-11-30' })]),
      relatives: [],
      mayTell: false,
    },
  },
})
