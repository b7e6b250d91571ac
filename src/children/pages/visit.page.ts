import { childPage, holds, mayWrite, type Route } from '../../access/index.ts'
import type { PlainDate } from '../../kernel/index.ts'
import { fold, readFacts, readPlaceFacts } from '../golden-record/index.ts'
import {
  address,
  background,
  carer,
  dangerNote,
  entryCode,
  familyPerson,
  note,
  sharedHomeFact,
  visit,
} from '../kinds/index.ts'
import { listCodes } from '../visiting/danger-notes.queries.ts'
import { listRelatives } from './family.queries.ts'
import { hazardsIn, untoldIn } from './hazards.ts'
import { dayOf, headerKinds, headerOf } from './header.queries.ts'
import { loadWorkers } from './involved.queries.ts'
import { namesOf } from './names.queries.ts'
import { mayWriteNotes, panelFrame, type RecordParts } from './overview.page.ts'
import { loadPanels } from './panels.queries.ts'
import {
  ameliaFacts,
  ameliaHazards,
  ameliaHeader,
  ameliaRecord,
  exampleDay,
  exampleFact,
  theo,
} from './record.examples.ts'
import { type VisitData, visitView } from './visit.view.ts'

const needs = [
  ...headerKinds,
  address,
  background,
  carer,
  entryCode,
  familyPerson,
  note,
  sharedHomeFact,
  visit,
] as const
const ownKinds = ['background', 'visit', 'note', 'shared-home-fact']

const usual: VisitData = {
  header: ameliaHeader,
  today: exampleDay,
  record: ameliaRecord,
  hazards: ameliaHazards,
  own: ameliaFacts.filter(f => ownKinds.includes(f.kind)),
  panels: [],
  relatives: [theo],
  workers: [{ name: 'Sam Ali', role: 'Family support worker, North team', phone: '01632 960411', children: [1, 2] }],
  authors: new Map([[7, 'Sam Ali']]),
  codes: [{ address: '0d000000-0000-4000-8000-000000000023', door: 'Front door' }],
  mayWrite: true,
  mayWarn: true,
  mayChange: ameliaFacts.flatMap(f => (f.kind === 'visit' ? [f.address] : [])),
}

/** What to know at the door, who lives there, whom to call, when the child was last seen. */
export const visitPage = ({ panels, dutyPhone }: Pick<RecordParts, 'panels' | 'dutyPhone'>): Route => {
  const told = panels.filter(panel => panel.atTheDoor)
  const read = [...needs, ...told.flatMap(panel => panel.needs)] as const
  return childPage<typeof read, VisitData>({
    path: '/children/:child/visit',
    purpose: 'prepare for a visit',
    nav: '/my-children',
    needs: read,
    load: async grant => {
      // a code is read on its own page alone, where the look is recorded
      const facts = await readFacts(
        grant,
        needs.filter(kind => kind !== entryCode),
      )
      const place = await readPlaceFacts(grant, [dangerNote])
      const today = dayOf(grant)
      const own = facts.filter(f => ownKinds.includes(f.kind))
      const relatives = await listRelatives(grant)
      const authors = await namesOf(
        grant,
        [...own, ...facts.filter(f => f.kind === 'family-person')].map(f => f.author),
      )
      const authorOf = (author: number | undefined) => authors.get(author ?? 0)
      return {
        header: headerOf(grant, facts, place),
        today,
        record: fold(facts, { today, enrolment: 'none' }),
        hazards: [...hazardsIn([...facts, ...place], today), ...untoldIn([...facts, ...place], today, authorOf)],
        own,
        panels: await loadPanels(grant, told),
        relatives,
        workers: (await loadWorkers(grant, relatives)).now,
        authors,
        codes: holds(grant.reader, 'visit-homes') ? await listCodes(grant) : [],
        mayWrite: mayWriteNotes(grant),
        mayWarn: mayWrite(grant.decision, dangerNote.category),
        mayChange: own.flatMap(f => (f.kind === 'visit' && mayWrite(grant.decision, f.category) ? [f.address] : [])),
      }
    },
    answer: (data, frame) => ({ page: visitView(data, panelFrame(data, frame), dutyPhone) }),
    examples: {
      usual,
      'nothing recorded': {
        ...usual,
        hazards: [],
        own: [],
        relatives: [],
        workers: [],
        record: { ...ameliaRecord, address: undefined, carers: [] },
        codes: [],
        mayWrite: false,
        mayWarn: false,
      },
      'who must not be met': {
        ...usual,
        own: [
          ...usual.own,
          exampleFact('shared-home-fact', {
            words: 'Mum has hospital treatment on Monday and Thursday mornings.',
            sharedOn: '2026-04-20',
            until: '2026-06-30',
          }),
        ],
        hazards: [
          ...ameliaHazards,
          {
            note: '0d000000-0000-4000-8000-000000000024',
            sort: 'not-to-meet',
            title: 'Daniel Reid must not know of the visit',
            todo: 'If he opens the door, say that you have the wrong house.',
            said: 'mum',
            on: '2026-04-02' as PlainDate,
          },
          {
            ...{ sort: 'not-to-meet', person: '0d000000-0000-4000-8000-000000000025', said: 'Sam Ali' },
            ...{ title: 'Do not meet or tell Carl Moss', on: '2026-04-20' as PlainDate },
          },
        ],
      },
    },
  })
}
