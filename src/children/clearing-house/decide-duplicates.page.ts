import { Type } from 'typebox'
import { type Answer, actConcerns, type CommandGrant, deskAction } from '../../access/index.ts'
import { joinPersons, keepApart, leaveOpen, sameFamily, undoDecision } from '../linking/index.ts'
import { askSources, factsOfRecords } from '../source-questions/index.ts'
import { type AnswerKey, checkAnswer, findSkipReason, type VerdictKey } from './answer.ts'
import { findPlace } from './cases.queries.ts'
import { compareView } from './compare.view.ts'
import { isOpen } from './compare-data.ts'
import { type ComparedCase, findCompared } from './compared.queries.ts'
import { compareData } from './duplicates.page.ts'
import type { KeptSheet } from './evidence-sheet.ts'
import { closeKnown, isKnown, reopenKnown } from './known-pairs.actions.ts'
import { lateView, nothingToTakeBack } from './late.view.ts'
import { forgetAnswers, sendToSenior, skipCase, takeAnswerBack, weighAnswer } from './steps.actions.ts'
import { isSplit, putTogether } from './together.actions.ts'
import { sheetNow } from './warnings.queries.ts'

type Desk = CommandGrant<'clearing-house'>
const common = { right: 'possible-duplicates', actor: 'clearing-house', nav: '/duplicates', concerns: 'child' } as const
const word = Type.String({ maxLength: 40, default: '' })

const carryOut: Readonly<Record<VerdictKey, typeof joinPersons>> = {
  join: joinPersons,
  apart: keepApart,
  family: sameFamily,
}
const closedAs = { join: 'joined', apart: 'apart', family: 'family' } as const
// The same words whatever becomes of an answer: that it waits would say something of the child.
const someWait = 'Some answers wait for another reviewer before they are carried out.'
const flashes: Readonly<Record<AnswerKey, string>> = {
  join: `Saved: same child, join. Under Decided you can choose which values are shown, and undo it. ${someWait}`,
  apart: `Saved: different children, keep apart. ${someWait}`,
  family: `Saved: same family, not the same child. ${someWait}`,
  ask: 'Saved: the question waits for the source.',
  senior: 'Saved: a senior will look at it.',
}

/** Saves a decision and leads to the next question. Nothing is saved where somebody was first or the records have changed. */
export const decideDuplicatesAction = deskAction({
  ...common,
  path: '/duplicates/:case/decision',
  purpose: 'decide whether two records are one child',
  form: Type.Object({ decision: word, reason: word, version: word }),
  act: async (desk, { params, form }): Promise<Answer> => {
    const about = await findCompared(desk, params.case ?? '')
    actConcerns(desk, [about.a.personId, about.b.personId])
    if (!isOpen(about) || about.version !== form.version) return { status: 409, page: lateView(about, desk.at) }
    const data = await compareData(desk, about, false)
    const checked = checkAnswer(form, data.comparison.weighed)
    if (!checked.ok) {
      const frame = { at: desk.at, csrf: desk.reader?.csrf ?? '' }
      return { status: 422, page: compareView({ ...data, errors: checked.errors, sent: form }, frame) }
    }
    // Which source records are whose is said on a page of its own.
    if (about.a.personId === about.b.personId && (checked.decision === 'apart' || checked.decision === 'family'))
      return { redirect: `/duplicates/${about.uuid}/split` }
    await act(desk, about, { ...checked, sheet: await sheetNow(desk, about) })
    return { redirect: await nextAddress(desk, data.place?.next), flash: flashes[checked.decision] }
  },
})

type Answered = { readonly decision: AnswerKey; readonly reason: string; readonly sheet: KeptSheet }
const act = async (desk: Desk, about: ComparedCase, { decision, reason, sheet }: Answered): Promise<void> => {
  if (decision === 'senior') return sendToSenior(desk, about.uuid, reason)
  if (decision === 'ask') {
    await forgetAnswers(desk, about.uuid)
    await leaveOpen(desk, { case: about.uuid, reason })
    const tellers = [about.a, about.b].map(({ personId, sourceId }) => ({ child: personId, source: sourceId }))
    const children = [...new Set(tellers.map(t => t.child))]
    return askSources(desk, { case: about.uuid, children, facts: factsOfRecords }, tellers)
  }
  const { uuid, version } = about
  const outcome = await weighAnswer(desk, { case: uuid, version, answer: decision, reason, sheet })
  if (outcome !== 'carry-out') return
  const answered = { case: uuid, reason }
  if (await isKnown(desk, uuid)) await closeKnown(desk, { ...answered, state: closedAs[decision] })
  else await carryOut[decision](desk, answered)
}

/** Passes a question over, with the reason, and leads to the next. The third time a senior has it. */
export const skipDuplicatesAction = deskAction({
  ...common,
  path: '/duplicates/:case/skip',
  purpose: 'skip a possible duplicate',
  form: Type.Object({ skip: word }),
  act: async (desk, { params, form }): Promise<Answer> => {
    const about = await findCompared(desk, params.case ?? '')
    actConcerns(desk, [about.a.personId, about.b.personId])
    if (!isOpen(about)) return { status: 409, page: lateView(about, desk.at) }
    const data = await compareData(desk, about, false)
    const reason = findSkipReason(form.skip)
    if (reason === undefined) {
      const frame = { at: desk.at, csrf: desk.reader?.csrf ?? '' }
      return { status: 422, page: compareView({ ...data, errors: { skip: 'Choose why you skip this' } }, frame) }
    }
    const now = await skipCase(desk, about.uuid, reason)
    const senior = now === 'to-senior' ? ' It was skipped three times: a senior will look at it.' : ''
    return { redirect: await nextAddress(desk, data.place?.next), flash: `Skipped. Nothing was decided.${senior}` }
  },
})

/** The next question, unless the answer settled it as well. */
const nextAddress = async (desk: Desk, next: string | undefined): Promise<string> =>
  next !== undefined && (await findPlace(desk, next)) ? `/duplicates/${next}` : '/duplicates'

/** Takes back what the reader answered, while it waits for another reviewer. The list says whether the question is theirs to answer again. */
export const takeAnswerBackAction = deskAction({
  ...common,
  path: '/duplicates/:case/take-back',
  purpose: 'take back an answer about possible duplicates',
  act: async (desk, { params }): Promise<Answer> => {
    const about = await findCompared(desk, params.case ?? '')
    actConcerns(desk, [about.a.personId, about.b.personId])
    if (!about.answered) return { status: 409, page: nothingToTakeBack(about, desk.at) }
    await takeAnswerBack(desk, about.uuid)
    return { redirect: '/duplicates', flash: 'Taken back: your answer does not count.' }
  },
})

/** Takes a decision back; a split with its halves put together, where that is asked. */
export const undoDuplicatesAction = deskAction({
  ...common,
  path: '/duplicates/:case/undo',
  purpose: 'undo a decision about possible duplicates',
  form: Type.Object({ version: word, together: word }),
  act: async (desk, { params, form }): Promise<Answer> => {
    const about: ComparedCase = await findCompared(desk, params.case ?? '')
    actConcerns(desk, [about.a.personId, about.b.personId])
    if (about.version !== form.version) return { status: 409, page: lateView(about, desk.at) }
    if (form.together === 'yes' && (await isSplit(desk, about))) {
      await putTogether(desk, about)
      return { redirect: '/duplicates/decided', flash: `Saved: the split is undone, same child, join. ${someWait}` }
    }
    if (await isKnown(desk, about.uuid)) await reopenKnown(desk, about.uuid)
    else await undoDecision(desk, { case: about.uuid, reason: 'Undone by the clearing house' })
    const words =
      about.state === 'joined'
        ? 'Undone: there are two records again. What was written meanwhile waits under “Whose is this?”.'
        : 'Undone: the decision is forgotten.'
    return { redirect: '/duplicates/decided', flash: `${words} The question is asked again.` }
  },
})
