import type { Answer, ChildCommand, ChildGrant, CommandGrant } from '../../../access/index.ts'
import {
  answerShared,
  askedOf,
  boxesOf,
  choiceField,
  endDrafts,
  type Fields,
  knownAsked,
  knownBoxes,
  openForm,
  type SharedForm,
  sharedBoxes,
  type Typed,
  typedOf,
} from '../../../children/index.ts'
import { partOf, parts } from './parts.ts'
import type { FileKind } from './support.queries.ts'
import type { SupportData } from './support-data.ts'
import { type SupportFormData, type SupportMergeData, supportHref, supportMergeView } from './support-form.view.ts'
import { listSupportVersions } from './support-versions.queries.ts'

type Said = Pick<SupportData, 'written'>
/** The name that its drafts have: it says nothing of what the support is for. */
const nameOf = ({ part }: SupportFormData): string => `support-${part}`

/** What a form of the support carries besides its own boxes. */
export const keptBoxes: readonly string[] = [
  ...sharedBoxes,
  ...new Set([...parts.flatMap(part => part.forms.flatMap(askedOf)), ...knownAsked].map(choiceField)),
]

/** What was typed into the boxes of the form itself. */
export const ownBoxes = (typed: Typed): Typed =>
  Object.fromEntries(Object.entries(typed).filter(([name]) => !keptBoxes.includes(name)))

/** A form of the support as others may save it meanwhile. It opens as it is prepared in `shown`; what stood before is there to be put together with. */
const sharedOf = async (
  grant: ChildGrant<FileKind>,
  { written }: Said,
  shown: SupportFormData,
): Promise<SharedForm> => {
  const prepared = boxesOf(shown.typed)
  const part = partOf(shown.part)
  const versions = part ? await listSupportVersions(grant, part, shown.form, written) : []
  const [before, last] = [versions.slice(0, -1), versions.at(-1)]
  // What stands for itself and is typed on two pages is two things: the second is there once the first is saved.
  const apart = part?.keeps === 'each' || part?.key === 'card'
  return {
    name: nameOf(shown),
    asked: [...(shown.known ? knownAsked : []), ...askedOf(shown.form)],
    ...(shown.known ? { anew: knownBoxes } : {}),
    versions: last ? [...before, { ...last, fields: prepared }] : [],
    empty: prepared,
    ...(apart ? { sameThing: () => false } : {}),
  }
}

/** A form with what this reader typed before and did not save, or the two edits that they must put together first. */
export const openSupportForm = async (
  grant: ChildGrant<FileKind>,
  data: Said,
  shown: SupportFormData,
): Promise<SupportFormData | SupportMergeData> => {
  const shared = await sharedOf(grant, data, shown)
  const opened = await openForm(grant, shared)
  const { header, part, form } = shown
  if ('merging' in opened) return { header, part, form, merging: opened.merging }
  const { fields, onTopOf, from, draft } = opened
  const before = shared.versions.at(-1)
  return {
    ...shown,
    typed: { ...typedOf(form, fields), onTopOf, from },
    ...(draft ? { draft } : {}),
    ...(before ? { before } : {}),
  }
}

/** Keeps what is typed, throws it away, or leads to two edits that must be put together; undefined where the form is to be saved. */
export const answerSupportForm = async (
  { grant, begin }: Pick<ChildCommand<FileKind>, 'grant' | 'begin'>,
  data: Said,
  shown: SupportFormData,
  typed: Typed,
): Promise<Answer | undefined> => {
  const place = { href: supportHref(grant.address, `/${shown.part}`), away: supportHref(grant.address) }
  const shared = await sharedOf(grant, data, shown)
  const kept = await answerShared({ grant, begin }, shared, boxesOf(typed), place)
  if (!kept) return undefined
  if ('answer' in kept) return kept.answer
  const { header, part, form } = shown
  return { page: supportMergeView({ header, part, form, merging: kept.merging }, grant.reader.csrf), status: 422 }
}

/** What was saved is no draft any more. */
export const endSupportDrafts = (
  command: CommandGrant<'recorder'>,
  childId: number,
  shown: SupportFormData,
  typed: Typed,
): Promise<void> => endDrafts(command, childId, { name: nameOf(shown) }, boxesOf(typed) as Fields)
