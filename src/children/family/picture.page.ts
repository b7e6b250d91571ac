import { childPage, type Route } from '../../access/index.ts'
import { fold, readFacts, readMany } from '../golden-record/index.ts'
import { carer, chosenValue, familyPerson, identity } from '../kinds/index.ts'
import { listRelatives } from '../pages/family.queries.ts'
import { dayOf, headerKinds, loadHeader } from '../pages/header.queries.ts'
import { ameliaHeader, ameliaRecord, exampleFact, theo } from '../pages/record.examples.ts'
import { familyGraph } from './family-graph.ts'
import { familyPersons } from './family-person.ts'
import { type PictureData, pictureView } from './picture.view.ts'

const needs = [...headerKinds, carer, familyPerson] as const

const exampleGraph = familyGraph({
  child: { first: 'Millie', age: '9 years old', sex: 'F' },
  carers: ameliaRecord.carers,
  relatives: [theo],
  persons: familyPersons([
    exampleFact(
      'family-person',
      { name: 'Ngozi Okafor', relation: 'mothers-mother', livesWith: 'yes' },
      { on: '2026-04-20' },
    ),
    exampleFact(
      'family-person',
      { name: 'Emeka Okafor', relation: 'mothers-father', died: 'yes' },
      { on: '2026-04-20' },
    ),
  ]),
  parentsOf: new Map([
    [
      theo.id,
      [
        { name: 'Grace Okafor', relation: 'Mother' },
        { name: 'Paul Stone', relation: 'Father' },
      ],
    ],
  ]),
})

/** The family as a picture, of whom this reader may know. */
export const familyPicturePage: Route = childPage<typeof needs, PictureData>({
  path: '/children/:child/family/picture',
  purpose: 'know the family and the home',
  nav: '/my-children',
  needs,
  load: async grant => {
    const [header, today] = [await loadHeader(grant), dayOf(grant)]
    const facts = await readFacts(grant, needs)
    const { carers, sex } = fold(facts, { today, enrolment: 'none' })
    const relatives = await listRelatives(grant)
    const theirs = await readMany(
      grant,
      relatives.map(one => one.id),
      [identity, chosenValue, carer],
    )
    const parentsOf = new Map(
      [...theirs].map(([id, known]) => [id, fold(known, { today, enrolment: 'none' }).carers.map(one => one.value)]),
    )
    const child = { first: header.first, age: header.age, sex: sex?.value }
    return { header, graph: familyGraph({ child, carers, relatives, persons: familyPersons(facts), parentsOf }) }
  },
  answer: data => ({ page: pictureView(data) }),
  examples: {
    usual: { header: ameliaHeader, graph: exampleGraph },
    'nobody else': {
      header: ameliaHeader,
      graph: familyGraph({
        child: { first: 'Millie', age: '9 years old', sex: undefined },
        ...{ carers: [], persons: [], relatives: [], parentsOf: new Map() },
      }),
    },
  },
})
