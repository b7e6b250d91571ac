import { holds, listPage, type RecordKind, type Route } from '../../access/index.ts'
import { formatClock, plural } from '../../kernel/index.ts'
import { emptyState, type Html, html, table, warningText } from '../../platform/views/index.ts'
import { chosenValue, identity } from '../kinds/index.ts'
import { listSchools, loadRoll, type Roll, type School } from './my-schools.queries.ts'

/** Schools whose roll the reader has a reason to see. */
export const mySchoolsPage: Route = listPage({
  path: '/my-schools',
  purpose: 'see my schools',
  nav: 'my-schools',
  needs: [identity, chosenValue],
  load: async grant => await listSchools(grant),
  answer: schools => ({ page: { title: 'My schools', heading: 'My schools', body: schoolsView(schools), wide: true } }),
  examples: {
    usual: [
      {
        address: '0a5ef2c4-9f3b-4c55-9f0e-0d5f3a7f1c21',
        name: 'Larchfield Academy',
        pupils: 812,
        phone: '01632 960210',
      },
      { address: '0a5ef2c4-9f3b-4c55-9f0e-0d5f3a7f1c22', name: 'Mill Primary School', pupils: 203, phone: undefined },
    ],
    none: [],
  },
})

const schoolsView = (schools: readonly School[]): Html =>
  html`${schools.length > 0 ? html`<p class="govuk-body"><a class="govuk-link" href="/my-schools/term-dates">Term dates of your schools</a> · <a class="govuk-link" href="/support-meetings">Support meetings</a></p>` : null}${table(
    {
      caption: 'Schools you are linked to',
      captionClasses: 'govuk-visually-hidden',
      rowHeader: true,
      columns: [{ text: 'School' }, { text: 'Pupils on roll', numeric: true }, { text: 'Telephone' }],
      rows: schools.map(s => [
        html`<a class="govuk-link" href="/my-schools/${s.address}">${s.name}</a>`,
        s.pupils,
        s.phone ?? 'Not recorded',
      ]),
      empty: 'You are not linked to a school.',
    },
  )}`

/** The roll of one school by name, with today's marks where the register has come. */
export const rollPage = (attendance: RecordKind): Route =>
  listPage({
    path: '/my-schools/:school',
    purpose: 'see a school’s roll',
    nav: 'my-schools',
    needs: [identity, chosenValue, attendance],
    load: async (grant, { params }) => await loadRoll(grant, params.school),
    answer: (roll, { reader }) => ({
      page: {
        title: 'Pupils on roll',
        heading: roll.school,
        body: html`${schoolLinks(roll.address, holds(reader, 'answer-for-school'))}${rollView(roll)}`,
        wide: true,
        back: { text: 'My schools', href: '/my-schools' },
      },
    }),
    examples: {
      usual: {
        address: '0a5ef2c4-9f3b-4c55-9f0e-0d5f3a7f1c22',
        school: 'Mill Primary School',
        on: '4 May 2026',
        feed: 'came',
        dueBy: '10:00',
        datesTold: true,
        pupils: [
          {
            address: '0a5ef2c4-9f3b-4c55-9f0e-0d5f3a7f1c01',
            name: 'Kai Brennan',
            age: '8 years old',
            today: 'Present',
          },
          {
            address: '0a5ef2c4-9f3b-4c55-9f0e-0d5f3a7f1c02',
            name: 'Zoë Łukasik',
            age: '9 years old',
            today: 'Absent, unauthorised',
          },
          {
            address: '0a5ef2c4-9f3b-4c55-9f0e-0d5f3a7f1c03',
            name: 'Theo Okafor',
            age: '6 years old',
            today: 'No mark in the register',
          },
        ],
      },
      'quiet school': {
        address: '0a5ef2c4-9f3b-4c55-9f0e-0d5f3a7f1c22',
        school: 'Mill Primary School',
        on: '4 May 2026',
        feed: 'quiet',
        dueBy: '10:00',
        datesTold: false,
        pupils: [
          {
            address: '0a5ef2c4-9f3b-4c55-9f0e-0d5f3a7f1c01',
            name: 'Kai Brennan',
            age: '8 years old',
            today: 'Not known: no register',
          },
        ],
      },
      'nobody on roll': {
        address: '0a5ef2c4-9f3b-4c55-9f0e-0d5f3a7f1c22',
        school: 'Mill Primary School',
        on: '4 May 2026',
        dueBy: '10:00',
        datesTold: true,
        pupils: [],
      },
    },
  })

const schoolLinks = (address: string, mends: boolean): Html =>
  html`<p class="govuk-body"><a class="govuk-link" href="/my-schools/${address}/registers">Registers sent</a>${mends ? html` · <a class="govuk-link" href="/my-schools/${address}/rejected">Rows to mend</a> · <a class="govuk-link" href="/my-schools/${address}/new-pupil">Tell of a new pupil</a>` : null} · <a class="govuk-link" href="/my-schools/${address}/term-dates">Term dates</a></p>`

const rollView = (roll: Roll): Html =>
  roll.pupils.length === 0
    ? emptyState({ text: 'Nobody is on this school’s roll today.' })
    : html`${registerWords(roll)}${table({
        caption: `${plural(roll.pupils.length, 'pupil')} on roll on ${roll.on}`,
        captionClasses: 'govuk-table__caption--m',
        rowHeader: true,
        columns: [{ text: 'Pupil' }, { text: 'Age' }, { text: 'Today' }],
        rows: roll.pupils.map(p => [
          html`<a class="govuk-link" href="/children/${p.address}">${p.name}</a>`,
          p.age,
          p.today,
        ]),
      })}`

/** A quiet school is told apart from pupils who are away, and from a holiday as far as the term dates say. */
const registerWords = ({ address, feed, dueBy, datesTold }: Roll): Html =>
  html`${
    feed === 'quiet'
      ? warningText({
          text: `The school has sent no register today. It was due by ${formatClock(dueBy)}. Whether its pupils are in school is not known.`,
        })
      : feed === 'not-due'
        ? html`<p class="govuk-body">Today’s register is due by ${formatClock(dueBy)}.</p>`
        : null
  }${
    datesTold
      ? null
      : html`<p class="govuk-body">The term dates of this school year are missing, so a holiday looks like a missing register. <a class="govuk-link" href="/my-schools/${address}/term-dates">Tell the term dates</a></p>`
  }`
