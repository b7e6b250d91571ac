import { Type } from 'typebox'
import { type Answer, type CommandGrant, deskAction } from '../../access/index.ts'
import { joinPersons, keepApart, leaveOpen, sameFamily, undoDecision } from '../linking/index.ts'
import { type AnswerKey, checkAnswer } from './answer.ts'
import { findPlace } from './cases.queries.ts'
import { compareView } from './compare.view.ts'
import { isOpen } from './compare-data.ts'
import { type ComparedCase, findCompared } from './compared.queries.ts'
import { compareData } from './duplicates.page.ts'
import { lateView } from './late.view.ts'

type Desk = CommandGrant<'clearing-house'>
const common = { right: 'possible-duplicates', actor: 'clearing-house', nav: '/duplicates' } as const
const word = Type.String({ maxLength: 40, default: '' })

const carryOut: Readonly<Record<AnswerKey, typeof joinPersons>> = {
  join: joinPersons,
  apart: keepApart,
  family: sameFamily,
  ask: leaveOpen,
}
const flashes: Readonly<Record<AnswerKey, string>> = {
  join: 'Saved: same child, joined. You can undo it under Decided.',
  apart: 'Saved: different children, kept apart. The question will not come back.',
  family: 'Saved: same family, not the same child.',
  ask: 'Saved: the question waits for the source.',
}

/** Saves a decision and leads to the next question. Nothing is saved where somebody was first or the records have changed. */
export const decideDuplicatesAction = deskAction({
  ...common,
  path: '/duplicates/:case/decision',
  purpose: 'decide whether two records are one child',
  form: Type.Object({ decision: word, reason: word, version: word }),
  act: async (desk, { params, form }): Promise<Answer> => {
    const about = await findCompared(desk, params.case ?? '')
    if (!isOpen(about) || about.version !== form.version) return { status: 409, page: lateView(about, desk.at) }
    const data = await compareData(desk, about, false)
    const checked = checkAnswer(form, data.comparison.weighed)
    if (!checked.ok) {
      const frame = { at: desk.at, csrf: desk.reader?.csrf ?? '' }
      return { status: 422, page: compareView({ ...data, errors: checked.errors, sent: form }, frame) }
    }
    await carryOut[checked.decision](desk, { case: about.uuid, reason: checked.reason })
    return { redirect: await nextAddress(desk, data.place?.next), flash: flashes[checked.decision] }
  },
})

/** The next question, unless the answer settled it as well. */
const nextAddress = async (desk: Desk, next: string | undefined): Promise<string> =>
  next !== undefined && (await findPlace(desk, next)) ? `/duplicates/${next}` : '/duplicates'

/** Takes a decision back. */
export const undoDuplicatesAction = deskAction({
  ...common,
  path: '/duplicates/:case/undo',
  purpose: 'undo a decision about possible duplicates',
  form: Type.Object({ version: word }),
  act: async (desk, { params, form }): Promise<Answer> => {
    const about: ComparedCase = await findCompared(desk, params.case ?? '')
    if (about.version !== form.version) return { status: 409, page: lateView(about, desk.at) }
    await undoDecision(desk, { case: about.uuid, reason: 'Undone by the clearing house' })
    const words =
      about.state === 'joined' ? 'Undone: there are two records again.' : 'Undone: the decision is forgotten.'
    return { redirect: '/duplicates/decided', flash: `${words} The question is asked again.` }
  },
})
