import { type Day, isoOf } from '../calendar.ts'
import { lastTime } from '../cast/index.ts'
import { type WrittenThing, writtenOn } from './written.ts'

/** Who works with a hard case, by the short names of `cast.ts`. */
export interface Involvement {
  readonly child: string
  readonly staff?: string
  readonly team?: string
  readonly kind: string
  readonly from: string
  readonly to?: string
  /** Why it came to the team, in words that tell nothing of the child. */
  readonly why?: string
}

/** A task that a manager or a worker set, as it stands. */
export interface TaskSet {
  readonly child: string
  readonly owner: string
  readonly setBy: string
  readonly what: string
  readonly why: string
  readonly category: string
  readonly setOn: string
  readonly dueOn: string
}

/** What a council arranges for its records that no file brings: the demo adds it after the import. */
export interface Arrangements {
  readonly involvements: readonly Involvement[]
  /** An officer's link to a school: identity, attendance and the pause only. */
  readonly schoolLinks: readonly { readonly staff: string; readonly laestab: string; readonly from: string }[]
  readonly conflicts: readonly {
    readonly staff: string
    readonly child: string
    readonly why: 'family' | 'household' | 'self' | 'declared'
  }[]
  readonly restricted: readonly {
    readonly child: string
    readonly reason: string
    readonly holder: string
    readonly allowed: readonly string[]
  }[]
  /** Two identities of one child that must never meet. `protect` is the one to seal. */
  readonly sealed: readonly {
    readonly pair: readonly [string, string]
    readonly protect: string
    readonly holders: readonly string[]
  }[]
  readonly protectedAddresses: readonly {
    readonly child: string
    readonly since: string
    readonly safeContact: string
    readonly allowed: readonly string[]
  }[]
  readonly dangerNotes: readonly {
    readonly uprnOf: string
    readonly doThis: string
    readonly why: string
    readonly category: string
    readonly saidBy: string
    readonly on: string
    readonly checkBy: string
  }[]
  readonly visits: readonly {
    readonly staff: string
    readonly child: string
    readonly at: string
    readonly purpose: string
  }[]
  /** Family circumstances: speak to this person before enforcement. */
  readonly pauses: readonly {
    readonly child: string
    readonly consult: string
    readonly since: string
    readonly reviewBy: string
  }[]
  /** What staff wrote on children's records. */
  readonly written: readonly WrittenThing[]
  /** What somebody is to do about a child. */
  readonly tasks: readonly TaskSet[]
  readonly parents: readonly { readonly mother: string; readonly child: string }[]
}

const worksWith = (today: Day) => {
  const day = (back: number): string => isoOf(today - back)
  const by = (staff: string, kind: string, list: Readonly<Record<string, number>>): Involvement[] =>
    Object.entries(list).map(([child, back]) => ({ child, staff, kind, from: day(back) }))
  return [
    ...by('sam-ali', 'education-welfare', { liam: 45, zoe: 60, niamh: 45 }),
    { child: 'amelia', staff: 'priya-raman', kind: 'social-work', from: isoOf(lastTime(today, 1, 12)) },
    { child: 'theo', staff: 'priya-raman', kind: 'social-work', from: isoOf(lastTime(today, 1, 12)) },
    ...by('priya-raman', 'social-work', { kai: 79, zoe: 149, unborn: 34, poppy: 100 }),
    ...by('tom-ellwood', 'social-work', { sana: 44 }),
    ...by('marianne-docherty', 'social-work', { hugo: 69 }),
    ...by('gwen-parfitt', 'social-work', { leona: 380, yonas: 415, chloe: 490 }),
    ...by('hester-nunn', 'reviewing', { leona: 350 }),
    ...by('noreen-baxter', 'social-work', { hari: 109 }),
    { child: 'ruby', staff: 'priya-raman', kind: 'social-work', from: day(299), to: day(259) },
    ...by('lewis-grainger', 'send-casework', { amelia: 150, hari: 60, tyler: 80 }),
    ...by('sasha-quill', 'family-support', { amelia: 200, yousef: 85, esther: 90, reuben: 90, ezra: 90, hari: 88 }),
    ...by('ravi-menon', 'young-carers', { liam: 205, amelia: 380, ngugi: 200, bethan: 420 }),
    ...by('josie-tarn', 'young-carers', { cerys: 1900 }),
    ...by('dee-akinola', 'youth-work', { ruby: 220, zoe: 300, 'khan-mill-lane': 120, 'khan-saltholme': 120 }),
    ...by('hilary-crewe', 'health-visiting', { hari: 700, poppy: 115 }),
    { child: 'unborn', team: 'health-visiting', kind: 'health-visiting', from: day(20) },
    { child: 'marcus', team: 'send', kind: 'send-casework', from: day(200) },
    // work that teams hold: some their workers have, and some that nobody has yet
    ...['kai', 'poppy', 'unborn'].map(child => ({
      child,
      team: 'north-protection',
      kind: 'social-work',
      from: day(34),
    })),
    { child: 'sana', team: 'north-protection', kind: 'social-work', from: day(44) },
    { child: 'lexi', team: 'north-protection', kind: 'social-work', from: day(9), why: 'a referral to be assessed' },
    { child: 'arjun', team: 'north-protection', kind: 'social-work', from: day(2), why: 'a referral to be assessed' },
    ...['bethan', 'ngugi'].map(child => ({ child, team: 'young-carers', kind: 'young-carers', from: day(200) })),
    { child: 'niamh', team: 'attendance', kind: 'education-welfare', from: day(45) },
    { child: 'ruby', team: 'attendance', kind: 'education-welfare', from: day(6), why: 'asked for by the school' },
  ]
}

const guarded = (
  today: Day,
): Pick<Arrangements, 'conflicts' | 'restricted' | 'sealed' | 'protectedAddresses' | 'pauses'> => ({
  conflicts: [
    { staff: 'priya-raman', child: 'arjun', why: 'family' },
    { staff: 'dawn-hughes', child: 'hugo', why: 'household' },
  ],
  restricted: [
    {
      child: 'hugo',
      reason: 'Family of a council employee',
      holder: 'martin-sole',
      allowed: ['marianne-docherty', 'martin-sole', 'greg-sandiford'],
    },
  ],
  sealed: [
    { pair: ['adopted-before', 'adopted-after'], protect: 'adopted-before', holders: ['vera-stanton', 'ivor-pell'] },
  ],
  protectedAddresses: [
    { child: 'sana', since: isoOf(today - 44), safeContact: 'Tom Ellwood, 01632 960405', allowed: ['tom-ellwood'] },
  ],
  pauses: [
    {
      child: 'liam',
      consult: 'Early Help North duty, 01632 960416',
      since: isoOf(today - 30),
      reviewBy: isoOf(today + 12),
    },
  ],
})

const tasksOn = (today: Day): readonly TaskSet[] => {
  const task = (
    child: string,
    owner: string,
    category: string,
    what: string,
    why: string,
    set: number,
    due: number,
  ) => ({
    ...{ child, owner, category, what, why },
    setBy: owner === 'sam-ali' ? 'ada-birch' : 'dawn-hughes',
    setOn: isoOf(today - set),
    dueOn: isoOf(today + due),
  })
  return [
    task(
      'kai',
      'priya-raman',
      'care-content',
      'Ask school about the breakfast club',
      'Kai said that he is hungry on Mondays',
      6,
      4,
    ),
    task(
      'unborn',
      'priya-raman',
      'care-content',
      'Agree with the midwife who is told of the birth',
      'The birth is near',
      12,
      -1,
    ),
    task('sana', 'tom-ellwood', 'care-content', 'Find a place at the homework club', 'Sana asked for it', 10, -3),
    task('niamh', 'sam-ali', 'attendance', 'Ring Niamh’s head of year', 'Three Fridays missed', 3, 2),
  ]
}

/** The arrangements as they stand on `today`. */
export const arrangementsOn = (today: Day): Arrangements => ({
  involvements: worksWith(today),
  schoolLinks: [
    { staff: 'sam-ali', laestab: '8994202', from: isoOf(today - 300) },
    { staff: 'nadia-holt', laestab: '8994205', from: isoOf(today - 300) },
  ],
  ...guarded(today),
  dangerNotes: [
    {
      uprnOf: 'amelia',
      doThis: 'Visit in pairs',
      why: 'Mum’s former partner shouted and blocked the door',
      category: 'care-content',
      saidBy: 'Dawn Hughes',
      on: isoOf(today - 32),
      checkBy: isoOf(today + 57),
    },
    {
      uprnOf: 'lexi',
      doThis: 'Visit in pairs. Call duty first',
      why: 'Threat made to a housing officer',
      category: 'protection',
      saidBy: 'Northmere Homes',
      on: isoOf(today - 60),
      checkBy: isoOf(today + 30),
    },
  ],
  visits: [
    { staff: 'priya-raman', child: 'kai', at: `${isoOf(today)}T10:00`, purpose: 'Child protection visit' },
    { staff: 'priya-raman', child: 'zoe', at: `${isoOf(today)}T13:30`, purpose: 'Child in need visit' },
    { staff: 'priya-raman', child: 'amelia', at: `${isoOf(today)}T16:00`, purpose: 'Home visit' },
  ],
  written: writtenOn(today),
  tasks: tasksOn(today),
  parents: [{ mother: 'chloe', child: 'poppy' }],
})
