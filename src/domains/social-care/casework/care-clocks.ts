import { ageOn, dayAged, type PlainDate } from '../../../kernel/index.ts'
import { type CaseFile, dayIn, daysOf, inCareSince, openFact, seenDays } from './case-file.ts'
import { carePlanning, firstFrom, limit, local } from './clock-parts.ts'
import { type ClockRule, type Run, rounds, type Within } from './clocks.ts'

/** A clock that runs once from the first day in our care. */
const fromCare = (key: string, what: string, within: Within, step: string, source = carePlanning): ClockRule => ({
  key,
  what,
  since: 'coming into our care',
  limits: limit(within),
  source,
  step,
  ...(step === 'care-review' ? {} : { onlyHere: true as const }),
  runs: file => {
    const since = inCareSince(file)
    return since ? [{ from: since, done: firstFrom(doneBy(file, step), since) }] : []
  },
})
const doneBy = (file: CaseFile, step: string): PlainDate[] =>
  step === 'care-review' ? file.facts.review.map(one => one.begins) : daysOf(file, step)

/** A clock of a child in our care that begins again each time: `count` is how many times it was done before. */
const againInCare = (
  key: string,
  what: string,
  step: string,
  limits: ClockRule['limits'],
  which: (at: number) => boolean,
  source = carePlanning,
): ClockRule => ({
  key,
  what,
  since: 'the last one',
  limits,
  source,
  step,
  runs: file => {
    const since = inCareSince(file)
    if (!since) return []
    return rounds(since, doneBy(file, step)).again.filter((_, at) => which(at))
  },
})

/** The clocks of a child in our care, of one who went missing, and of who left care. */
export const careRules: readonly ClockRule[] = [
  fromCare('placement-plan', 'Agreement about where the child lives', { workingDays: 5 }, 'home-plan'),
  fromCare('care-plan', 'Care plan', { workingDays: 10 }, 'care-plan'),
  fromCare('education-plan-first', 'Personal education plan', { workingDays: 10 }, 'education-plan'),
  againInCare(
    'education-plan',
    'Look at the personal education plan again',
    'education-plan',
    limit({ months: 4 }),
    () => true,
    'each term, domain.md 4.2 (from memory)',
  ),
  fromCare('care-review-first', 'First review', { workingDays: 20 }, 'care-review'),
  againInCare('care-review-second', 'Second review', 'care-review', limit({ months: 3 }), at => at === 0),
  againInCare('care-review', 'Review', 'care-review', limit({ months: 6 }), at => at > 0),
  fromCare('health-first', 'First health assessment', { workingDays: 20 }, 'health'),
  {
    key: 'care-visit',
    what: 'Visit the child at home',
    since: 'the last visit, or coming to live there',
    limits: limit({ weeks: 6 }),
    source: carePlanning,
    step: 'visit',
    runs: file => {
      const home = openFact(file, 'care')
      const since =
        home &&
        seenDays(file)
          .filter(day => day > home.begins)
          .at(-1)
      return since ? [{ from: since }] : []
    },
  },
  {
    key: 'care-visit-first',
    what: 'First visit at home',
    since: 'coming to live there',
    limits: limit({ weeks: 1 }),
    source: carePlanning,
    step: 'visit',
    onlyHere: true,
    runs: file => {
      const home = openFact(file, 'care')
      return home ? [{ from: home.begins, done: seenDays(file).find(day => day > home.begins) }] : []
    },
  },
  ...(
    [
      ['health-under-five', { months: 6 }, (age: number) => age < 5],
      ['health', { months: 12 }, (age: number) => age >= 5],
    ] as const
  ).map(
    ([key, within, isOfAge]): ClockRule => ({
      key,
      what: 'Health assessment',
      since: 'the last one',
      limits: limit(within),
      source: carePlanning,
      step: 'health',
      runs: file => {
        const since = inCareSince(file)
        const last =
          since &&
          daysOf(file, 'health')
            .filter(day => day >= since)
            .at(-1)
        return last && file.born && isOfAge(ageOn(file.born, last).years) ? [{ from: last }] : []
      },
    }),
  ),
  {
    key: 'return-interview',
    what: 'Offer a return interview (72 hours)',
    since: 'coming back',
    limits: limit({ days: 3 }),
    source: 'domain.md 4.2 (from memory)',
    step: 'return-interview',
    onlyHere: true,
    runs: file =>
      file.facts.missing.flatMap((one): Run[] => {
        const back = dayIn(one, 'to')
        if (!back || one.body.sort === 'A') return []
        const done = firstFrom(daysOf(file, 'return-interview'), back)
        // A file tells that it was offered, and no day: nothing is owed.
        return one.body.interviewOffered === true && !done ? [] : [{ from: back, done }]
      }),
  },
  {
    key: 'pathway-needs',
    what: 'Assess what is needed for leaving care',
    since: 'the sixteenth birthday, or coming into our care after it',
    limits: limit({ months: 3 }),
    source: 'domain.md 4.2 (from memory)',
    step: 'pathway-needs',
    onlyHere: true,
    runs: (file, today) => {
      const [since, sixteen] = [inCareSince(file), file.born && dayAged(file.born, 192)]
      if (!since || !sixteen || sixteen > today) return []
      const from = since > sixteen ? since : sixteen
      return [{ from, done: firstFrom(daysOf(file, 'pathway-needs'), from) }]
    },
  },
  {
    key: 'pathway-review',
    what: 'Look at the pathway plan again',
    since: 'the last time',
    limits: limit({ months: 6 }),
    source: 'domain.md 4.2 (from memory)',
    step: 'pathway-plan',
    runs: (file, today) => {
      const last = daysOf(file, 'pathway-plan').at(-1)
      const grown = file.born && dayAged(file.born, 25 * 12)
      return last && !(grown && grown <= today) ? [{ from: last }] : []
    },
  },
  {
    key: 'leaver-contact',
    what: 'Be in touch with the care leaver',
    since: 'the last time',
    limits: limit({ weeks: 8 }),
    source: local,
    step: 'leaver-contact',
    runs: (file, today) => {
      const grown = file.born && dayAged(file.born, 25 * 12)
      const last = daysOf(file, 'leaver-contact').at(-1)
      return last && !(grown && grown <= today) ? [{ from: last }] : []
    },
  },
]
