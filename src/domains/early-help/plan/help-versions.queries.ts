import {
  formOn,
  knownAsked,
  listVersions,
  type SavedVersion,
  type SharedForm,
  typedFrom,
} from '../../../children/index.ts'
import type { PlainDate } from '../../../kernel/index.ts'
import type { HelpPart, KeptPart } from './form.view.ts'
import { askedIn } from './help-asked.ts'
import { assessmentOf, type HelpFile, planOf, teamOf } from './help-file.queries.ts'
import { assessmentFields, type Fields, planFields, teamFields } from './help-forms.ts'
import type { HelpGrant } from './help-work.actions.ts'
import { type LocalPart, localForms, scoredIn } from './local-forms.ts'

type Body = Readonly<Record<string, unknown>>
const localFields = (part: LocalPart, body: Body): Fields => {
  const form = localForms[part].find(one => one.from === body.form) ?? formOn(localForms[part], body.on as PlainDate)
  return Object.fromEntries(Object.entries(typedFrom(form, body)).map(([name, text]) => [name, [text ?? ''].flat()[0]]))
}
/** The forms that are written anew on top of what stood before: the kind they are kept as, and a version back in its boxes. */
const keptAs = {
  assessment: { kind: 'early-help-assessment', fieldsOf: (body: Body): Fields => assessmentFields(assessmentOf(body)) },
  team: { kind: 'team-around-child', fieldsOf: (body: Body): Fields => teamFields(teamOf(body)) },
  plan: { kind: 'family-help-plan', fieldsOf: (body: Body): Fields => planFields(planOf(body)) },
  measure: { kind: 'early-help-measure', fieldsOf: (body: Body): Fields => localFields('measure', body) },
  neglect: { kind: 'neglect-tool', fieldsOf: (body: Body): Fields => localFields('neglect', body) },
} as const satisfies Record<KeptPart, object>
/** Whether a form has versions. */
export const isKeptPart = (part: string | undefined): part is KeptPart => part !== undefined && part in keptAs

/** Every version of a form’s content that this reader may see, the oldest first, back in its boxes. */
export const listHelpVersions = async (grant: HelpGrant, part: KeptPart, file: HelpFile): Promise<SavedVersion[]> => {
  const { kind, fieldsOf } = keptAs[part]
  const entry = (part === 'measure' || part === 'neglect' ? file.local[part] : file[part])?.entry
  if (entry === undefined) return []
  return (await listVersions(grant, kind, entry)).map(({ address, author, writtenAt, body }) => ({
    address,
    by: author,
    at: writtenAt,
    fields: fieldsOf(body),
  }))
}

/** What was confirmed or counted last time is answered anew each time: it stands beside its question, and never in it. */
const askedAnew = (part: HelpPart): readonly string[] => {
  if (part === 'measure' || part === 'neglect') return localForms[part].flatMap(scoredIn).map(({ name }) => name)
  return part === 'assessment' ? knownAsked.flatMap(({ boxes }) => boxes) : []
}

/** A form of early help as others may save it meanwhile. */
export const sharedFormOf = async (
  grant: HelpGrant,
  part: HelpPart,
  file: HelpFile,
  empty: Fields = {},
): Promise<SharedForm> => ({
  name: `early-help-${part}`,
  asked: askedIn[part],
  versions: isKeptPart(part) ? await listHelpVersions(grant, part, file) : [],
  empty,
  anew: askedAnew(part),
})
