import { Type } from 'typebox'
import { type Answer, actConcerns, deskAction, deskPage } from '../../access/index.ts'
import { askSources, listAsked } from '../source-questions/index.ts'
import { decideAlike, doneWords } from './alike.actions.ts'
import { type AlikeData, alikeView } from './alike.view.ts'
import { askSource, chooseValue, undoBatch, undoChoice } from './choose.actions.ts'
import { checkChoice, offered } from './choose.ts'
import { type ConflictData, conflictView, waits } from './conflict.view.ts'
import { alikeExamples, conflictExamples, decidedExamples, listExamples } from './conflicts.examples.ts'
import { type Conflicting, type Desk, findConflict, type ListedShape, listShapes } from './conflicts.queries.ts'
import { findAlike, listDecided, requireBatch } from './decided.queries.ts'
import { type DecidedData, decidedView } from './decided.view.ts'
import { lateView } from './late.view.ts'
import { listView } from './list.view.ts'
import { mayDecide, weighRules } from './rule.ts'

const common = { right: 'possible-duplicates', actor: 'clearing-house', nav: '/conflicts' } as const
const word = Type.String({ maxLength: 40, default: '' })
const pageLength = 50
const frameOf = (desk: Desk) => ({ at: desk.at, csrf: desk.reader?.csrf ?? '' })

/** `/conflicts`: on which facts sources disagree. */
export const conflictsPage = deskPage({
  ...common,
  path: '/conflicts',
  purpose: 'see on which facts sources disagree',
  load: (desk): Promise<readonly ListedShape[]> => listShapes(desk),
  answer: shapes => ({ page: listView(shapes) }),
  examples: listExamples,
})

/** `/conflicts/:conflict`: one of them. That the child's identity was looked at is recorded. */
export const conflictPage = deskPage({
  ...common,
  path: '/conflicts/:conflict',
  purpose: 'choose which value is shown',
  load: async (desk, { params }): Promise<ConflictData> => {
    const about = await findConflict(desk, params.conflict ?? '')
    looksAt(desk, about)
    return { about, asked: await listAsked(desk, { conflict: about.uuid }) }
  },
  answer: (data, frame) => ({ page: conflictView(data, frame) }),
  examples: conflictExamples,
})

/** Saves a choice and leads to the next that is alike. Nothing is saved where somebody was first or the sources say something else by now. */
export const chooseAction = deskAction({
  ...common,
  path: '/conflicts/:conflict/decision',
  purpose: 'choose which value is shown',
  concerns: 'child',
  form: Type.Object({ choice: word, reason: word, version: word }),
  act: async (desk, { params, form }): Promise<Answer> => {
    const about = await findConflict(desk, params.conflict ?? '')
    looksAt(desk, about)
    if (!waits(about) || about.version !== form.version) return { status: 409, page: lateView(about, desk.at) }
    const next = about.next ? `/conflicts/${about.next}` : '/conflicts'
    if (form.choice === 'ask' && about.state === 'open') {
      await askSource(desk, about)
      const tellers = (about.said?.values ?? []).map(({ source }) => ({ child: about.childId, source }))
      await askSources(desk, { conflict: about.id, children: [about.childId], facts: [about.fact] }, tellers)
      return { redirect: next, flash: 'Saved: the question waits for the source.' }
    }
    const values = offered(about.said?.values ?? [])
    const picked = checkChoice(form, values)
    if (!picked.ok) {
      const asked = await listAsked(desk, { conflict: about.uuid })
      return { status: 422, page: conflictView({ about, errors: picked.errors, sent: form, asked }, frameOf(desk)) }
    }
    await chooseValue(desk, about, picked.key, picked.reason)
    return { redirect: next, flash: 'Saved. You can undo it under “Chosen”.' }
  },
})

/** `/conflicts/decided`: what was chosen, and undoing it. */
export const decidedConflictsPage = deskPage({
  ...common,
  path: '/conflicts/decided',
  purpose: 'see which values were chosen',
  query: Type.Object({ page: Type.Integer({ minimum: 1, maximum: 10_000, default: 1 }) }),
  load: async (desk, { query }): Promise<DecidedData> => {
    const choices = await listDecided(desk, (query.page - 1) * pageLength, pageLength + 1)
    return { choices: choices.slice(0, pageLength), page: query.page, more: choices.length > pageLength }
  },
  answer: (data, frame) => ({ page: decidedView(data, frame) }),
  examples: decidedExamples,
})

/** Takes a choice back. */
export const undoChoiceAction = deskAction({
  ...common,
  path: '/conflicts/:conflict/undo',
  purpose: 'undo which value is shown',
  concerns: 'child',
  act: async (desk, { params }): Promise<Answer> => {
    const about = await findConflict(desk, params.conflict ?? '')
    actConcerns(desk, about.childId)
    await undoChoice(desk, about)
    return {
      redirect: '/conflicts/decided',
      flash: 'Undone: the record follows its rule, and the question is asked again.',
    }
  },
})

/** Takes back all that a rule chose at once. */
export const undoBatchAction = deskAction({
  ...common,
  path: '/conflicts/batches/:batch/undo',
  purpose: 'undo what a rule chose',
  concerns: 'child',
  act: async (desk, { params }): Promise<Answer> => {
    await requireBatch(desk, params.batch ?? '')
    actConcerns(desk, await undoBatch(desk, params.batch ?? ''))
    return { redirect: '/conflicts/decided', flash: 'Undone: the questions are asked again.' }
  },
})

/** `/conflicts/alike/:shape`: conflicts of one kind, and deciding them under a rule after a sample. */
export const alikePage = deskPage({
  ...common,
  path: '/conflicts/alike/:shape',
  purpose: 'see whether a rule may decide conflicts of one kind',
  load: async (desk, { params }): Promise<AlikeData> => ({ alike: await findAlike(desk, params.shape ?? '') }),
  answer: (data, frame) => ({ page: alikeView(data, frame) }),
  examples: alikeExamples,
})

/** Decides what waits of one kind under a rule that agrees with all of the reviewer's sample. */
export const decideAlikeAction = deskAction({
  ...common,
  path: '/conflicts/alike/:shape',
  purpose: 'decide conflicts of one kind under a rule',
  concerns: 'child',
  form: Type.Object({ rule: word }),
  act: async (desk, { params, form }): Promise<Answer> => {
    const alike = await findAlike(desk, params.shape ?? '')
    const agreed = weighRules(alike.sample).find(one => one.rule.key === form.rule)
    if (!agreed || !mayDecide(agreed))
      return {
        status: 422,
        page: alikeView({ alike, error: 'Choose a rule that agrees with all that you chose by hand' }, frameOf(desk)),
      }
    const decided = await decideAlike(desk, alike, agreed.rule)
    actConcerns(desk, decided.length > 0 ? decided : undefined)
    return { redirect: '/conflicts/decided', flash: doneWords(alike, decided.length) }
  },
})

const looksAt = (desk: Desk, { childId }: Conflicting): void =>
  actConcerns(desk, childId, { categories: ['identity', 'contact'] })
