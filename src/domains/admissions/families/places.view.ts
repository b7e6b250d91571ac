import { addDays, familyAsks, formatDate, formatInstant, londonDate, type PlainDate } from '../../../kernel/index.ts'
import {
  button,
  buttonGroup,
  emptyState,
  type FormError,
  form,
  formErrors,
  type Html,
  html,
  insetText,
  type PageContent,
  phoneLink,
  summaryList,
  table,
} from '../../../platform/views/index.ts'
import { ordinal } from '../explain/explain.ts'
import type { AppealsTo } from '../rounds/index.ts'
import { waitingWords } from '../waiting/waiting-words.ts'
import { placesHref, sentRows } from './apply.view.ts'
import { type OpenRound, questionsOf } from './asked.ts'
import type { Paper } from './papers.queries.ts'
import { ownPapers } from './papers.view.ts'
import { appealDay, appealView, offerDayWords } from './published-days.view.ts'
import {
  type Outcome,
  type OwnOffer,
  type OwnWaiting,
  type PublishedDays,
  type Sent,
  type SentState,
  waits,
} from './sent.queries.ts'
import { takeBackView } from './take-back.view.ts'

export type PlacesData = {
  readonly rounds: readonly OpenRound[]
  readonly sent: readonly Sent[]
  /** The rounds of which something was typed and not sent, by address. */
  readonly drafts: readonly string[]
}
export type PlaceData = {
  readonly sent: Sent
  readonly outcome: Outcome | undefined
  readonly days: PublishedDays | undefined
  readonly appealsTo: AppealsTo | undefined
  /** The round, while it takes applications. */
  readonly round: OpenRound | undefined
  readonly at: Date
  readonly papers: readonly Paper[]
  readonly errors: readonly FormError[]
}

/** How far an application has come, as a family reads it: nothing in it tells what a record holds, or what a run would give. */
const stateWords: Readonly<Record<SentState, string>> = {
  received: 'Received',
  checking: 'We are checking it',
  talk: 'We need to talk to you',
  refused: 'We need to talk to you',
  replaced: 'Sent again',
  taken: 'It counts',
  'taken-back': 'You took this back',
}

/** A family's school places: what it sent, and where it can apply. */
export const placesView = ({ rounds, sent, drafts }: PlacesData, phone: string): PageContent => ({
  title: 'School places',
  heading: 'School places',
  body: html`${rounds
    .filter(round => drafts.includes(round.address))
    .map(
      round =>
        html`<p class="govuk-body">You began an application for ${round.name} and have not sent it. <a class="govuk-link" href="${placesHref(`/apply/${round.address}`)}">Go on with it</a></p>`,
    )}
${
  sent.length === 0
    ? emptyState({ text: 'You have sent no application yet.' })
    : table({
        caption: 'What you sent, newest first',
        columns: [{ text: 'Child' }, { text: 'Sent' }, { text: 'How far' }],
        rows: sent.map(one => [
          html`<a class="govuk-link" href="${placesHref(`/${one.address}`)}">${one.words.child.forename} ${one.words.child.surname}</a>`,
          formatInstant(one.sentAt),
          stateWords[one.state],
        ]),
      })
}
<h2 class="govuk-heading-m">Apply</h2>
${
  rounds.length === 0
    ? html`<p class="govuk-body">No round takes applications online now. If you need a school place, ${phoneLink({ number: phone, text: `call ${phone}` })}.</p>`
    : html`<ul class="govuk-list">${rounds.map(
        round =>
          html`<li><a class="govuk-link" href="${placesHref(`/apply/${round.address}`)}">${round.name}</a>: children born from ${formatDate(round.bornFrom as PlainDate)} to ${formatDate(round.bornTo as PlainDate)}, ${round.yearGroup === null ? `by ${formatDate(round.closesOn as PlainDate)}` : 'during the school year'}</li>`,
      )}</ul>`
}`,
})

/** One application of a family's: how far it has come, and once the offers are out what came of it and why. */
export const placeView = (data: PlaceData, csrf: string, phone: string): PageContent => {
  const { sent, round, papers, errors } = data
  const { forename, surname } = sent.words.child
  return {
    title: 'Your application',
    heading: `School place for ${forename} ${surname}`,
    back: { text: 'School places', href: placesHref() },
    ...(errors.length > 0 ? { error: true } : {}),
    body: html`${formErrors(errors)}${stepView(data, csrf, phone)}
<p class="govuk-body">Your receipt number is <strong>${sent.receipt}</strong>. You sent this on ${formatInstant(sent.sentAt)}.</p>
<h2 class="govuk-heading-m">What you sent</h2>
${summaryList({ rows: sentRows(sent.words, questionsOf(round?.schools ?? []), 'Your') })}
${
  mayChange(data) && round
    ? form({
        action: placesHref(`/${sent.address}/change`),
        csrf,
        body: button({ text: 'Change it', kind: 'secondary' }),
      })
    : null
}
${ownPapers(papers, { action: placesHref(`/${sent.address}/papers`), csrf, takes: maySendPapers(data), goBack: waits(sent), errors })}${takeBackView(data, csrf, phone)}`,
  }
}

/** Papers are taken while somebody may still check what they show: until the offers are out. */
export const maySendPapers = ({ sent, outcome }: Pick<PlaceData, 'sent' | 'outcome'>): boolean =>
  (waits(sent) || sent.state === 'taken') && outcome === undefined

/** What was sent may be sent anew until somebody has taken it in, and until the end of the closing day. */
export const mayChange = ({ sent, round, at }: Pick<PlaceData, 'sent' | 'round' | 'at'>): boolean =>
  waits(sent) && round !== undefined && londonDate(at) <= round.closesOn

const call = (phone: string): Html => phoneLink({ number: phone, text: `call ${phone}` })

const stepView = (data: PlaceData, csrf: string, phone: string): Html => {
  const { sent, outcome, days, at } = data
  if (sent.state !== 'taken') return waitsView(sent, phone)
  if (!outcome)
    return html`${insetText({ body: html`<strong>Your application counts</strong>` })}<p class="govuk-body">You need do nothing. ${offerDayWords(days, at)} you read here which school is offered, and why. Nobody knows before that.</p>`
  if (outcome.quiet)
    return html`${insetText({ body: html`<strong>We will write to you</strong>` })}<p class="govuk-body">We will write to you about this application, or call you. You can also ${call(phone)} and give your receipt number.</p>`
  return outcomeView(sent, outcome, data, csrf, phone)
}

const waitsView = ({ state, ask }: Sent, phone: string): Html =>
  html`${insetText({ body: html`<strong>${stateWords[state]}</strong>` })}${
    state === 'received'
      ? html`<p class="govuk-body">Thank you. A person reads it and checks that you may apply for this child. You need do nothing.</p>`
      : state === 'checking'
        ? html`<p class="govuk-body">Somebody is making sure who you are to the child, and what you say.</p>`
        : state === 'taken-back'
          ? html`<p class="govuk-body">We look for no school place from it. If you want one after all, <a class="govuk-link" href="${placesHref()}">apply again</a>.</p>`
          : html`<p class="govuk-body">${familyAsks.find(one => one.value === ask)?.text ?? ''} To go on, ${call(phone)} and give your receipt number.</p>`
  }`

type Out = Extract<Outcome, { quiet: false }>

const outcomeView = (
  sent: Sent,
  { offers, refusals, waiting, inRun, inYear, releasedAt }: Out,
  { days, appealsTo, at }: Pick<PlaceData, 'days' | 'appealsTo' | 'at'>,
  csrf: string,
  phone: string,
): Html => {
  const { forename } = sent.words.child
  const live = offers.filter(one => one.ended === null)
  const declined = offers.some(one => one.ended === 'declined')
  return html`${
    live.length > 0
      ? live.map(one => offerView(sent, one, { live: live.length, waiting: waiting.length, inYear, at }, csrf, phone))
      : insetText({
          body: declined
            ? html`<strong>You declined the place that was offered.</strong>`
            : inYear
              ? html`<strong>We have not offered ${forename} a place yet.</strong> When we can, you will see it here. We write to you about each school that you named.`
              : inRun
                ? html`<strong>We are sorry that we cannot offer ${forename} a place at a school you named.</strong> We will write to you about schools that have places.`
                : html`<strong>Your application came too late for the first offers.</strong> It is looked at in the second round.`,
        })
  }
${
  refusals.length === 0
    ? null
    : html`<h2 class="govuk-heading-m">Why not a school you named higher</h2>
${refusals.some(one => one.on === undefined) ? html`<p class="govuk-body">This is how it stood when the offers were made, on ${formatInstant(releasedAt)}.</p>` : null}
${refusals.map(one => html`<h3 class="govuk-heading-s">${one.school}, ${ordinal(one.rank)} preference</h3><p class="govuk-body">${one.on === undefined ? null : `Refused on ${formatDate(one.on as PlainDate)}. `}${one.words}</p>`)}
${appealView(appealDay(days?.appealsBy ?? undefined, at), appealsTo, call(phone))}`
}
${
  waiting.length === 0
    ? null
    : html`<h2 class="govuk-heading-m">Waiting lists today</h2>${waiting.map(
        one =>
          html`<h3 class="govuk-heading-s">${one.school}</h3><p class="govuk-body">${waitingOf(one).join(' ')}</p>`,
      )}`
}
<p class="govuk-body">Each school’s order was made by its published criteria alone. Which choice a school was played no part.</p>`
}

const waitingOf = ({ criterion, criterionName, ...one }: OwnWaiting): string[] =>
  waitingWords({ ...one, criterion: criterion === null ? null : `Criterion ${criterion + 1} (${criterionName ?? ''})` })

type Beside = { readonly live: number; readonly waiting: number; readonly inYear: boolean; readonly at: Date }

/** Whether they wish for a school that they named higher: asked once a place is accepted, and changed as they like while no other place is put to them. */
const higherView = (sent: Sent, { address, school, wantsNoHigher }: OwnOffer, inYear: boolean, csrf: string): Html => {
  const { forename } = sent.words.child
  const asked = wantsNoHigher
    ? { text: `Consider ${forename} for them again`, value: 'accepted' }
    : { text: `We are happy with ${school}`, value: 'happy' }
  return html`<h2 class="govuk-heading-m">Would you still like a school that you named higher?</h2>
${
  wantsNoHigher
    ? html`<p class="govuk-body">You told us that you are happy with this place. ${forename} is on no waiting list, and keeps it.</p>`
    : html`<p class="govuk-body">If you would, do nothing: ${forename} stays on the waiting lists. ${
        inYear
          ? 'When a place there is theirs, we offer it, and you choose.'
          : `In a second round of offers ${forename} is moved to a place that is free there at once, without asking you again, and this place goes to another child.`
      }</p>
<p class="govuk-body">If you would not, tell us: ${forename} keeps this place, and leaves the waiting lists.</p>`
}
${form({
  action: placesHref(`/${sent.address}/reply`),
  csrf,
  body: html`<input type="hidden" name="offer" value="${address}">${button({ ...asked, kind: 'secondary', name: 'reply', preventDoubleClick: true })}`,
})}`
}

const offerView = (
  sent: Sent,
  one: OwnOffer,
  { live, waiting, inYear, at }: Beside,
  csrf: string,
  phone: string,
): Html => {
  const isOneOfTwo = live > 1
  const { forename, surname } = sent.words.child
  const due = (one.answerBy ?? addDays(londonDate(new Date(one.offeredAt)), 14)) as PlainDate
  const which = one.rank === null ? '' : `, your ${ordinal(one.rank)} preference`
  const head = insetText({
    body: html`${
      isOneOfTwo && one.standing === 'put' ? 'A place has become free. ' : ''
    }We are pleased to offer ${forename} ${surname} a place at <strong>${one.school}</strong>${which}.`,
  })
  if (one.reply === 'accepted')
    return html`${head}<p class="govuk-body">You accepted this place. If you no longer want it, ${call(phone)}.</p>${
      !isOneOfTwo && (waiting > 0 || (one.rank ?? 1) > 1) ? higherView(sent, one, inYear, csrf) : null
    }`
  const late = londonDate(at) > due
  return html`${head}<p class="govuk-body">${late ? `You were to tell us by ${formatDate(due)}. Tell us now` : `Tell us by ${formatDate(due)}`} whether you accept it.${
    one.standing === 'put' && isOneOfTwo
      ? ' If you accept it, the place that you hold now is given to another child.'
      : ''
  } A place that you decline is gone, and declining it does not bring you nearer to another school.</p>
${form({
  action: placesHref(`/${sent.address}/reply`),
  csrf,
  body: html`<input type="hidden" name="offer" value="${one.address}">${buttonGroup([
    button({ text: `Accept ${one.school}`, name: 'reply', value: 'accepted', preventDoubleClick: true }),
    button({ text: 'Decline it', kind: 'secondary', name: 'reply', value: 'declined' }),
  ])}`,
})}`
}

/** What was declined is gone: asked once more. */
export const sureView = (
  sent: Pick<Sent, 'address'>,
  { address, school }: Pick<OwnOffer, 'address' | 'school'>,
  csrf: string,
): PageContent => ({
  title: 'Decline the place?',
  heading: `Decline the place at ${school}?`,
  back: { text: 'Your application', href: placesHref(`/${sent.address}`) },
  body: html`<p class="govuk-body">The place goes to another child at once. You cannot take this back, and it does not bring you nearer to another school.</p>
${form({
  action: placesHref(`/${sent.address}/reply`),
  csrf,
  body: html`<input type="hidden" name="offer" value="${address}"><input type="hidden" name="sure" value="yes">${button({ text: 'Yes, decline it', kind: 'warning', name: 'reply', value: 'declined' })}`,
})}`,
})
