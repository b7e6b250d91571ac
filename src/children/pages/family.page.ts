import { childPage, mayWrite, type Route } from '../../access/index.ts'
import type { PlainDate } from '../../kernel/index.ts'
import { familyPersons } from '../family/family-person.ts'
import { listHousemates } from '../family/homes.queries.ts'
import { fold, readFacts, readPlaceFacts } from '../golden-record/index.ts'
import { address, carer, contactDetail, dangerNote, familyPerson } from '../kinds/index.ts'
import { listRelatives } from './family.queries.ts'
import { type FamilyData, familyView } from './family.view.ts'
import { dayOf, headerKinds, headerOf } from './header.queries.ts'
import { KnownQuery } from './known-query.ts'
import { namesOf } from './names.queries.ts'
import type { RecordParts } from './overview.page.ts'
import { ameliaHeader, ameliaRecord, exampleChild, exampleDay, exampleFact, theo } from './record.examples.ts'

const usual: FamilyData = {
  header: ameliaHeader,
  today: exampleDay,
  record: ameliaRecord,
  relatives: [theo],
  housemates: [
    { uprn: '100012345678', address: theo.address, name: theo.name, from: '2023-03-01' as PlainDate, to: undefined },
  ],
  persons: familyPersons([
    exampleFact(
      'family-person',
      { name: 'Daniel Reid', relation: 'father', responsibility: 'no', by: 'court order', contact: 'watched' },
      { on: '2026-04-20', category: 'contact', said: 'Priya Raman' },
    ),
    exampleFact(
      'family-person',
      {
        name: 'Ngozi Okafor',
        relation: 'mothers-mother',
        sex: 'F',
        born: '1961',
        responsibility: 'no',
        contact: 'safe',
      },
      { on: '2026-04-20', category: 'contact', said: 'Priya Raman' },
    ),
  ]),
  mayTell: true,
}
const needs = [...headerKinds, address, carer, contactDetail, familyPerson] as const

/** Family and home: who lives here and elsewhere, homes now and before. */
export const familyPage = ({ dutyPhone }: Pick<RecordParts, 'dutyPhone'>): Route =>
  childPage<typeof needs, FamilyData, typeof KnownQuery>({
    path: '/children/:child/family',
    purpose: 'know the family and the home',
    nav: '/my-children',
    query: KnownQuery,
    needs,
    load: async grant => {
      const facts = await readFacts(grant, needs)
      const today = dayOf(grant)
      const written = facts.filter(fact => fact.kind === familyPerson.kind)
      const names = await namesOf(
        grant,
        written.map(fact => fact.author),
      )
      return {
        header: headerOf(grant, facts, await readPlaceFacts(grant, [dangerNote])),
        today,
        record: fold(facts, { today, enrolment: 'none' }),
        relatives: await listRelatives(grant),
        housemates: grant.knownAt ? [] : await listHousemates(grant),
        persons: familyPersons(written, author => names.get(author ?? 0)),
        mayTell: mayWrite(grant.decision, 'contact'),
      }
    },
    answer: data => ({ page: familyView(data, dutyPhone) }),
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
        housemates: [],
        persons: [],
        mayTell: false,
      },
    },
  })
