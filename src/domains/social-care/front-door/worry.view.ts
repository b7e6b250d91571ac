import { draftButtons, draftInputs, draftLine, type ShownDrafts } from '../../../children/index.ts'
import { boxesNamed, type PlainDate } from '../../../kernel/index.ts'
import {
  button,
  buttonGroup,
  dateInput,
  details,
  errorOf,
  type FormError,
  fieldset,
  form,
  formErrors,
  type Html,
  html,
  input,
  type PageContent,
  phoneLink,
  radios,
  select,
  textarea,
  warningText,
} from '../../../platform/views/index.ts'
import { type ContactForm, knowsChoices } from './contact.ts'
import { hoursOn, sourcesOn } from './lists.ts'

/** What the form knows of where it stands: the open page, signed in or not, or the team with somebody on the telephone. */
export type WorryPlace = {
  readonly action: string
  readonly csrf: string
  readonly teller: 'anybody' | 'signed-in' | 'team'
  readonly today: PlainDate
  readonly outOfHours: boolean
  readonly dutyPhone: string
}
/** The boxes of the form, and which draft of it somebody of the team opened. */
export type TypedContact = ContactForm & { readonly keep?: string; readonly page?: string; readonly from?: string }
export type WorryState = {
  readonly fields: TypedContact
  readonly errors: readonly FormError[]
  /** What whoever of the team types it has typed and not saved. */
  readonly draft?: ShownDrafts
}

const hour = (at: number): string => (at === 12 ? 'midday' : `${at % 12}${at < 12 ? 'am' : 'pm'}`)

/** Danger first, then the number that is answered day and night, then when what is sent here is read. */
const firstWords = ({ outOfHours, dutyPhone, today }: WorryPlace): Html => {
  const { opens, shuts } = hoursOn(today)
  return html`${warningText({ text: 'If a child is in danger now, call 999.' })}
<p class="govuk-body">If it cannot wait, ${phoneLink({ number: dutyPhone })}. Somebody answers day and night.</p>
<p class="govuk-body">${
    outOfHours
      ? 'The front door is closed now. What you send goes to the out-of-hours team, who read it tonight, and to the front door when it opens.'
      : 'What you send is read today by the front door of children’s services.'
  } It is open from ${hour(opens)} to ${hour(shuts)}, Monday to Friday.</p>`
}

/** The page of the form. */
export const worryPage = (state: WorryState, place: WorryPlace): PageContent => {
  const title = place.teller === 'team' ? 'Write down a contact' : 'Worried about a child?'
  return {
    title,
    error: state.errors.length > 0,
    ...(place.teller === 'team' ? { back: { text: 'Contacts', href: '/front-door' } } : {}),
    body: html`${formErrors(state.errors)}
${place.teller === 'team' ? null : firstWords(place)}
<h1 class="govuk-heading-l">${title}</h1>
${leadOf(place)}${worryForm(state, place)}`,
  }
}

const leadOf = ({ teller }: WorryPlace): Html => {
  if (teller === 'team')
    return html`<p class="govuk-body">Somebody calls, or tells you by word of mouth. Write what they say in their words.</p>`
  if (teller === 'signed-in')
    return html`<p class="govuk-body">Tell the front door in your own words. Your name goes with it, because you are signed in.</p>`
  return html`<p class="govuk-body">Tell us in your own words. You do not need to be sure. If you are a neighbour, a friend or family, you do not need to give your name.</p>
${details({ summary: 'You work with children or families', body: html`<p class="govuk-body">Give your name and where you work. We call you back there before we tell you anything. If you have an account, <a class="govuk-link" href="/sign-in?to=/worry">sign in first</a>: then you can read here what came of it, as far as you may know.</p>` })}`
}

const worryForm = ({ fields, errors, draft }: WorryState, place: WorryPlace): Html => {
  const box = (name: keyof ContactForm, label: string, more: object = {}): Html =>
    input({ name, label, value: fields[name] ?? '', ...more, ...errorOf(errors, name) })
  const you = place.teller === 'team' ? 'they' : 'you'
  return form({
    action: place.action,
    csrf: place.csrf,
    draft: place.teller === 'team',
    body: html`${draftLine(draft)}${place.teller === 'team' ? draftInputs(fields) : null}${textarea({ name: 'worry', label: `What worries ${place.teller === 'team' ? 'them' : 'you'}?`, hint: 'What was seen or heard, when, and what could happen. Say what goes well too', rows: 8, value: fields.worry ?? '', ...errorOf(errors, 'worry') })}
${fieldset({
  legend: { text: 'The child', classes: 'govuk-fieldset__legend--m' },
  body: html`${box('child-name', 'Name', { hint: `As far as ${you} know. If there are several children, name them all` })}
${dateInput({
  id: 'born',
  name: 'born',
  legend: `Date of birth, if ${you} know it`,
  hint: 'For example, 27 3 2017',
  values: boxesNamed('born', fields),
  ...errorOf(errors, 'born-day'),
})}
${box('age', 'About how old', { width: 10 })}${box('where', 'Where the child lives')}${box('school', 'School or nursery')}`,
})}
${fieldset({
  legend: { text: place.teller === 'team' ? 'Who tells it' : 'You', classes: 'govuk-fieldset__legend--m' },
  body: html`${select({
    name: 'source',
    label: place.teller === 'team' ? 'How they know the child' : 'How you know the child',
    items: [{ text: 'Choose one', value: '' }, ...sourcesOn(place.today).map(({ value, text }) => ({ value, text }))],
    value: fields.source ?? '',
    ...errorOf(errors, 'source'),
  })}${place.teller === 'signed-in' ? null : whoFields(place, box)}
${radios({ name: 'knows', legend: `Does the family know that ${you} tell us?`, items: [...knowsChoices], value: fields.knows ?? '', ...errorOf(errors, 'knows') })}
${place.teller === 'team' ? radios({ name: 'way', legend: 'How it came', items: [...typedWays], value: fields.way ?? '', ...errorOf(errors, 'way') }) : null}`,
})}${
  place.teller === 'team'
    ? buttonGroup([button({ text: 'Save', preventDoubleClick: true }), ...draftButtons(draft)])
    : button({ text: 'Send', preventDoubleClick: true })
}`,
  })
}

/** How a contact reaches the team other than by the page. */
export const typedWays = [
  { value: 'telephone', text: 'By telephone' },
  { value: 'word-of-mouth', text: 'By word of mouth' },
] as const

const whoFields = (place: WorryPlace, box: (name: keyof ContactForm, label: string, more?: object) => Html): Html =>
  place.teller === 'team'
    ? html`${box('name', 'Their name', { hint: 'One of the public need not give it' })}${box('organisation', 'Where they work')}${box('reach', 'How to reach them')}`
    : html`${box('name', 'Your name', { hint: 'You need not give it, unless you tell us for your work' })}${box('organisation', 'Where you work', { hint: 'If you tell us for your work' })}${box('reach', 'How we can reach you', { hint: 'A telephone number, if you want us to call you back' })}`

/** What whoever told it reads: that it came, and what to quote. Nothing of anybody. */
export const receivedPage = (reference: string, dutyPhone: string): PageContent => ({
  title: 'We have received it',
  heading: 'We have received it',
  body: html`<p class="govuk-body">Thank you for telling us. Your reference is <strong>${reference}</strong>.</p>
<p class="govuk-body">Somebody reads it and decides what is to be done. We may not be able to tell you what: it is about other people.</p>
<p class="govuk-body">If you learn more, ${phoneLink({ number: dutyPhone })} and give the reference. If a child is in danger now, call 999.</p>
<p class="govuk-body"><a class="govuk-link" href="/worry">Tell us about another child</a></p>`,
})
