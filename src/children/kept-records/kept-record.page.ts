import { Type } from 'typebox'
import {
  type Answer,
  answerOpening,
  askToOpen,
  changedMeanwhile,
  childAction,
  childPage,
  keepToNamed,
  nameOthers,
  type OwnShield,
  type RecordKind,
  type Route,
  reviewKept,
  shortestSealReason,
} from '../../access/index.ts'
import { NotAllowed, NotFound } from '../../kernel/index.ts'
import type { FormError } from '../../platform/views/index.ts'
import { keptRecordExamples } from './kept-record.examples.ts'
import { type KeptRecord, loadKeptRecord, mayAgree, mayRename } from './kept-record.queries.ts'
import { keptRecordHref, keptRecordView, nothingTyped, type TypedKeeping } from './kept-record.view.ts'
import { overseenPage } from './overseen.page.ts'

// The same words for looking and for every change, whatever is kept: the record of access must not say of whom it is.
const purpose = 'look after what is recorded'
const path = '/children/:child/who-may-open'
const text = () => Type.Optional(Type.String({ maxLength: 2000 }))
const chosen = () => Type.Optional(Type.Union([Type.String(), Type.Array(Type.String())]))
type Needs = readonly [RecordKind, ...RecordKind[]]

const keptRecordPage = (needs: Needs): Route =>
  childPage<Needs, KeptRecord & { readonly typed: TypedKeeping }>({
    ...{ path, purpose, needs, nav: '/my-children' },
    load: async grant => ({ ...(await loadKeptRecord(grant, needs)), typed: nothingTyped }),
    answer: (data, { csrf }) => ({ page: keptRecordView(data, data.typed, csrf) }),
    examples: keptRecordExamples,
  })

const reasonErrors = (field: string, reason: string, words: string): FormError[] =>
  reason.length >= shortestSealReason ? [] : [{ field, text: `${words} in at least ${shortestSealReason} letters` }]
/** Those of the choices who are on the list that the form had. */
const namedOf = (given: string | readonly string[] | undefined, listed: readonly number[]): number[] => {
  const values = [given ?? []].flat()
  return listed.filter(id => values.includes(String(id)))
}

const keepAction = (needs: Needs): Route =>
  childAction({
    ...{ path, purpose, needs, nav: '/my-children', writes: undefined },
    form: Type.Object({ kind: text(), named: chosen(), reason: text() }),
    act: async ({ grant, begin }, { form }): Promise<Answer> => {
      const data = await loadKeptRecord(grant, needs)
      if (data.kinds.length === 0) throw new NotFound()
      const kind = data.kinds.find(one => one === form.kind)
      const named = namedOf(
        form.named,
        data.colleagues.map(one => one.id),
      )
      const reason = (form.reason ?? '').trim()
      const errors = [
        ...(kind ? [] : [{ field: 'kind', text: 'Choose what is kept to them' }]),
        ...(named.length > 0 ? [] : [{ field: 'named', text: 'Choose one other person at least' }]),
        ...reasonErrors('reason', reason, 'Write why it is kept to them'),
      ]
      if (!kind || errors.length > 0) {
        const typed = { kind: form.kind ?? '', named: named.map(String), reason: form.reason ?? '', errors }
        return { page: keptRecordView(data, typed, grant.reader.csrf), status: 422 }
      }
      await keepToNamed(await begin(), grant.childId, { kind, reason, named })
      return { redirect: keptRecordHref(grant.address), flash: 'Only the people named know it from now on.' }
    },
  })

/** The shield of the address, as far as it names the reader and is kept for this child's own sake. */
const shieldOf = (data: KeptRecord, address: string | undefined): OwnShield => {
  const found = data.shields.find(one => one.shield === address && !one.covered)
  if (!found) throw new NotFound()
  return found
}

const reviewAction = (needs: Needs): Route =>
  childAction({
    ...{ path: `${path}/:shield/review`, purpose, needs, nav: '/my-children', writes: undefined },
    form: Type.Object({ words: text() }),
    act: async ({ grant, begin }, { form, params }): Promise<Answer> => {
      const data = await loadKeptRecord(grant, needs)
      const { shield } = shieldOf(data, params.shield)
      const words = (form.words ?? '').trim()
      const errors = reasonErrors(`words-${shield}`, words, 'Write why it is needed still')
      if (errors.length > 0)
        return { page: keptRecordView(data, { shield, words, errors }, grant.reader.csrf), status: 422 }
      await reviewKept(await begin(), shield, words)
      return { redirect: keptRecordHref(grant.address), flash: 'It stays as it is.' }
    },
  })

/** Whoever is named knows of it already: so the refusal may say why. */
const notTheirs = (): NotAllowed =>
  new NotAllowed('Nothing was changed.', 'A social worker or a manager who is named does this. Ask one of them.')

const namesAction = (needs: Needs): Route =>
  childAction({
    ...{ path: `${path}/:shield/names`, purpose, needs, nav: '/my-children', writes: undefined },
    form: Type.Object({ named: chosen() }),
    act: async ({ grant, begin }, { form, params }): Promise<Answer> => {
      const data = await loadKeptRecord(grant, needs)
      const one = shieldOf(data, params.shield)
      if (!mayRename(data, one)) throw notTheirs()
      const listed = new Set([...data.colleagues.map(person => person.id), ...one.named])
      const named = namedOf(
        form.named,
        [...listed].filter(id => id !== data.reader),
      )
      if (named.length === 0) {
        const errors = [{ field: `named-${one.shield}`, text: 'Choose one other person at least' }]
        return { page: keptRecordView(data, { shield: one.shield, named: [], errors }, grant.reader.csrf), status: 422 }
      }
      await nameOthers(await begin(), one.shield, named)
      return { redirect: keptRecordHref(grant.address), flash: 'Saved. Whoever is named no more knows nothing of it.' }
    },
  })

const openingAction = (needs: Needs): Route =>
  childAction({
    ...{ path: `${path}/:shield/opening`, purpose, needs, nav: '/my-children', writes: undefined },
    form: Type.Object({ reason: text(), answer: text() }),
    act: async ({ grant, begin }, { form, params }): Promise<Answer> => {
      const data = await loadKeptRecord(grant, needs)
      const one = shieldOf(data, params.shield)
      const { shield } = one
      if (one.askedBy === grant.reader.userId) throw changedMeanwhile()
      if (form.answer === 'yes' && one.askedBy !== null && !mayAgree(data, one)) throw notTheirs()
      const reason = (form.reason ?? '').trim()
      const answered = form.answer === 'yes' || form.answer === 'no'
      const errors =
        one.askedBy === null
          ? reasonErrors(`reason-${shield}`, reason, 'Write why it can be open again')
          : answered
            ? []
            : [{ field: `answer-${shield}`, text: 'Choose yes or no' }]
      if (errors.length > 0)
        return { page: keptRecordView(data, { shield, reason, errors }, grant.reader.csrf), status: 422 }
      const command = await begin()
      if (one.askedBy === null) {
        await askToOpen(command, shield, reason)
        return { redirect: keptRecordHref(grant.address), flash: 'The others who are named read that you asked.' }
      }
      await answerOpening(command, shield, form.answer === 'yes')
      const flash = form.answer === 'yes' ? 'It is open again.' : 'It stays with the people named.'
      return { redirect: keptRecordHref(grant.address), flash }
    },
  })

/** Who may open a record: keeping it to named people, looking at that again, ending it by two (issue 4, point 1; docs/access.md). */
export const keptRecordPages = ({ kinds }: { readonly kinds: readonly RecordKind[] }): readonly Route[] => {
  const needs = kinds as Needs
  return [
    overseenPage,
    keptRecordPage(needs),
    keepAction(needs),
    reviewAction(needs),
    namesAction(needs),
    openingAction(needs),
  ]
}
