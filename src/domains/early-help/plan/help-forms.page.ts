import { Type } from 'typebox'
import { type CommandGrant, childAction, childPage, type RecordKind, type Route } from '../../../access/index.ts'
import { leaksIn, meeting } from '../../../children/index.ts'
import { boxNames, filledBoxes, type PlainDate } from '../../../kernel/index.ts'
import { type HelpFormData, type HelpPart, helpFormView, helpHref } from './form.view.ts'
import { domainsOn } from './headings.ts'
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
import type { HelpCase, HelpFile } from './help-file.queries.ts'
import {
  assessmentFields,
  carried,
  type Fields,
  lines,
  planFields,
  type Read,
  readAssessment,
  readEnd,
  readHelpPlan,
  readLead,
  readMeeting,
  readTeam,
  teamFields,
} from './help-forms.ts'

/** What goes to the front door with a step up. Gives the reference; undefined where it takes no more. */
export type StepUp = (
  command: CommandGrant<'recorder'>,
  told: { readonly childId: number; readonly worry: string; readonly childName: string; readonly knows: string },
) => Promise<string | undefined>

type Found = { readonly grant: HelpGrant; readonly data: HelpData; readonly now: HelpCase }
type Done =
  | { readonly errors: Extract<Read, { errors: unknown }>['errors'] }
  | ((command: CommandGrant<'recorder'>) => Promise<string>)
type Part = {
  readonly part: HelpPart
  readonly writes: RecordKind
  readonly names: readonly string[]
  readonly filled?: (file: HelpFile, today: PlainDate) => Fields
  /** What is wrong with the form, or what is done with it, which gives the words for the next page. */
  readonly read: (fields: Fields, found: Found) => Done
}

const each = (...names: readonly string[]) =>
  Array.from({ length: lines }, (_, at) => names.map(name => `${name}-${at + 1}`)).flat()
// Every version's headings: a form that was opened on the last day of one list is sent on the first of the next.
const headingBoxes = (today: PlainDate) =>
  domainsOn(today)
    .domains.flatMap(domain => domain.headings)
    .flatMap(({ code }) => [`${code}-strengths`, `${code}-needs`])

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
    names: ['who', 'name', 'organisation', 'phone'],
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
    names: ['childSaid', 'parentsSaid', 'conclusion', ...headingBoxes('2026-01-01' as PlainDate)],
    filled: assessmentFields,
    read: (fields, found) =>
      written(helpAssessment, readAssessment(fields, found.data.today), found, found.data.file.assessment?.entry),
  },
  {
    part: 'team',
    writes: helpTeam,
    names: each('name', 'role', 'phone'),
    filled: teamFields,
    read: (fields, found) => written(helpTeam, readTeam(fields, found.data.today), found, found.data.file.team?.entry),
  },
  {
    part: 'plan',
    writes: helpPlan,
    names: ['goals', 'agreedWith', ...each('what', 'who', 'done'), ...each('by').flatMap(boxNames)],
    filled: planFields,
    read: (fields, found) =>
      written(helpPlan, readHelpPlan(fields, found.data.today), found, found.data.file.plan?.entry),
  },
  {
    part: 'meeting',
    writes: meeting,
    names: ['present', 'words', 'childSaid', ...boxNames('on'), ...each('who', 'score')],
    filled: (_file, today) => filledBoxes('on', today),
    read: (fields, found) => written(meeting, readMeeting(fields, found.data.today), found, undefined),
  },
  {
    part: 'step-up',
    writes: helpStep,
    names: ['words', 'knows'],
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
    names: ['outcome', 'words'],
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

const formRoutes = ({ part, writes, names, filled, read }: Part): readonly Route[] => {
  const common = {
    path: `/children/:child/early-help/${part}`,
    purpose: 'give early help',
    nav: '/early-help',
    needs: helpNeeds,
  } as const
  const Form = Type.Object(
    Object.fromEntries(names.map(name => [name, Type.Optional(Type.String({ maxLength: 10_000 }))])),
  )
  return [
    childPage<typeof helpNeeds, HelpFormData>({
      ...common,
      load: async grant => {
        const { data } = await loadOpenHelp(grant)
        const { header, today, file } = data
        return { header, today, fields: filled?.(file, today) ?? {}, errors: [] }
      },
      answer: (data, frame) => ({ page: helpFormView(part, data, frame.csrf) }),
      examples: formExamples(part),
    }),
    childAction<typeof helpNeeds, typeof Form>({
      ...common,
      writes,
      form: Form,
      act: async ({ grant, begin }, { form }) => {
        const { data, now } = await loadOpenHelp(grant)
        const fields = form as Fields
        const done = read(fields, { grant, data, now })
        const errors = [...('errors' in done ? done.errors : []), ...(await leaksIn(grant, fields))]
        if (errors.length > 0 || typeof done !== 'function') {
          const { header, today } = data
          return { page: helpFormView(part, { header, today, fields, errors }, grant.reader.csrf), status: 422 }
        }
        return { redirect: helpHref(grant.address), flash: await done(await begin()) }
      },
    }),
  ]
}

/** The forms of early help: who leads, the assessment, the team, the plan, a meeting, a step up, the end. */
export const helpFormPages = (stepUp: StepUp): readonly Route[] => parts(stepUp).flatMap(formRoutes)
