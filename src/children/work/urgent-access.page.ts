import { Type } from 'typebox'
import {
  actConcerns,
  askable,
  categoryWords,
  deskAction,
  deskPage,
  endUrgently,
  findUrgentStop,
  notFoundPage,
  openUrgently,
  type Route,
  shortestUrgentReason,
  type UrgentGround,
  type UrgentStop,
  urgentGrounds,
  urgentMinutes,
} from '../../access/index.ts'
import { formatInstant, formatTime, londonDate, NotFound, parseUuid, plural } from '../../kernel/index.ts'
import {
  button,
  checkboxes,
  errorOf,
  type FormError,
  form,
  formErrors,
  type Html,
  html,
  type PageContent,
  radios,
  textarea,
} from '../../platform/views/index.ts'

const text = () => Type.Optional(Type.String({ maxLength: 2000 }))
const purpose = 'open a record urgently'
type Given = {
  readonly ground?: string
  readonly reason?: string
  readonly minutes?: string
  readonly categories?: string | string[]
}

/** What can be chosen: who the child is comes with it, whatever is chosen. */
const choosable = askable.filter(category => category !== 'identity')

/** The form, the same for every address: that it is shown says nothing of whether a record is there. */
export const urgentAccessPage: Route = deskPage({
  path: '/children/:child/urgent-access',
  purpose: 'read how to open a record urgently',
  right: 'open-urgently',
  actor: 'recorder',
  load: async (command, { params }): Promise<Form> => ({
    address: params.child ?? '',
    stop: await findUrgentStop(command),
    at: command.at,
  }),
  answer: ({ address, stop, at }, frame) => ({
    page: stop ? stoppedPage(stop, at) : formPage(address, frame.csrf, {}, []),
  }),
  examples: {
    usual: example(undefined),
    'a review is late': example({ why: 'review-late', openedAt: new Date('2026-04-30T19:05:00Z') }),
    'opened many in a day': example({ why: 'too-many', uses: 5 }),
  },
})

type Form = { readonly address: string; readonly stop: UrgentStop | undefined; readonly at: Date }
function example(stop: UrgentStop | undefined): Form {
  return { address: '3f2a9c1e-9f3b-4c55-9f0e-0d5f3a7f1c32', stop, at: new Date('2026-05-06T07:15:00Z') }
}

/** What somebody reads who may open nothing urgently for now: why, who ends it, and who helps the child meanwhile. */
const stoppedPage = (stop: UrgentStop, at: Date): PageContent => ({
  title: 'You cannot open a record urgently',
  heading: 'You cannot open a record urgently',
  error: true,
  body: html`${
    stop.why === 'review-late'
      ? html`<p class="govuk-body">You opened a record urgently, ${formatInstant(stop.openedAt, londonDate(at))}, and nobody has reviewed it within two working days. Until somebody has, you cannot open another.</p>
<p class="govuk-body">Ask the Caldicott guardian to review it now.</p>`
      : html`<p class="govuk-body">You have opened records urgently ${plural(stop.uses, 'time')} in 24 hours. That is as often as one person may.</p>
<p class="govuk-body">Ask your manager to have your work with these children recorded. Their records then open without this.</p>`
  }
<p class="govuk-body">If a child may come to harm meanwhile, call the duty team: they can look.</p>`,
  back: { text: 'Your start page', href: '/' },
})

const formPage = (address: string, csrf: string, given: Given, faults: readonly FormError[]): PageContent => ({
  title: 'Open a record urgently',
  heading: 'Open a record urgently',
  body: formView(address, csrf, given, faults),
  back: { text: 'Your start page', href: '/' },
  ...(faults.length > 0 ? { error: true } : {}),
})

const formView = (address: string, csrf: string, given: Given, faults: readonly FormError[]): Html => {
  return html`${formErrors(faults)}
<p class="govuk-body">Use this when a child may come to harm if you wait. You see what you choose of this one child, at once and for a short time. You cannot write on the record.</p>
<p class="govuk-body">The Caldicott guardian, your manager and whoever works with the child are told at once that you did. Somebody reviews it within two working days.</p>
${form({
  action: `/children/${address}/urgent-access`,
  csrf,
  body: html`${radios({ name: 'ground', legend: 'Why can it not wait?', items: Object.entries(urgentGrounds).map(([value, words]) => ({ value, text: words })), value: given.ground ?? '', ...errorOf(faults, 'ground') })}
${textarea({ id: 'reason', name: 'reason', label: 'What has happened?', hint: `At least ${shortestUrgentReason} letters. The reviewer reads this.`, value: given.reason ?? '', ...errorOf(faults, 'reason') })}
${checkboxes({ name: 'categories', legend: 'What do you need to see?', hint: 'Who the child is comes with it. Choose no more than you need.', items: choosable.map(category => ({ value: category, text: categoryWords[category] })), values: [given.categories ?? []].flat(), ...errorOf(faults, 'categories') })}
${radios({ name: 'minutes', legend: 'For how long?', items: urgentMinutes.map(minutes => ({ value: String(minutes), text: plural(minutes / 60, 'hour') })), value: given.minutes ?? String(urgentMinutes[0]), ...errorOf(faults, 'minutes') })}
${button({ text: 'Open the record' })}`,
})}`
}

/** Opens the record, or answers as for a record that is not there. */
export const openUrgentlyAction: Route = deskAction({
  path: '/children/:child/urgent-access',
  purpose,
  right: 'open-urgently',
  actor: 'recorder',
  concerns: 'child',
  form: Type.Object({
    ground: text(),
    reason: text(),
    minutes: text(),
    categories: Type.Optional(Type.Union([Type.String(), Type.Array(Type.String())])),
  }),
  act: async (command, { params, form: given }) => {
    const address = params.child ?? ''
    const reason = (given.reason ?? '').trim()
    const categories = choosable.filter(category => [given.categories ?? []].flat().includes(category))
    const minutes = urgentMinutes.find(one => String(one) === (given.minutes ?? String(urgentMinutes[0])))
    const ground = Object.keys(urgentGrounds).find(key => key === given.ground) as UrgentGround | undefined
    const faults: FormError[] = [
      ...(ground ? [] : [{ field: 'ground', text: 'Choose why it cannot wait' }]),
      ...(reason.length >= shortestUrgentReason
        ? []
        : [{ field: 'reason', text: `Write what has happened in at least ${shortestUrgentReason} letters` }]),
      ...(categories.length > 0 ? [] : [{ field: 'categories', text: 'Choose what you need to see' }]),
      ...(minutes ? [] : [{ field: 'minutes', text: 'Choose for how long' }]),
    ]
    const csrf = command.reader?.csrf ?? ''
    if (!ground || !minutes || faults.length > 0) return { page: formPage(address, csrf, given, faults), status: 422 }
    const done = parseUuid(address)
      ? await openUrgently(command, address, { ground, reason, categories, minutes })
      : { outcome: 'nothing' as const, childId: undefined, rule: 'absent' }
    if (done.outcome === 'stopped') {
      actConcerns(command, undefined, { outcome: 'refused', rule: `urgent:${done.stop.why}` })
      return { page: stoppedPage(done.stop, command.at), status: 409 }
    }
    actConcerns(command, done.childId, {
      outcome: done.outcome === 'open' ? 'done' : 'refused',
      rule: done.outcome === 'open' ? `urgent:${ground}` : `urgent:${done.rule}`,
      detail: { minutes },
    })
    if (done.outcome === 'nothing') return { page: notFoundPage(parseUuid(address)), status: 404 }
    return {
      redirect: `/children/${address}`,
      flash: `You can see this record until ${formatTime(done.endsAt)}. The Caldicott guardian, your manager and whoever works with the child have been told.`,
    }
  },
})

/** Ends it before its time: by whoever opened it, from the record or from My access. */
export const endUrgentlyAction: Route = deskAction({
  path: '/children/:child/urgent-access/end',
  purpose: 'end urgent access',
  right: undefined,
  actor: 'recorder',
  concerns: 'child',
  act: async (command, { params }) => {
    const address = params.child ?? ''
    if (!parseUuid(address)) throw new NotFound()
    actConcerns(command, await endUrgently(command, address), { rule: 'urgent:ended' })
    return { redirect: '/my-access', flash: 'You have ended your urgent access. It will be reviewed all the same.' }
  },
})
