import { Type } from 'typebox'
import {
  answerLift,
  askToLift,
  changedMeanwhile,
  childAction,
  childPage,
  type FactSeal,
  type RecordKind,
  type Route,
  sealKinds,
  shortestSealReason,
} from '../../access/index.ts'
import { NotFound } from '../../kernel/index.ts'
import type { FormError } from '../../platform/views/index.ts'
import type { CodeWords } from '../pages/about-values.ts'
import { recordHref } from '../pages/record-page.view.ts'
import { keepFact, madeAnew } from './fact.actions.ts'
import { factExamples } from './fact.examples.ts'
import { type FactData, loadFact } from './fact.queries.ts'
import { factView, nothingTyped, type Typed } from './fact.view.ts'

// The same words for looking and for every change: the record of access must not say of whom something is kept.
const purpose = 'look after what is recorded'
const text = () => Type.Optional(Type.String({ maxLength: 2000 }))
type Needs = readonly [RecordKind, ...RecordKind[]]

const factPage = (needs: Needs, codeWords: CodeWords | undefined): Route =>
  childPage<Needs, FactData & { readonly typed: Typed }>({
    path: '/children/:child/facts/:fact',
    purpose,
    nav: '/my-children',
    needs,
    load: async (grant, { params }) => ({
      ...(await loadFact(grant, needs, params.fact, codeWords)).data,
      typed: nothingTyped,
    }),
    answer: (data, frame) => ({ page: factView(data, data.typed, frame.csrf) }),
    examples: factExamples,
  })

const keepAction = (needs: Needs, codeWords: CodeWords | undefined): Route =>
  childAction({
    path: '/children/:child/facts/:fact',
    purpose,
    nav: '/my-children',
    needs,
    writes: undefined,
    form: Type.Object({
      kind: text(),
      named: Type.Optional(Type.Union([Type.String(), Type.Array(Type.String())])),
      reason: text(),
    }),
    act: async ({ grant, begin }, { form, params }) => {
      const { data, parts } = await loadFact(grant, needs, params.fact, codeWords)
      if (data.seal) throw changedMeanwhile()
      if (!data.colleagues) throw new NotFound()
      const chosen = [form.named ?? []].flat()
      const kind = sealKinds.find(one => one === form.kind)
      const named = data.colleagues.filter(one => chosen.includes(String(one.id))).map(one => one.id)
      const reason = (form.reason ?? '').trim()
      const errors: FormError[] = [
        ...(kind ? [] : [{ field: 'kind', text: 'Choose what others learn' }]),
        ...(named.length > 0 ? [] : [{ field: 'named', text: 'Choose one other person at least' }]),
        ...reasonErrors(reason, 'Write why it is kept to them'),
      ]
      if (!kind || errors.length > 0)
        return { page: factView(data, { fields: { ...form, named: chosen }, errors }, grant.reader.csrf), status: 422 }
      await keepFact(await begin(), grant.childId, parts, { kind, reason, named })
      return { redirect: here(grant.address, params.fact), flash: 'Only the people named can read it now.' }
    },
  })

const openingAction = (needs: Needs, codeWords: CodeWords | undefined): Route =>
  childAction({
    path: '/children/:child/facts/:fact/opening',
    purpose,
    nav: '/my-children',
    needs,
    writes: undefined,
    form: Type.Object({ reason: text(), answer: text() }),
    act: async ({ grant, begin }, { form, params }) => {
      const { data } = await loadFact(grant, needs, params.fact, codeWords)
      if (!data.seal) throw new NotFound()
      const reason = (form.reason ?? '').trim()
      const errors = openingErrors(data.seal, reason, form.answer)
      if (errors.length > 0) return { page: factView(data, { fields: form, errors }, grant.reader.csrf), status: 422 }
      const command = await begin()
      if (!data.seal.asked) {
        await askToLift(command, data.seal.id, reason)
        return { redirect: here(grant.address, params.fact), flash: 'The others who are named read that you asked.' }
      }
      if (data.seal.asked.by === grant.reader.userId) throw changedMeanwhile()
      const agrees = form.answer === 'yes'
      await madeAnew(command, await answerLift(command, data.seal.id, agrees))
      const flash = agrees ? 'It is open again to whoever may read its sort.' : 'It stays with the people named.'
      return { redirect: here(grant.address, params.fact), flash }
    },
  })

const openingErrors = (seal: FactSeal, reason: string, answer: string | undefined): FormError[] => {
  if (!seal.asked) return reasonErrors(reason, 'Write why it can be open again')
  return answer === 'yes' || answer === 'no' ? [] : [{ field: 'answer', text: 'Choose yes or no' }]
}
const reasonErrors = (reason: string, words: string): FormError[] =>
  reason.length >= shortestSealReason
    ? []
    : [{ field: 'reason', text: `${words} in at least ${shortestSealReason} letters` }]

const here = (address: string, fact: string | undefined): string => recordHref(address, `/facts/${fact}`)
/** Who may read one fact, and keeping it to a few named people (docs/access.md, rules 6 to 8). */
export const namedReaderPages = ({
  kinds,
  codeWords,
}: {
  readonly kinds: readonly RecordKind[]
  readonly codeWords?: CodeWords
}): readonly Route[] => {
  const needs = kinds as Needs
  return [factPage(needs, codeWords), keepAction(needs, codeWords), openingAction(needs, codeWords)]
}
