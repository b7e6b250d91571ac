import { ageOn, type Day, makeDay, yearOf } from '../calendar.ts'
import type { Registry } from '../people/registry.ts'
import { firstEntry, receptionYear, type SchoolMap, schoolNear } from '../people/schooling.ts'
import { addressAt } from '../places.ts'
import { schoolYear } from '../terms.ts'
import type {
  Address,
  Adult,
  CarerStory,
  CareStory,
  Child,
  EarlyHelpStory,
  Family,
  School,
  Schooling,
  Sex,
} from '../world.ts'

export interface CastMaking {
  readonly today: Day
  readonly map: SchoolMap
  readonly registry: Registry
}

/** A hard case as its story gives it; what is left out is ordinary. */
export interface ChildSpec extends Partial<Omit<Child, 'key'>> {
  readonly cast: string
  readonly forename: string
  readonly surname: string
  readonly dob: Day
  readonly sex: Sex
  /** Which school of the district, when the ordinary one of the address will not do. */
  readonly choice?: number
}

export interface FamilySpec extends Omit<Family, 'key' | 'children' | 'adults'> {
  readonly adults?: readonly Partial<Adult>[]
  readonly children: readonly ChildSpec[]
  readonly choice?: number
}

/** The latest such day of the year that is not after today. */
export const lastTime = (today: Day, month: number, day: number): Day => {
  const this_ = makeDay(yearOf(today), month, day)
  return this_ <= today ? this_ : makeDay(yearOf(today) - 1, month, day)
}

/** A time at one school; open when it has no end or the end is yet to come. */
export const at = (today: Day, school: School, from: Day, to?: Day): Schooling => ({
  school,
  from,
  status: 'C',
  ...(to !== undefined && to <= today ? { to } : {}),
})

export const schoolOf = (m: CastMaking, phase: School['phase'], district: number, choice: number): School =>
  schoolNear(m.map, phase, addressAt(district, 0, 1), choice)

/** Reception to Year 11 at the nearest schools, as far as that has come. */
export const ordinarySchooling = (m: CastMaking, born: Day, home: Address, choice: number): Schooling[] => {
  const reception = receptionYear(born)
  const primary = { from: schoolYear(reception).from, to: schoolYear(reception + 6).to }
  const secondary = { from: schoolYear(reception + 7).from, to: schoolYear(reception + 11).to }
  return [
    ...(primary.from <= m.today ? [at(m.today, schoolNear(m.map, 'PS', home, choice), primary.from, primary.to)] : []),
    ...(secondary.from <= m.today
      ? [at(m.today, schoolNear(m.map, 'SS', home, choice), secondary.from, secondary.to)]
      : []),
  ]
}

const child = (m: CastMaking, key: string, spec: ChildSpec, home: Address, choice: number): Child => {
  const { choice: own, ...given } = spec
  const schooling = spec.schooling ?? ordinarySchooling(m, spec.dob, home, own ?? choice)
  const entry = firstEntry(schooling)
  const age = ageOn(spec.dob, m.today)
  return {
    middle: '',
    knownAs: '',
    formerSurname: '',
    ethnicity: 'WBRI',
    language: 'ENG',
    upn: entry ? m.registry.upn(entry.school, entry.year) : '',
    formerUpn: '',
    uln: entry && age >= 14 ? m.registry.uln() : '',
    nhs: m.registry.nhs(),
    sen: 'N',
    needs: [],
    freeMeals: [],
    youngCarer: 'N',
    postCare: 'N',
    service: 'N',
    pattern: 'usual',
    said: {},
    ...given,
    key,
    schooling,
  }
}

const grown = (key: string, a: Partial<Adult>): Adult => ({
  title: '',
  forename: '',
  surname: '',
  relationship: 'PAM',
  responsibility: true,
  livesHere: true,
  phone: '',
  email: a.forename ? `${a.forename.toLowerCase().replace(/[^a-z]/g, '')}.${key.slice(2)}@example.org` : '',
  ...a,
})

/** The family of some hard cases. */
export const family = (m: CastMaking, key: string, spec: FamilySpec): Family => {
  const { choice = 0, adults = [], children, ...rest } = spec
  return {
    ...rest,
    key,
    adults: adults.map(a => grown(key, a)),
    children: children.map((c, i) => child(m, `${key}-${i + 1}`, c, spec.address, choice)),
  }
}

/** The beginnings that most stories of social care share. */
export const careStory = (m: CastMaking, story: Partial<CareStory> & { contact: Day }): CareStory => ({
  id: `NM${100_000 + m.registry.next('cast care') * 13}`,
  contactSource: '2A',
  referral: story.contact + 1,
  referralNfa: false,
  team: 'North Family Help and Protection',
  worker: 'Priya Raman',
  lastSeen: m.today - 12,
  ...story,
})

export const carerStory = (m: CastMaking, story: Partial<CarerStory>): CarerStory => ({
  ref: `YC${String(m.registry.next('carers')).padStart(4, '0')}`,
  since: m.today - 200,
  caresFor: 'Mum',
  because: 'Long-term illness',
  hours: 12,
  schoolMayKnow: false,
  worker: 'Ravi Menon',
  ...story,
})

export const helpStory = (m: CastMaking, story: Partial<EarlyHelpStory>): EarlyHelpStory => ({
  ref: `EH/${String(m.registry.next('early help')).padStart(4, '0')}`,
  opened: m.today - 90,
  need: 'Parenting',
  worker: 'Sasha Quill',
  school: '',
  ...story,
})

/** A registration at a children's centre. */
export const centreCard = (m: CastMaking, registered: Day, note = ''): NonNullable<Child['centre']> => ({
  number: `CC${String(m.registry.next('centre')).padStart(5, '0')}`,
  registered,
  note,
})

/** A youth club's membership. */
export const clubCard = (m: CastMaking, name: string, joined: Day, school = ''): NonNullable<Child['club']> => ({
  number: String(m.registry.next('club') + 400),
  name,
  joined,
  school,
})
