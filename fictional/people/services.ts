import { ageOn, type Day } from '../calendar.ts'
import type { Random } from '../random.ts'
import type { CarerStory, CareStory, Child, EarlyHelpStory, LookedAfter } from '../world.ts'
import type { Registry } from './registry.ts'

/** The people and teams that imported files name; `authority/` employs them. */
export const careTeams: readonly (readonly [team: string, worker: string])[] = [
  ['North Family Help and Protection', 'Priya Raman'],
  ['North Family Help and Protection', 'Tom Ellwood'],
  ['South Family Help and Protection', 'Marianne Docherty'],
  ['South Family Help and Protection', 'Kofi Boateng'],
  ['Children in Care', 'Gwen Parfitt'],
  ['Disabled Children', 'Noreen Baxter'],
]

const sources = ['1A', '2A', '2A', '3A', '3B', '4', '5D', '6', '6', '8', '9']
const needs = ['N1', 'N1', 'N1', 'N2', 'N3', 'N4', 'N5', 'N6']
const factors = ['3B', '4B', '1B', '2B', '16A', '17A', '6C', '15A', '10A', '5A', '18B']
const categories = ['NEG', 'NEG', 'EMO', 'EMO', 'PHY', 'SAB']

const lookedAfterOf = (random: Random, start: Day, outcode: string): LookedAfter => ({
  start,
  legal: random.weighted({ C2: 5, C1: 3, V2: 3, E1: 1 }),
  need: 'N1',
  placement: random.weighted({ U6: 6, U1: 2, K2: 1, P1: 1 }),
  provider: random.weighted({ PR1: 3, PR4: 2, PR5: 1 }),
  postcode: `${outcode} ${random.between(1, 9)}LA`,
})

/** What social care knows of a child it has worked with in the last year or two; some stop at the first contact. */
export const careStoryOf = (random: Random, registry: Registry, today: Day, born: Day): CareStory => {
  const [team, worker] = random.pick(careTeams)
  const contact = Math.max(born, today - random.between(20, 560))
  const base = {
    id: `NM${200_000 + registry.next('care') * 7}`,
    contact,
    contactSource: random.pick(sources),
    team,
    worker,
  }
  const depth = random.weighted({ contact: 10, nfa: 25, assessed: 35, need: 20, protection: 6, care: 7 })
  if (depth === 'contact' || contact + 60 > today) return base
  const referral = Math.min(today, contact + 1)
  if (depth === 'nfa') return { ...base, referral, referralNfa: true }
  const assessment = { start: referral, end: referral + random.between(20, 45), factors: [random.pick(factors)] }
  const seen = Math.max(referral, today - random.between(1, 40))
  const known = { ...base, referral, referralNfa: false, assessment, lastSeen: seen }
  if (depth === 'assessed')
    return {
      ...known,
      inNeed: { start: referral, end: assessment.end, need: random.pick(needs), reason: random.pick(['RC8', 'RC9']) },
    }
  const inNeed = { start: referral, need: random.pick(needs) }
  if (depth === 'need') return { ...known, inNeed }
  const section47 = { start: referral + 5, conference: referral + 20 }
  const start = section47.conference
  if (depth === 'protection')
    return { ...known, inNeed, section47, protection: { start, category: random.pick(categories), review: start + 88 } }
  const adult = ageOn(born, today) >= 16
  const leaver = {
    adviser: 'Bilal Sheikh',
    activity: 'F2: Full time in education other than higher',
    accommodation: 'U: Independent living',
  }
  const lookedAfter = lookedAfterOf(random, start, `NM${random.between(1, 6)}`)
  return {
    ...known,
    inNeed,
    section47,
    lookedAfter,
    team: 'Children in Care',
    worker: 'Gwen Parfitt',
    ...(adult ? { leaver } : {}),
  }
}

const helpNeeds = [
  'Parenting',
  'Attendance',
  'Housing; debt',
  'Behaviour at home',
  'Parental mental health / anxiety',
  'SEND - awaiting assessment',
  'Bereavement',
  'DA (historic)',
  'Low mood',
  'Routines + boundaries',
  'Separation',
  'School refusal?',
]
/** Early help workers, as the spreadsheet names them: sometimes by first name or initials only. */
export const helpWorkers = [
  'Sasha Quill',
  'S. Quill',
  'Denise Ogden',
  'Denise',
  'Yusuf Karim',
  'YK',
  'Hal Winstanley',
] as const

export const earlyHelpOf = (
  random: Random,
  registry: Registry,
  today: Day,
  born: Day,
  school: string,
): EarlyHelpStory => {
  const opened = Math.max(born, today - random.between(10, 700))
  const closed = opened + random.between(60, 300)
  return {
    ref: `EH/${String(registry.next('early help')).padStart(4, '0')}`,
    opened,
    need: random.pick(helpNeeds),
    worker: random.pick(helpWorkers),
    school,
    ...(closed < today ? { closed } : {}),
  }
}

export const carerStoryOf = (random: Random, registry: Registry, today: Day): CarerStory => ({
  ref: `YC${String(registry.next('carers')).padStart(4, '0')}`,
  since: today - random.between(30, 1100),
  caresFor: random.pick(['Mum', 'Mum', 'Dad', 'Brother', 'Sister', 'Gran', 'Mum and brother']),
  because: random.pick([
    'Physical disability',
    'Mental health',
    'Long-term illness',
    'Learning disability',
    'Autism',
    'Substance use',
  ]),
  hours: random.between(4, 30),
  schoolMayKnow: random.chance(0.55),
  worker: random.pick(['Ravi Menon', 'Ravi Menon', 'Josie Tarn']),
})

const clubs = ['Weir Street Youth Club', 'Saltholme Sea Scouts', 'Fellby Juniors', 'The Hive', 'Quarry Lads and Lasses']

/** A children's centre registration, made in the child's first four years; the note is what reception typed. */
export const centreOf = (random: Random, registry: Registry, today: Day, born: Day): NonNullable<Child['centre']> => ({
  number: `CC${String(registry.next('centre')).padStart(5, '0')}`,
  registered: Math.min(today, born + random.between(20, 1200)),
  note: random.chance(0.05)
    ? random.pick(['Nut allergy', 'Dad collects Fridays', 'Needs ramp', 'Speech & language ref.', 'Twin buggy'])
    : '',
})

export const clubOf = (random: Random, registry: Registry, today: Day, school: string): NonNullable<Child['club']> => ({
  number: String(registry.next('club') + 400),
  name: random.pick(clubs),
  joined: today - random.between(30, 900),
  school,
})
