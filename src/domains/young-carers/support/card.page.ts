import { randomInt } from 'node:crypto'
import { Type } from 'typebox'
import { childAction, childPage, type Route } from '../../../access/index.ts'
import { leaksIn, readForm, type Typed } from '../../../children/index.ts'
import { addYears, filledBoxes, NotFound, type PlainDate } from '../../../kernel/index.ts'
import { endCards } from './card.actions.ts'
import { cardDraws, cardNumber, cardSigns } from './card.ts'
import { type CardFace, cardDrawing } from './card-face.ts'
import { answerSupportForm, endSupportDrafts, openSupportForm, ownBoxes } from './kept-form.actions.ts'
import { type Part, partOf } from './parts.ts'
import { cardFaceExamples, cardFormExamples } from './support.examples.ts'
import {
  loadPartForm,
  loadSupport,
  SupportForm,
  type SupportGrant,
  supportNav,
  supportNeedsKinds,
  writePart,
} from './support.page.ts'
import { supportCard } from './support.record.ts'
import { type SupportFormData, type SupportMergeData, supportFormView, supportHref } from './support-form.view.ts'

const cardPart = partOf('card') as Part
const common = { nav: supportNav, needs: supportNeedsKinds, purpose: 'write about support' } as const

/** The form begins with a plain face and two years, whatever the card before said. */
const loadForm = async (grant: SupportGrant) => {
  const data = await loadSupport(grant)
  if (!data.standing || data.standing.stage === 'ended') throw new NotFound()
  const shown = loadPartForm(cardPart, data)
  const begin = { face: 'plain', agreed: '', ...filledBoxes('until', addYears(data.today, 2)) }
  return { data, shown: { ...shown, typed: { ...shown.typed, ...begin } } }
}

const cardFormPage = childPage<typeof supportNeedsKinds, SupportFormData | SupportMergeData>({
  path: '/children/:child/support/card',
  ...common,
  load: async grant => {
    const { data, shown } = await loadForm(grant)
    return openSupportForm(grant, data, shown)
  },
  answer: (data, frame) => ({ page: supportFormView(data, frame.csrf) }),
  examples: cardFormExamples,
})

const issueCardAction = childAction<typeof supportNeedsKinds, typeof SupportForm>({
  path: '/children/:child/support/card',
  ...common,
  writes: supportCard,
  right: 'write-notes',
  form: SupportForm,
  act: async ({ grant, begin }, { form }) => {
    const { data, shown } = await loadForm(grant)
    const typed = form as Typed
    const kept = await answerSupportForm({ grant, begin }, data, shown, typed)
    if (kept) return kept
    const read = readForm(shown.form, typed, data.today)
    const errors = [...('errors' in read ? read.errors : []), ...(await leaksIn(grant, ownBoxes(typed)))]
    if (errors.length > 0 || 'errors' in read)
      return { page: supportFormView({ ...shown, typed, errors }, grant.reader.csrf), status: 422 }
    const number = cardNumber(Array.from({ length: cardDraws }, () => randomInt(cardSigns)))
    const command = await begin()
    await endSupportDrafts(command, grant.childId, shown, typed)
    await endCards(command, grant.childId)
    await writePart(command, grant, data, supportCard, { ...read.body, number }, 'each')
    return { redirect: supportHref(grant.address), flash: cardPart.saved }
  },
})

const drawCardPage = childPage<typeof supportNeedsKinds, CardFace>({
  path: '/children/:child/support/card/print',
  purpose: 'print a card',
  nav: supportNav,
  needs: supportNeedsKinds,
  load: async grant => {
    const { header, written } = await loadSupport(grant)
    const card = written.findLast(one => one.kind === supportCard.kind)
    if (!card) throw new NotFound()
    const { number, until, face } = card.body
    return { name: header.name, number: String(number), until: until as PlainDate, named: face === 'named' }
  },
  answer: face => ({ file: { name: 'card.svg', mediaType: 'image/svg+xml', body: Buffer.from(cardDrawing(face)) } }),
  examples: cardFaceExamples,
})

const endCardAction = childAction<typeof supportNeedsKinds>({
  path: '/children/:child/support/card/end',
  purpose: 'end a card',
  nav: supportNav,
  needs: supportNeedsKinds,
  writes: supportCard,
  right: 'write-notes',
  form: Type.Object({}),
  act: async ({ grant, begin }) => {
    await loadSupport(grant)
    await endCards(await begin(), grant.childId)
    return { redirect: supportHref(grant.address), flash: 'The card has ended. It no longer answers.' }
  },
})

/** The card: issued, printed, ended. */
export const cardPages: readonly Route[] = [cardFormPage, issueCardAction, drawCardPage, endCardAction]
