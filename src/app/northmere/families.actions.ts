import { sql } from 'kysely'
import { asActor, asCommand, type OpenAction, performOpen } from '../../access/index.ts'
import { meeting } from '../../children/index.ts'
import { earlyHelpKinds } from '../../domains/early-help/index.ts'
import { enrolment } from '../../domains/education/index.ts'
import { frontDoorPages } from '../../domains/social-care/index.ts'
import type { IntakeGround } from '../../intake/index.ts'
import { addDays, londonDate, type PlainDate } from '../../kernel/index.ts'
import type { Key } from '../../platform/keys/index.ts'
import type { OnRecord } from './arranged.ts'
import { writeOnce } from './authored.actions.ts'

/** What people of Northmere told the front door before the demo begins, the longest ago first. */
const contacts: readonly { readonly hoursAgo: number; readonly form: Readonly<Record<string, string>> }[] = [
  {
    hoursAgo: 30,
    form: {
      worry:
        'Liam was in the surgery alone again for his mum’s prescription, in school hours. He knew every dose. He seemed tired.',
      'child-name': 'Liam, I do not know his last name',
      age: 'about 12',
      source: 'gp',
      name: 'Dr Ade Bello',
      organisation: 'Larch Surgery',
      reach: '01632 960811',
      knows: 'no',
    },
  },
  {
    hoursAgo: 11,
    form: {
      worry: 'I hear shouting through the wall most nights, and little ones crying. Last night something was thrown.',
      'child-name': 'Two small children at number 3',
      where: '3 Mill Street',
      source: 'neighbour',
      knows: 'unsafe',
    },
  },
  {
    hoursAgo: 2,
    form: {
      worry: 'A girl at our club has come without a coat or supper for three weeks. Her gran does her best.',
      'child-name': 'Tilly',
      age: '8 or 9',
      school: 'Larchfield Primary',
      source: 'voluntary',
      name: 'Ann Pryce',
      organisation: 'Mill Street youth club',
      reach: '01632 960822',
      knows: 'yes',
    },
  },
]

/** Tells them to the front door by its own open page, once. */
export const keepContacts = async (ground: IntakeGround, key: Key): Promise<void> => {
  const some = await asActor(ground, 'recorder', async tx => {
    const { rows } = await sql<{ some: boolean }>`select exists (select from front_door_contact) as some`.execute(tx)
    return rows[0]?.some ?? false
  })
  if (some) return
  const route = frontDoorPages({ key, dutyPhone: '', now: ground.now, ground, enrolment }).find(
    one => one.sort === 'open-action',
  )
  for (const { hoursAgo, form } of contacts) {
    const at = new Date(ground.now().getTime() - hoursAgo * 3_600_000)
    const input = { params: {}, query: {}, form, files: [], requestId: 'northmere' }
    await performOpen({ ...ground, now: () => at }, route as OpenAction, undefined, input)
  }
}

/** Early help that Sasha Quill gives Yousef: agreed, assessed, planned and met about. Done again it adds nothing. */
export const keepEarlyHelp = (ground: IntakeGround, children: OnRecord): Promise<void> =>
  asCommand(ground, 'recorder', async command => {
    const { tx, at } = command
    const child = children.get('yousef')
    const { rows } = await sql<{ id: number; name: string }>`
      select id, name from access.principal where kind = 'user' and key = 'sasha-quill'`.execute(tx)
    const [worker] = rows
    if (child === undefined || !worker) return
    const day = (ago: number) => addDays(londonDate(at), -ago)
    const said = (text: string) => [{ text, about: 'child' }]
    const ofCase = { case: '0e0e0000-0000-4000-8000-000000000001' }
    const put = async (kind: string, from: PlainDate, body: object): Promise<void> => {
      const found = [...earlyHelpKinds, meeting].find(one => one.kind === kind)
      if (!found) throw new Error(`There is no kind ${kind}`)
      await writeOnce(command, { kind: found as never, body: { ...ofCase, ...body }, child, from, author: worker.id })
    }
    const [begun, met] = [day(45), day(10)]
    await put('early-help-case', begun, {
      state: 'open',
      offeredOn: begun,
      openedOn: begun,
      agreedBy: 'Mum and Yousef',
      agreedAs: 'both',
    })
    await put('early-help-step', begun, {
      sort: 'agreed',
      on: begun,
      passages: said('Yousef has no quiet place for homework, and mum asked for help with the flat and with English.'),
    })
    const lead = { name: worker.name, organisation: 'Family Help', phone: '01632 960415' }
    await put('lead-practitioner', begun, { ...lead, state: 'accepted', proposedOn: begun, acceptedOn: begun })
    await put('early-help-assessment', day(38), {
      on: day(38),
      list: '2013-04-01',
      parts: [
        {
          heading: 'learning',
          strengths: said('Loves maths. Reads to his sister.'),
          needs: said('Homework is done on the stairs.'),
        },
        { heading: 'home-money', needs: said('One room for four people; on the list for another flat.') },
        { heading: 'warmth', strengths: said('Mum listens to him, and they laugh a lot.') },
      ],
      childSaid: said('I want a table.'),
      parentsSaid: said('I want him to do well. Letters are hard for me.'),
      conclusion: said('A desk at the library now, and help with the housing form.'),
    })
    await put('team-around-child', day(38), {
      on: day(38),
      members: [
        { name: worker.name, role: 'Family support worker', phone: '01632 960415' },
        { name: 'Mum', role: 'Mum' },
        { name: 'Class teacher', role: 'School' },
      ],
    })
    await put('family-help-plan', met, {
      on: met,
      goals: 'A quiet place to learn, and a bigger flat.',
      actions: [
        { what: 'Library card and a desk on Tuesdays', who: 'Class teacher', by: day(20), done: 'yes' },
        { what: 'Housing form with mum', who: worker.name, by: day(-12) },
      ],
      agreedWith: 'Mum and Yousef',
    })
    await put('meeting', met, {
      sort: 'team-around-child',
      state: 'held',
      heldOn: met,
      present: 'Mum, Yousef, his teacher',
      passages: said('The library helps. The form is nearly done.'),
      childSaid: said('I did all my homework on Tuesday.'),
      scale: [
        { who: 'Yousef', score: 6 },
        { who: 'Mum', score: 5 },
      ],
    })
    await put('meeting', day(-9), {
      sort: 'team-around-child',
      state: 'called',
      on: day(-9),
      at: '15:30',
      place: 'Upper Fellby children’s centre',
      calledById: worker.id,
      people: [
        { key: '0e0e0000-0000-4000-8000-000000000011', who: 'worker', workerId: worker.id },
        { key: '0e0e0000-0000-4000-8000-000000000012', who: 'family', name: 'Hanan Al-Hassan', relation: 'Mum' },
        { key: '0e0e0000-0000-4000-8000-000000000013', who: 'outside', name: 'Ms Carr', relation: 'Class teacher' },
      ],
    })
  })
