import { Type } from 'typebox'
import {
  type ChildGrant,
  type CommandGrant,
  childAction,
  childPage,
  type RecordKind,
  type Route,
} from '../../../access/index.ts'
import {
  answerShared,
  background,
  carer,
  choiceField,
  type EnrolmentKind,
  endDrafts,
  fold,
  holdsOn,
  type KnownAnswer,
  knownAnswers,
  knownAsked,
  leaksIn,
  meeting,
  openForm,
  readFacts,
  sharedBoxes,
  withSchoolNames,
} from '../../../children/index.ts'
import { filledBoxes, type PlainDate } from '../../../kernel/index.ts'
import {
  type HelpFormData,
  type HelpMergeData,
  type HelpPart,
  helpFormView,
  helpHref,
  helpMergeView,
} from './form.view.ts'
import { formExamples } from './help.examples.ts'
import {
  acceptLead,
  type HelpGrant,
  helpNeeds,
  loadOpenHelp,
  writeCase,
  writeEpisode,
  writeOfHelp,
} from './help.page.ts'
import { helpAssessment, helpCase, helpPlan, helpStep, helpTeam, leadPractitioner } from './help.record.ts'
import type { HelpData } from './help.view.ts'
import { askedIn } from './help-asked.ts'
import type { HelpCase } from './help-file.queries.ts'
import {
  carried,
  type Fields,
  type Read,
  readAssessment,
  readEnd,
  readHelpPlan,
  readLead,
  readMeeting,
  readTeam,
} from './help-forms.ts'
import { sharedFormOf } from './help-versions.queries.ts'

/** What goes to the front door with a step up. Gives the reference; undefined where it takes no more. */
export type StepUp = (
  command: CommandGrant<'recorder'>,
  told: { readonly childId: number; readonly worry: string; readonly childName: string; readonly knows: string },
) => Promise<string | undefined>

type Found = {
  readonly grant: HelpGrant
  readonly data: HelpData
  readonly now: HelpCase
  readonly known: readonly KnownAnswer[]
}
type Done =
  | { readonly errors: Extract<Read, { errors: unknown }>['errors'] }
  | ((command: CommandGrant<'recorder'>) => Promise<string>)
type Part = {
  readonly part: HelpPart
  readonly writes: RecordKind
  /** What the boxes hold where nothing is saved yet. */
  readonly empty?: (today: PlainDate) => Fields
  /** What is wrong with the form, or what is done with it, which gives the words for the next page. */
  readonly read: (fields: Fields, found: Found) => Done
}

const written = (kind: RecordKind, read: Read, { grant, now }: Found, before: number | undefined): Done =>
  'errors' in read
    ? read
    : async command => {
        await writeOfHelp(grant, command, kind, { ...read.body, case: now.address }, { on: read.on, replaces: before })
        return 'Saved.'
      }

const parts = (stepUp: StepUp): readonly Part[] => [
  {
    part: 'lead',
    writes: leadPractitioner,
    read: (fields, { grant, data, now }) => {
      const read = readLead(fields, grant.reader.name)
      if ('errors' in read) return read
      return async command => {
        if (read.me) await acceptLead(grant, command, data, now, read)
        else {
          const body = { ...read.body, case: now.address, state: 'proposed', proposedOn: data.today }
          await writeOfHelp(grant, command, leadPractitioner, body, { on: data.today })
        }
        return read.me ? 'You lead now.' : 'Saved. Ask them, and write here when they accept.'
      }
    },
  },
  {
    part: 'assessment',
    writes: helpAssessment,
    read: (fields, found) =>
      written(
        helpAssessment,
        readAssessment(fields, found.data.today, found.known),
        found,
        found.data.file.assessment?.entry,
      ),
  },
  {
    part: 'team',
    writes: helpTeam,
    read: (fields, found) => written(helpTeam, readTeam(fields, found.data.today), found, found.data.file.team?.entry),
  },
  {
    part: 'plan',
    writes: helpPlan,
    read: (fields, found) =>
      written(helpPlan, readHelpPlan(fields, found.data.today), found, found.data.file.plan?.entry),
  },
  {
    part: 'meeting',
    writes: meeting,
    empty: today => filledBoxes('on', today),
    read: (fields, found) => written(meeting, readMeeting(fields, found.data.today), found, undefined),
  },
  {
    part: 'step-up',
    writes: helpStep,
    read: (fields, { grant, data: { header, file, today }, now }) => {
      const [words, knows] = [fields.words?.trim(), fields.knows]
      const errors = [
        ...(words ? [] : [{ field: 'words', text: 'Write why now' }]),
        ...(knows ? [] : [{ field: 'knows', text: 'Choose whether the family knows' }]),
      ]
      if (!words || !knows) return { errors }
      return async command => {
        const worry = carried(file, words)
        const reference = await stepUp(command, { childId: grant.childId, worry, childName: header.name, knows })
        const body = {
          case: now.address,
          sort: 'step-up',
          on: today,
          reference,
          passages: [{ text: words, about: 'child' }],
        }
        await writeOfHelp(grant, command, helpStep, body, { on: today })
        return 'The front door has it. Early help goes on until social care works with the family.'
      }
    },
  },
  {
    part: 'end',
    writes: helpCase,
    read: (fields, { grant, data: { file, today }, now }) => {
      const read = readEnd(fields, today)
      if ('errors' in read) return read
      const { outcome, words } = read.body as { outcome: string; words: string }
      return async command => {
        await writeCase(grant, command, { ...now, state: 'closed', closedOn: today, outcome })
        const lead = file.leads.find(one => one.state === 'accepted')
        if (now.openedOn) await writeEpisode(grant, command, file, now.openedOn, { ...lead, completedOn: today })
        const body = { case: now.address, sort: 'ended', on: today, passages: [{ text: words, about: 'child' }] }
        await writeOfHelp(grant, command, helpStep, body, { on: today })
        return 'Early help has ended.'
      }
    },
  },
]

type Needs = readonly [RecordKind, ...RecordKind[]]
/** What the record can answer by itself, for the form that would ask it. */
const knownFor = async (
  grant: ChildGrant<string>,
  { part }: Part,
  today: PlainDate,
): Promise<readonly KnownAnswer[]> => {
  if (part !== 'assessment') return []
  const facts = await withSchoolNames(grant.tx, await readFacts(grant, [carer, background, { kind: 'enrolment' }]))
  const own = facts.filter(fact => fact.kind === 'background' && holdsOn(fact, today))
  return knownAnswers(fold(facts, { today, enrolment: 'enrolment' }), own)
}
/** Whoever reads the assessment may not know where the child can be found: what would tell it is not asked here, so that no reply keeps it. */
const withoutPlaces = async (grant: HelpGrant, known: readonly KnownAnswer[]): Promise<readonly KnownAnswer[]> => {
  const leaking = await leaksIn(grant, Object.fromEntries(known.map(one => [one.about, one.known?.value])))
  return known.filter(one => !leaking.some(leak => leak.field === one.about))
}

const formRoutes = (one: Part, enrolment: EnrolmentKind): readonly Route[] => {
  const { part, writes, empty, read } = one
  const common = {
    path: `/children/:child/early-help/${part}`,
    purpose: 'give early help',
    nav: '/early-help',
    needs: (part === 'assessment' ? [...helpNeeds, carer, background, enrolment] : helpNeeds) as Needs,
  } as const
  const boxes = askedIn[part].flatMap(one => one.boxes)
  const names = [...boxes, ...sharedBoxes, ...askedIn[part].map(choiceField)]
  const Form = Type.Object(
    Object.fromEntries(names.map(name => [name, Type.Optional(Type.String({ maxLength: 10_000 }))])),
  )
  return [
    childPage<Needs, HelpFormData | HelpMergeData>({
      ...common,
      load: async grant => {
        const { data } = await loadOpenHelp(grant)
        const { header, today, file } = data
        const shared = await sharedFormOf(grant, part, file, empty?.(today))
        const opened = await openForm(grant, shared)
        if ('merging' in opened) return { header, today, merging: opened.merging }
        const { onTopOf, from, draft } = opened
        const before = shared.versions.at(-1)
        const known = await withoutPlaces(grant, await knownFor(grant, one, today))
        // what was confirmed last time is to be confirmed again, by whoever looks at it now
        const again = draft ? {} : Object.fromEntries(knownAsked.flatMap(asked => asked.boxes).map(box => [box, '']))
        const fields = { ...opened.fields, ...again, onTopOf, from }
        return {
          ...{ header, today, errors: [], fields },
          ...(known.length > 0 ? { known } : {}),
          ...(draft ? { draft } : {}),
          ...(before ? { before } : {}),
        }
      },
      answer: (data, frame) => ({
        page: 'merging' in data ? helpMergeView(part, data, frame.csrf) : helpFormView(part, data, frame.csrf),
      }),
      examples: formExamples(part),
    }),
    childAction<Needs, typeof Form>({
      ...common,
      writes,
      form: Form,
      act: async ({ grant, begin }, { form }) => {
        const { data, now } = await loadOpenHelp(grant)
        const { header, today, file } = data
        const fields = form as Fields
        const shared = await sharedFormOf(grant, part, file, empty?.(today))
        const href = helpHref(grant.address, `/${part}`)
        const kept = await answerShared({ grant, begin }, shared, fields, { href, away: helpHref(grant.address) })
        if (kept && 'answer' in kept) return kept.answer
        if (kept) return { page: helpMergeView(part, { header, today, ...kept }, grant.reader.csrf), status: 422 }
        const typed = Object.fromEntries(boxes.map(box => [box, fields[box]]))
        const known = await withoutPlaces(grant, await knownFor(grant, one, today))
        const done = read(typed, { grant, data, now, known })
        const errors = [...('errors' in done ? done.errors : []), ...(await leaksIn(grant, typed))]
        if (errors.length > 0 || typeof done !== 'function')
          return {
            page: helpFormView(
              part,
              { header, today, fields, errors, ...(known.length > 0 ? { known } : {}) },
              grant.reader.csrf,
            ),
            status: 422,
          }
        const command = await begin()
        await endDrafts(command, grant.childId, shared, fields)
        return { redirect: helpHref(grant.address), flash: await done(command) }
      },
    }),
  ]
}

/** The forms of early help: who leads, the assessment, the team, the plan, a meeting, a step up, the end. */
export const helpFormPages = (stepUp: StepUp, enrolment: EnrolmentKind): readonly Route[] =>
  parts(stepUp).flatMap(part => formRoutes(part, enrolment))
