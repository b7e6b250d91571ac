import {
  draftButtons,
  draftInputs,
  draftLine,
  type LocateForm,
  type OtherTeam,
  type ShownDrafts,
  teamChoice,
} from '../../../children/index.ts'
import { formatDate, formatInstant, londonDate } from '../../../kernel/index.ts'
import {
  button,
  buttonGroup,
  card,
  errorOf,
  type FormError,
  form,
  formErrors,
  type Html,
  html,
  input,
  insetText,
  type PageContent,
  paragraphs,
  radios,
  select,
  summaryList,
  table,
  textarea,
  warningText,
} from '../../../platform/views/index.ts'
import { childRows, knowsText } from './contact.ts'
import type { Contact, ContactStep } from './contacts.queries.ts'
import { levelsOn, sourceOf } from './lists.ts'
import { answerWays, decideOutcomes, outcomeText, screenOutcomes } from './steps.ts'
import { dueOf, sourceText, waited } from './tray.view.ts'
import { whoseForm } from './whose.view.ts'

export type ContactData = {
  readonly contact: Contact
  /** The same child's other contacts, or those of the same name and birth date. */
  readonly others: readonly Contact[]
  readonly at: Date
  /** Who can take it on, and who has; undefined while it is not decided that somebody should. */
  readonly passing?: Passing
  readonly fields: Readonly<Partial<Record<string, string>>>
  readonly errors: readonly FormError[]
  readonly draft?: ShownDrafts
}

/** The teams that can take on what was decided, and those that hold such work with the child already. */
export type Passing = { readonly teams: readonly OtherTeam[]; readonly held: readonly string[] }

const ways: Readonly<Record<Contact['way'], string>> = {
  open: 'By the open page',
  'signed-in': 'Signed in',
  telephone: 'By telephone',
  'word-of-mouth': 'By word of mouth',
}

/** A professional whom nobody has made sure of yet: they are told nothing until then. */
const isProfessional = ({ told, toldAt }: Contact): boolean =>
  sourceOf(told.source, londonDate(toldAt))?.professional ?? false
/** What a decision needs to know of the contact. */
export const stepFacts = (contact: Contact) => ({
  state: contact.state === 'referral' ? ('referral' as const) : ('new' as const),
  professional: isProfessional(contact),
  verified: contact.verified || contact.way === 'signed-in',
  signedIn: contact.way === 'signed-in',
})

/** One contact: what was told, what else there is of the child, and the next step. */
export const contactView = (data: ContactData, csrf: string): PageContent => {
  const { contact, others, at, errors } = data
  const due = dueOf(contact, at)
  return {
    title: 'Contact',
    heading: contact.told.childName,
    wide: true,
    error: errors.length > 0,
    back: { text: 'Contacts', href: '/front-door' },
    body: html`${formErrors(errors)}
${due?.late ? warningText({ text: `${due.text}: this is late.` }) : null}
${insetText({ body: paragraphs(contact.told.worry) })}
${summaryList({
  rows: [
    ...childRows(contact.told),
    ...tellerRows(contact),
    { key: 'Came', value: `${formatInstant(contact.toldAt)}${contact.outOfHours ? ', out of hours' : ''}` },
    ...(contact.state === 'closed'
      ? []
      : [
          { key: 'Waited', value: waited(contact.toldAt, at) },
          { key: 'Owed', value: due?.text ?? '' },
        ]),
    { key: 'Reference', value: contact.reference },
  ],
})}
${contact.steps.length > 0 ? html`<h2 class="govuk-heading-m">What was done</h2>${contact.steps.map(stepLine)}` : null}
${matchPart(data, csrf)}
${contact.state === 'closed' ? html`${unsavedPart(data)}${passPart(data, csrf)}` : nextStep(data, csrf)}
${othersPart(contact, others)}`,
  }
}

const tellerRows = (contact: Contact): { key: string; value: string }[] => [
  {
    key: 'From',
    value: `${sourceText(contact)}. ${ways[contact.way]}${contact.typedBy ? `, written down by ${contact.typedBy}` : ''}`,
  },
  ...[
    ['Name', contact.teller ?? contact.told.name],
    ['Where they work', contact.told.organisation],
    ['How to reach them', contact.told.reach],
  ].flatMap(([key, value]) => (key && value ? [{ key, value }] : [])),
  { key: 'The family knows', value: knowsText(contact.told) },
]

const stepTitles: Readonly<Record<ContactStep['sort'], (step: ContactStep) => string>> = {
  ranked: step => levelsOn(londonDate(step.at)).find(level => level.value === step.outcome)?.text ?? 'Ranked',
  verified: () => 'Made sure who told it',
  screened: step => `Screened: ${outcomeText(step.outcome)}`,
  decided: step => `Decided: ${outcomeText(step.outcome)}`,
}
const stepLine = (step: ContactStep): Html =>
  card({
    level: 3,
    title: stepTitles[step.sort](step),
    body: html`<p class="govuk-body">${step.by}, ${formatInstant(step.at)}${step.due ? `. By ${formatDate(step.due)}` : ''}</p>${step.why ? paragraphs(step.why) : null}${
      step.answerWay
        ? html`<p class="govuk-body"><strong>${answerWays.find(way => way.value === step.answerWay)?.text ?? ''}</strong>${step.answer ? `: ${step.answer}` : ''}</p>`
        : null
    }`,
  })

const action = (contact: Contact, part: string): string => `/front-door/${contact.address}/${part}`

const matchPart = ({ contact, fields, errors }: ContactData, csrf: string): Html =>
  html`<h2 class="govuk-heading-m">Whose contact it is</h2>${
    contact.child
      ? html`<p class="govuk-body"><a class="govuk-link" href="/children/${contact.child.record}">Open the child’s record</a>. What was told and decided is on it.</p>
<p class="govuk-body"><a class="govuk-link" href="/children/${contact.child.record}/front-door/${contact.address}">See what was told beside what is known: address, school and telephone</a></p>
${form({ action: action(contact, 'other-child'), csrf, body: button({ text: 'It is about another child', kind: 'secondary', preventDoubleClick: true }) })}`
      : whoseForm(contact.address, typedOrTold(contact, fields), errors, csrf)
  }`

/** What is looked for first is what was told. */
const typedOrTold = ({ told }: Contact, fields: ContactData['fields']): LocateForm => {
  if (['name', 'day', 'month', 'year', 'number'].some(name => fields[name] !== undefined)) return fields
  const [year = '', month = '', day = ''] = told.birthDate?.split('-') ?? []
  return { name: told.childName, year, month: month.replace(/^0/, ''), day: day.replace(/^0/, '') }
}

/** What somebody typed of a contact that somebody else had decided before: to be read once more, and written where it belongs. */
const unsavedPart = ({ fields }: ContactData): Html | null => {
  const words = [
    { key: 'Why', value: fields.why },
    { key: 'What they are told, or why they are not', value: fields.answer },
  ].flatMap(({ key, value }) => (value ? [{ key, value: paragraphs(value) }] : []))
  if (words.length === 0) return null
  return html`<div id="why" tabindex="-1"><h2 class="govuk-heading-m">What you typed and did not save</h2>
<p class="govuk-body">Keep what others need of it before you leave this page: it is not kept here. On the child’s record you can write it as a note.</p>
${summaryList({ rows: words })}</div>`
}

const passPart = (data: ContactData, csrf: string): Html | null => {
  const { passing } = data
  if (!passing) return null
  return html`<h2 class="govuk-heading-m">Who takes it on</h2>
${passing.held.length > 0 ? html`<p class="govuk-body">With ${passing.held.join(', ')}.</p>` : null}
${passing.teams.length > 0 ? passForm(data, passing, csrf) : passing.held.length > 0 ? null : html`<p class="govuk-body">No team does this work at present. Tell your manager.</p>`}`
}
const passForm = ({ contact, fields, errors }: ContactData, { teams }: Passing, csrf: string): Html =>
  form({
    action: action(contact, 'team'),
    csrf,
    body: html`${select({ name: 'team', label: 'Which team takes it on?', hint: `The team sees the record at once, and its manager is told${teams.some(one => one.near) ? '. First those to which the area or school belongs that was told' : ''}`, items: [{ value: '', text: 'Choose' }, ...teams.map(teamChoice)], value: fields.team ?? '', ...errorOf(errors, 'team') })}${button({ text: 'Pass it to the team', preventDoubleClick: true })}`,
  })

const nextStep = (data: ContactData, csrf: string): Html => {
  const { contact, fields, errors } = data
  const facts = stepFacts(contact)
  const ranked = contact.steps.some(step => step.sort === 'ranked')
  return html`${
    facts.professional && !facts.verified
      ? html`<h2 class="govuk-heading-m">Make sure who told it</h2>
<p class="govuk-body">They are not signed in. Call them back where they work, on a number that you found yourself. Until then they are told nothing.</p>
${form({ action: action(contact, 'verify'), csrf, body: html`${input({ name: 'how', label: 'How you made sure', value: fields.how ?? '', ...errorOf(errors, 'how') })}${button({ text: 'They are who they say', kind: 'secondary', preventDoubleClick: true })}` })}`
      : null
  }${
    contact.state === 'new'
      ? html`<h2 class="govuk-heading-m">${ranked ? 'Change how soon' : 'How soon'}</h2>${form({
          action: action(contact, 'rank'),
          csrf,
          body: html`${radios({ name: 'level', legend: 'How soon must it be screened?', items: levelsOn(londonDate(contact.toldAt)).map(({ value, text }) => ({ value, text })), value: fields.level ?? '', ...errorOf(errors, 'level') })}${button({ text: 'Save', kind: 'secondary', preventDoubleClick: true })}`,
        })}`
      : null
  }<h2 class="govuk-heading-m">${contact.state === 'new' ? 'Screen it' : 'Decide the referral'}</h2>
${form({
  action: action(contact, 'decide'),
  csrf,
  draft: true,
  body: html`${draftLine(data.draft)}${draftInputs(fields)}<input type="hidden" name="state" value="${facts.state}">${radios({ name: 'outcome', legend: 'What is to be done?', items: [...(contact.state === 'new' ? screenOutcomes : decideOutcomes)], value: fields.outcome ?? '', ...errorOf(errors, 'outcome') })}
${textarea({ name: 'why', label: 'Why', hint: 'Write as if the child will read it', rows: 4, value: fields.why ?? '', ...errorOf(errors, 'why') })}
${radios({ name: 'answerWay', legend: 'How does whoever told you hear of it?', items: answerWays.filter(way => way.value !== 'here' || facts.signedIn), value: fields.answerWay ?? '', ...errorOf(errors, 'answerWay') })}
${textarea({ name: 'answer', label: 'What they are told, or why they are not', hint: 'No more than they may know', rows: 3, value: fields.answer ?? '', ...errorOf(errors, 'answer') })}
${buttonGroup([button({ text: 'Save the decision', preventDoubleClick: true }), ...draftButtons(data.draft)])}`,
})}`
}

const othersPart = (contact: Contact, others: readonly Contact[]): Html | null =>
  others.length === 0
    ? null
    : html`<h2 class="govuk-heading-m">Other contacts</h2>
<p class="govuk-body">${contact.child ? 'About the same child, or told with the same name and date of birth.' : 'Told with the same name and date of birth: look whether it is the same child.'} ${others.length + 1} in all, with this one.</p>
${table({
  columns: [{ text: 'Came' }, { text: 'From' }, { text: 'What was told' }, { text: 'What came of it' }],
  rowHeader: true,
  rows: others.map(other => [
    html`<a class="govuk-link" href="/front-door/${other.address}">${formatInstant(other.toldAt)}</a>`,
    sourceText(other),
    other.told.worry.length > 300 ? `${other.told.worry.slice(0, 300)}…` : other.told.worry,
    other.steps
      .filter(step => step.sort === 'screened' || step.sort === 'decided')
      .map(step => outcomeText(step.outcome))
      .join(', then ') || 'Waits',
  ]),
})}`
