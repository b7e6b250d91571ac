import { Type } from 'typebox'
import { childAction, childPage, type Route } from '../../../access/index.ts'
import { chosenOf, type Form, formOn, leaksIn, namedForm, readForm, type Typed } from '../../../children/index.ts'
import { filledBoxes, formatDate, NotFound, type PlainDate } from '../../../kernel/index.ts'
import { agree, takeBack } from './consent.actions.ts'
import { listTellable } from './consent.queries.ts'
import { consentForms, latestEnd, usualEnd } from './consent-form.ts'
import { answerSupportForm, endSupportDrafts, openSupportForm, ownBoxes } from './kept-form.actions.ts'
import { consentFormExamples } from './support.examples.ts'
import { loadSupport, SupportForm, type SupportGrant, supportNav, supportNeedsKinds } from './support.page.ts'
import { supportConsent } from './support.record.ts'
import { type SupportFormData, type SupportMergeData, supportFormView, supportHref } from './support-form.view.ts'

const common = { nav: supportNav, needs: supportNeedsKinds, purpose: 'write about support' } as const

/** @throws NotFound where there is no support that anybody could know of. */
const loadForm = async (grant: SupportGrant) => {
  const data = await loadSupport(grant)
  if (!data.standing || data.standing.stage === 'ended') throw new NotFound()
  const choices = await listTellable(grant, data.schools)
  const named = namedForm(formOn(consentForms, data.today), data.header.first)
  const form: Form = {
    ...named,
    fields: named.fields.map(field =>
      field.name === 'who' ? { ...field, choices, need: 'Choose at least one person or team' } : field,
    ),
  }
  const typed: Typed = { ...filledBoxes('on', data.today), ...filledBoxes('until', usualEnd(data.today)) }
  const shown: SupportFormData = { header: data.header, part: 'agreed', form, typed, errors: [] }
  return { data, choices, shown }
}

const consentPage = childPage<typeof supportNeedsKinds, SupportFormData | SupportMergeData>({
  path: '/children/:child/support/agreed',
  ...common,
  load: async grant => {
    const { data, shown } = await loadForm(grant)
    return openSupportForm(grant, data, shown)
  },
  answer: (data, frame) => ({ page: supportFormView(data, frame.csrf) }),
  examples: consentFormExamples,
})

const agreeAction = childAction<typeof supportNeedsKinds, typeof SupportForm>({
  path: '/children/:child/support/agreed',
  ...common,
  writes: supportConsent,
  right: 'write-notes',
  form: SupportForm,
  act: async ({ grant, begin }, { form }) => {
    const { data, choices, shown } = await loadForm(grant)
    const typed = form as Typed
    const kept = await answerSupportForm({ grant, begin }, data, shown, typed)
    if (kept) return kept
    const read = readForm(shown.form, typed, data.today)
    const latest = latestEnd(data.today)
    const errors = [
      ...('errors' in read ? read.errors : []),
      ...('body' in read && String(read.body.until) > latest
        ? [
            {
              field: 'until-day',
              text: `The last day must be ${formatDate(latest)} or earlier: then it is asked again`,
            },
          ]
        : []),
      ...(await leaksIn(grant, ownBoxes(typed))),
    ]
    if (errors.length > 0 || 'errors' in read)
      return { page: supportFormView({ ...shown, typed, errors }, grant.reader.csrf), status: 422 }
    const names = choices.filter(one => chosenOf(typed, 'who').includes(one.value)).map(one => one.text)
    const act = { childId: grant.childId, authorId: grant.reader.userId, on: data.today }
    const command = await begin()
    await endSupportDrafts(command, grant.childId, shown, typed)
    await agree(command, act, { ...read.body, names })
    return { redirect: supportHref(grant.address), flash: 'It is saved. Those who were named know of it now.' }
  },
})

const takeBackAction = childAction<typeof supportNeedsKinds>({
  path: '/children/:child/support/agreed/:entry/end',
  ...common,
  writes: supportConsent,
  right: 'write-notes',
  form: Type.Object({}),
  act: async ({ grant, begin }, { params }) => {
    const { written, today } = await loadSupport(grant)
    const one = written.find(each => each.kind === supportConsent.kind && each.address === params.entry)
    if (one?.body.state !== 'agreed' || (one.body.until as PlainDate) < today) throw new NotFound()
    await takeBack(await begin(), { childId: grant.childId, authorId: grant.reader.userId, on: today }, one)
    return { redirect: supportHref(grant.address), flash: 'It is taken back. They learn nothing of it from now on.' }
  },
})

/** What a young carer agreed that others may know, and taking it back. */
export const consentPages: readonly Route[] = [consentPage, agreeAction, takeBackAction]
