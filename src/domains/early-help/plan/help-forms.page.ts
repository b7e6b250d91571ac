import { Type } from 'typebox'
import { childAction, childPage, type RecordKind, type Route } from '../../../access/index.ts'
import {
  answerShared,
  choiceField,
  endDrafts,
  type KnownOptions,
  knownNeeds,
  leaksIn,
  loadKnown,
  openForm,
  sharedBoxes,
  tellKnown,
} from '../../../children/index.ts'
import { type HelpFormData, type HelpMergeData, helpFormView, helpHref, helpMergeView } from './form.view.ts'
import { formExamples } from './help.examples.ts'
import { askedIn } from './help-asked.ts'
import type { Fields } from './help-forms.ts'
import { type HelpFormPart, helpFormParts, type StepUp } from './help-parts.actions.ts'
import { sharedFormOf } from './help-versions.queries.ts'
import { type HelpGrant, helpNeeds, loadOpenHelp } from './help-work.actions.ts'

type Needs = readonly [RecordKind, ...RecordKind[]]
const formRoutes = (one: HelpFormPart, knownOptions: KnownOptions): readonly Route[] => {
  const { part, writes, empty, read } = one
  const asksKnown = part === 'assessment'
  // what is owed to a child goes on whether the family agrees or not
  const also = part === 'step-up' || part === 'end' ? 'withdrawn too' : undefined
  const knownFor = async (grant: HelpGrant) => (asksKnown ? await loadKnown(grant, knownOptions) : undefined)
  const common = {
    path: `/children/:child/early-help/${part}`,
    purpose: 'give early help',
    nav: '/early-help',
    needs: (asksKnown ? [...helpNeeds, ...knownNeeds(knownOptions)] : helpNeeds) as Needs,
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
        const { data } = await loadOpenHelp(grant, also)
        const { header, today, file } = data
        const shared = await sharedFormOf(grant, part, file, empty?.(today))
        const opened = await openForm(grant, shared)
        if ('merging' in opened) return { header, today, merging: opened.merging }
        const { onTopOf, from, draft } = opened
        const before = shared.versions.at(-1)
        const known = await knownFor(grant)
        const fields = { ...opened.fields, onTopOf, from }
        return {
          ...{ header, today, errors: [], fields },
          ...(known ? { known } : {}),
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
        const { data, now } = await loadOpenHelp(grant, also)
        const { header, today, file } = data
        const fields = form as Fields
        const shared = await sharedFormOf(grant, part, file, empty?.(today))
        const href = helpHref(grant.address, `/${part}`)
        const kept = await answerShared({ grant, begin }, shared, fields, { href, away: helpHref(grant.address) })
        if (kept && 'answer' in kept) return kept.answer
        if (kept) return { page: helpMergeView(part, { header, today, ...kept }, grant.reader.csrf), status: 422 }
        const typed = Object.fromEntries(boxes.map(box => [box, fields[box]]))
        const known = await knownFor(grant)
        const done = read(typed, { grant, data, now, known: known?.answers ?? [] })
        const errors = [...('errors' in done ? done.errors : []), ...(await leaksIn(grant, typed))]
        if (errors.length > 0 || typeof done !== 'function') {
          const before = shared.versions.at(-1)
          const again = {
            header,
            today,
            fields,
            errors,
            ...(known ? { known } : {}),
            ...(before ? { before } : {}),
          }
          return { page: helpFormView(part, again, grant.reader.csrf), status: 422 }
        }
        const command = await begin()
        await endDrafts(command, grant.childId, shared, fields)
        const flash = await done(command)
        await tellKnown(grant, command, { known, fields }, knownOptions)
        return { redirect: helpHref(grant.address), flash }
      },
    }),
  ]
}

/** The forms of early help: who leads, the assessment, the team, the plan, a meeting, a step up, the end. */
export const helpFormPages = (stepUp: StepUp, known: KnownOptions): readonly Route[] =>
  helpFormParts(stepUp).flatMap(part => formRoutes(part, known))
