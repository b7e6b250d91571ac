import type { CommandGrant, RecordKind } from '../../../access/index.ts'
import { formOn, type KnownAnswer, meeting, namedForm, readForm } from '../../../children/index.ts'
import { filledBoxes, type PlainDate } from '../../../kernel/index.ts'
import type { HelpPart } from './form.view.ts'
import {
  helpAssessment,
  helpCase,
  helpMeasure,
  helpPlan,
  helpStep,
  helpTeam,
  leadPractitioner,
  neglectTool,
} from './help.record.ts'
import type { HelpData } from './help.view.ts'
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
import { acceptLead, type HelpGrant, writeCase, writeEpisode, writeOfHelp } from './help-work.actions.ts'
import { localForms } from './local-forms.ts'

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
export type HelpFormPart = {
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

/** What each form of early help does once it is read. `stepUp` takes a step up to the front door. */
export const helpFormParts = (stepUp: StepUp): readonly HelpFormPart[] => [
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
  ...(['measure', 'neglect'] as const).map(
    (part): HelpFormPart => ({
      part,
      writes: part === 'measure' ? helpMeasure : neglectTool,
      read: (fields, found) => {
        const { header, today, file } = found.data
        const read = readForm(namedForm(formOn(localForms[part], today), header.first), fields, today)
        const kept = 'errors' in read ? read : { on: today, body: { ...read.body, on: today } }
        return written(part === 'measure' ? helpMeasure : neglectTool, kept, found, file.local[part]?.entry)
      },
    }),
  ),
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
