import type { Body } from '../../../children/index.ts'
import { lookUp } from '../../../intake/index.ts'
import { normalisePostcode, type PlainDate } from '../../../kernel/index.ts'
import { careHealth } from '../care.record.ts'
import {
  careChangeForms,
  careEndForms,
  carePlanForms,
  careReviewForms,
  careStartForms,
  educationPlanForms,
  healthForms,
  homePlanForms,
  missingBackForms,
  missingForms,
  pathwayNeedsForms,
  pathwayPlanForms,
  returnInterviewForms,
} from './care-forms.ts'
import { type CaseFile, openFact } from './case-file.ts'
import { answer, type CaseStep, onDay, type Telling } from './case-step.ts'
import { firstForms, happened, yesNo } from './form-parts.ts'
import { leaverForms } from './leaver-forms.ts'

const codeSet = 'SSDA903 2025 to 2026'
/** Asked of each girl in care by the return (SSDA903, MOTHER and MC_DOB). */
const motherForms: CaseStep['forms'] = [
  {
    from: firstForms,
    title: 'Motherhood',
    save: 'Save',
    fields: [
      happened('When was this so?'),
      yesNo('mother', 'Is {first} a mother?', 'Choose whether {first} is a mother'),
      { name: 'childBorn', label: 'If so: when was her child born?', input: 'day', day: 'past' },
    ],
  },
]
const inCare = (file: CaseFile): string | undefined =>
  openFact(file, 'care') ? undefined : 'The child is not in our care'
const meaning = (set: string, code: string | undefined, on: PlainDate): string | undefined =>
  code === undefined ? undefined : (lookUp(set, code, on)?.label ?? code)

/** What an episode says of the law and the home. */
const episode = (body: Body) => {
  const [on, legal, home] = [onDay(body), answer(body, 'legal'), answer(body, 'home')]
  const words = careStartForms[0].fields.find(field => field.name === 'home')?.choices
  return {
    startedOn: on,
    legalStatus: legal,
    legalStatusWords: meaning('903-legal-status', legal, on),
    placement: home,
    placementWords: words?.find(one => one.value === home)?.text,
    provider: meaning('903-provider', answer(body, 'provider'), on),
    placementPostcode: normalisePostcode(answer(body, 'postcode') ?? '') ?? undefined,
    codeSet,
  }
}
const wrongPostcode: CaseStep['wrong'] = body =>
  ['postcode', 'homePostcode'].flatMap(field => {
    const typed = answer(body, field)
    return typed && !normalisePostcode(typed) ? [{ field, text: 'Enter a whole postcode, like NM4 2QT' }] : []
  })
const earlierFields = ['earlier', 'earlierCouncil', 'earlierOn'] as const
const wrongEarlier: CaseStep['wrong'] = body => {
  const [code, council, on] = earlierFields.map(field => answer(body, field))
  if (code === 'Z1' && (council || on))
    return [{ field: 'earlier', text: 'Choose how the child left care before, or leave council and day empty' }]
  return council && !/^\d{3}$/.test(council)
    ? [{ field: 'earlierCouncil', text: 'Enter the three digits of the council, like 941' }]
    : []
}
/** As the return's own rows tell it (SSDA903, PREV_PERM, LA_PERM, DATE_PERM). */
const earlierWords: Readonly<Record<string, string>> = {
  P1: 'Adoption',
  P2: 'Special guardianship order',
  P3: 'Residence or child arrangements order',
  P4: 'An order, not known which',
}
const earlierTold = (body: Body): Telling[] => {
  const previous = earlierWords[answer(body, 'earlier') ?? '']
  if (!previous) return []
  const on = answer(body, 'earlierOn')?.split('-').reverse().join('/')
  return [
    {
      key: 'permanence',
      begins: onDay(body),
      body: { previous, authority: answer(body, 'earlierCouncil'), on, codeSet },
    },
  ]
}
const notBefore = (body: Body, file: CaseFile) => {
  const from = openFact(file, 'care')?.begins
  return from && onDay(body) <= from
    ? [{ field: 'on-day', text: 'It must be after the last change, or after coming into our care' }]
    : []
}

const written = (
  key: string,
  link: string,
  forms: CaseStep['forms'],
  missing: NonNullable<CaseStep['missing']> = inCare,
): CaseStep => ({ key, link, of: 'care-content', forms, saved: 'It is saved.', missing })
const plan = (...step: Parameters<typeof written>): CaseStep => ({ ...written(...step), copied: true })

/** A child in our care, one who went missing, and one who has left care. */
export const careSteps: readonly CaseStep[] = [
  {
    ...written('care-start', 'Coming into our care', careStartForms, file =>
      openFact(file, 'care') ? 'The child is in our care already' : undefined,
    ),
    anew: 'care',
    keepOut: ['postcode', 'homePostcode', ...earlierFields],
    wrong: (body, file) => [...(wrongPostcode(body, file) ?? []), ...(wrongEarlier(body, file) ?? [])],
    tells: body => {
      const need = meaning('903-category-of-need', answer(body, 'need'), onDay(body))
      const reason = meaning('903-new-episode', 'S', onDay(body))
      const neverBefore = answer(body, 'earlier') === 'Z1' || undefined
      const homePostcode = normalisePostcode(answer(body, 'homePostcode') ?? '') ?? undefined
      return [
        { key: 'care', begins: onDay(body), body: { ...episode(body), need, reason, homePostcode, neverBefore } },
        ...earlierTold(body),
      ]
    },
  },
  {
    ...written('care-change', 'A change of home or of law', careChangeForms),
    anew: 'care',
    keepOut: ['postcode'],
    wrong: (body, file) => [
      ...(wrongPostcode(body, file) ?? []),
      ...notBefore(body, file),
      ...(answer(body, 'change') !== 'L' && !answer(body, 'moved')
        ? [{ field: 'moved', text: 'Choose why the child moved' }]
        : []),
    ],
    // One episode ends and the next begins on the same day (X1).
    tells: (body, file) => {
      const before = openFact(file, 'care')
      const on = onDay(body)
      return before
        ? [
            {
              key: 'care',
              begins: before.begins,
              body: {
                startedOn: before.begins,
                endedOn: on,
                endReason: meaning('903-episode-ceased', 'X1', on),
                changeReason: meaning('903-placement-change', answer(body, 'moved'), on),
              },
            },
            {
              key: 'care',
              begins: on,
              body: {
                ...episode(body),
                need: before.body.need,
                homePostcode: before.body.homePostcode,
                reason: meaning('903-new-episode', answer(body, 'change'), on),
              },
            },
          ]
        : []
    },
  },
  {
    ...written('care-end', 'Leaving our care', careEndForms),
    wrong: notBefore,
    tells: (body, file) => {
      const last = openFact(file, 'care')
      const endReason = meaning('903-episode-ceased', answer(body, 'ended'), onDay(body))
      return last
        ? [{ key: 'care', begins: last.begins, body: { startedOn: last.begins, endedOn: onDay(body), endReason } }]
        : []
    },
  },
  plan('home-plan', 'Agreement about the home', homePlanForms),
  plan('care-plan', 'Care plan', carePlanForms),
  plan('education-plan', 'Personal education plan', educationPlanForms),
  {
    ...written('care-review', 'Review of a child in our care', careReviewForms),
    tells: body => [
      { key: 'review', begins: onDay(body), body: { on: onDay(body), participation: answer(body, 'part'), codeSet } },
    ],
  },
  {
    ...written('health', 'Health assessment', healthForms),
    reads: careHealth,
    keepOut: ['immunised', 'teeth', 'sdq'],
    wrong: body =>
      /^([0-3]?\d|40)?$/.test(answer(body, 'sdq') ?? '')
        ? []
        : [{ field: 'sdq', text: 'Enter a whole number from 0 to 40' }],
    tells: body => {
      const [on, sdq] = [onDay(body), answer(body, 'sdq')]
      const said = {
        healthAssessed: true,
        assessedOn: on,
        immunised: answer(body, 'immunised') === 'yes',
        teethChecked: answer(body, 'teeth') === 'yes',
        ...(sdq === undefined ? {} : { sdqScore: Number(sdq) }),
      }
      return [{ key: 'health', begins: on, body: said }]
    },
  },
  {
    ...written('missing', 'Went missing', missingForms, file =>
      openFact(file, 'missing') ? 'The child is missing already' : undefined,
    ),
    of: 'protection',
    anew: 'missing',
    tells: body => [{ key: 'missing', begins: onDay(body), body: { from: onDay(body), sort: answer(body, 'sort') } }],
  },
  {
    ...written('missing-back', 'Came back', missingBackForms, file =>
      openFact(file, 'missing') ? undefined : 'The child is not missing',
    ),
    of: 'protection',
    wrong: (body, file) => {
      const from = openFact(file, 'missing')?.begins
      return from && onDay(body) < from ? [{ field: 'on-day', text: 'It cannot be before the child went missing' }] : []
    },
    tells: (body, file) => {
      const away = openFact(file, 'missing')
      return away ? [{ key: 'missing', begins: away.begins, body: { from: away.begins, to: onDay(body) } }] : []
    },
  },
  {
    ...written('return-interview', 'Return interview', returnInterviewForms, file =>
      lastBack(file) ? undefined : 'The child did not go missing and come back',
    ),
    of: 'protection',
    wrong: (body, file) => {
      const back = lastBack(file)?.body.to
      return typeof back === 'string' && onDay(body) < back
        ? [{ field: 'on-day', text: 'It cannot be before the child came back' }]
        : []
    },
    tells: (body, file) => {
      const last = lastBack(file)
      const said = { interviewOffered: true, interviewAccepted: answer(body, 'accepted') === 'yes' }
      return last ? [{ key: 'missing', begins: last.begins, body: { from: last.begins, ...said } }] : []
    },
  },
  {
    ...written('motherhood', 'Whether she is a mother', motherForms),
    keepOut: ['mother', 'childBorn'],
    wrong: body =>
      answer(body, 'mother') === 'yes' && !answer(body, 'childBorn')
        ? [{ field: 'childBorn-day', text: 'Enter when her child was born' }]
        : [],
    tells: body => {
      const mother = answer(body, 'mother') === 'yes'
      const childBornOn = mother ? answer(body, 'childBorn') : undefined
      return [{ key: 'mother', begins: onDay(body), body: { mother, childBornOn } }]
    },
  },
  plan('pathway-needs', 'What is needed for leaving care', pathwayNeedsForms, wasInCare),
  plan('pathway-plan', 'Pathway plan', pathwayPlanForms, wasInCare),
  {
    ...written('leaver-contact', 'In touch with a care leaver', leaverForms, file =>
      openFact(file, 'care') ? 'The young person is in our care' : wasInCare(file),
    ),
    tells: body => {
      const on = onDay(body)
      const said = {
        inTouch: answer(body, 'touch'),
        activity: answer(body, 'activity'),
        accommodation: answer(body, 'lives'),
      }
      return [{ key: 'leaver', begins: on, body: { ...said, lastContactOn: on, codeSet } }]
    },
  },
]

function lastBack({ facts }: CaseFile) {
  return facts.missing.findLast(one => one.body.to !== undefined)
}
function wasInCare({ facts }: CaseFile): string | undefined {
  return facts.care.length > 0 || facts.leaver.length > 0 ? undefined : 'The child was never in our care'
}
