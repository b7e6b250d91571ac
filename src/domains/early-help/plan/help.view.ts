import { notSavedPart, recordPage, repliesView, type TypedWords } from '../../../children/index.ts'
import { formatDate, type PlainDate } from '../../../kernel/index.ts'
import {
  button,
  card,
  columns,
  form,
  formErrors,
  type Html,
  html,
  insetText,
  type PageContent,
  paragraphs,
  phoneLink,
  table,
  tag,
  warningText,
} from '../../../platform/views/index.ts'
import { agreementLine } from './agreement.view.ts'
import { helpHref, type KeptPart, partTitle } from './form.view.ts'
import { domainsOn, endingsOn, labelsOn, reviewBy } from './headings.ts'
import type { HelpCase, HelpFile } from './help-file.queries.ts'
import { localCards } from './local.view.ts'
import { answerCard, type OfferData, offerCard } from './offer.view.ts'
import { referralsCard } from './referral.view.ts'

export type HelpData = OfferData & {
  readonly today: PlainDate
  readonly file: HelpFile
  /** Whether this reader reads what was found out, or the plan alone. */
  readonly readsAll: boolean
  /** What the reader typed of what was written down before they saved. */
  readonly notSaved?: TypedWords
}

/** Early help of one child: what is agreed, who leads, what is promised, when the team meets again. */
export const helpView = (data: HelpData, csrf: string): PageContent => {
  const { header, file, errors = [] } = data
  const [now, ...before] = file.cases
  const running = now?.state === 'open' || now?.state === 'offered' ? now : undefined
  return {
    ...recordPage(header, {
      title: 'Early help',
      error: errors.length > 0,
      top: html`${formErrors(errors)}${notSavedPart(data.notSaved)}`,
      body: html`${running ? null : offerCard(data, csrf)}
${running?.state === 'offered' ? answerCard(data, running, csrf) : null}
${running?.state === 'open' ? openPart(data, running, csrf) : null}
${[...(running ? [] : now ? [now] : []), ...before].map(endedCard)}
${stepsCard(data)}`,
    }),
    back: { text: `${header.first}’s record`, href: `/children/${header.address}` },
  }
}

const openPart = (all: HelpData, now: HelpCase, csrf: string): Html => {
  // nothing is added while the family agrees no longer
  const data = { ...all, mayWork: all.mayWork && !now.withdrawnOn }
  const { file, today } = data
  const lead = file.leads.find(one => one.state === 'accepted')
  const meetings = file.meetings.map(one => one.on)
  const review = reviewBy(now.openedOn ?? now.offeredOn, meetings)
  return html`${now.afterPlan && !lead ? warningText({ text: 'The plan of social care stays until a lead practitioner has accepted.' }) : null}
${now.withdrawnOn ? warningText({ text: `The family no longer agrees, since ${formatDate(now.withdrawnOn)}. Nothing is added: end early help, or take it to the front door.` }) : null}
${data.readsAll && !now.withdrawnOn && review < today ? warningText({ text: `The team was to meet by ${formatDate(review)}.` }) : null}
${columns({
  main: html`${planCard(data)}${data.readsAll ? html`${assessmentCard(data)}${localCards(data)}${referralsCard(data)}${meetingsCard(data, review)}` : null}`,
  side: html`${card({
    title: `Since ${formatDate(now.openedOn ?? now.offeredOn)}`,
    body: html`${agreementLine(data.header, now, 'early-help', all.mayWork)}<p class="govuk-body">This is agreement to receive the service. The record rests on the council’s duties, and on no agreement.</p>${
      all.mayWork
        ? html`<p class="govuk-body"><a class="govuk-link tl-noprint" href="${helpHref(data.header.address, '/step-up')}">Take it to the front door</a></p><p class="govuk-body"><a class="govuk-link tl-noprint" href="${helpHref(data.header.address, '/end')}">End early help</a></p>`
        : null
    }`,
  })}${leadCard(data, csrf)}${teamCard(data)}`,
})}`
}

const link = ({ header, mayWork }: HelpData, part: string, text: string) =>
  mayWork ? { link: { text, href: helpHref(header.address, `/${part}`) } } : {}
const said = (by: string, on: PlainDate): Html => html`<p class="govuk-body-s">Written by ${by}, ${formatDate(on)}.</p>`
/** Who wrote it last, and the way to what changed each time. */
const saidLast = ({ header }: HelpData, part: KeptPart, { by, on }: { by: string; on: PlainDate }): Html =>
  html`<p class="govuk-body-s">Written by ${by}, ${formatDate(on)}. <a class="govuk-link tl-noprint" href="${helpHref(header.address, `/changes/${part}`)}">What changed each time<span class="govuk-visually-hidden">: ${partTitle(part, on)}</span></a></p>`

const leadCard = (data: HelpData, csrf: string): Html => {
  const { leads } = data.file
  const order = ['accepted', 'proposed', 'ended']
  const words = { accepted: 'Leads', proposed: 'Asked, has not accepted yet', ended: 'Led before' } as const
  return card({
    title: labelsOn(data.today).lead,
    body:
      leads.length === 0
        ? html`<p class="govuk-body">Nobody yet.</p>`
        : html`<ul class="govuk-list">${leads
            .toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state))
            .map(
              lead =>
                html`<li><strong>${lead.name}</strong>${lead.organisation ? `, ${lead.organisation}` : ''}<br>${words[lead.state]}${lead.acceptedOn ? `, since ${formatDate(lead.acceptedOn)}` : ''}${lead.endedOn ? `, until ${formatDate(lead.endedOn)}` : ''}${lead.phone && lead.state !== 'ended' ? html`<br>${phoneLink({ number: lead.phone })}` : null}${
                  lead.state === 'proposed' && data.mayWork
                    ? form({
                        action: helpHref(data.header.address, '/accept'),
                        csrf,
                        body: html`<input type="hidden" name="lead" value="${lead.address}">${button({ text: `${lead.name} accepts`, kind: 'secondary', preventDoubleClick: true })}`,
                      })
                    : null
                }</li>`,
            )}</ul>`,
    ...link(data, 'lead', leads.length === 0 ? 'Name a lead practitioner' : 'Hand over the lead'),
  })
}

const teamCard = (data: HelpData): Html => {
  const { team } = data.file
  return card({
    title: 'Team around the child',
    body: team
      ? html`<ul class="govuk-list">${team.members.map(one => html`<li><strong>${one.name}</strong>, ${one.role}${one.phone ? html`<br>${phoneLink({ number: one.phone })}` : null}</li>`)}</ul>${saidLast(data, 'team', team)}`
      : html`<p class="govuk-body">Nobody is named yet.</p>`,
    ...link(data, 'team', team ? 'Change the team' : 'Name the team'),
  })
}

const planCard = (data: HelpData): Html => {
  const { plan } = data.file
  const title = labelsOn(plan?.on ?? data.today).plan
  return card({
    title,
    body: plan
      ? html`${plan.goals ? paragraphs(plan.goals) : null}${table({
          caption: 'Who does what by when',
          captionClasses: 'govuk-visually-hidden',
          rowHeader: true,
          columns: [{ text: 'What' }, { text: 'Who' }, { text: 'By' }],
          rows: plan.actions.map(one => [
            one.what,
            one.who,
            html`${formatDate(one.by)} ${one.done ? tag({ text: 'Done', tone: 'good' }) : one.by < data.today ? tag({ text: 'Late', tone: 'warning' }) : null}`,
          ]),
        })}${plan.agreedWith ? html`<p class="govuk-body">Agreed with ${plan.agreedWith}.</p>` : null}${saidLast(data, 'plan', plan)}`
      : html`<p class="govuk-body">No plan yet.</p>`,
    ...link(data, 'plan', plan ? 'Change the plan' : 'Agree a plan'),
  })
}

const assessmentCard = (data: HelpData): Html => {
  const { assessment } = data.file
  const domains = assessment ? domainsOn(assessment.list as PlainDate).domains : []
  const parts = new Map(assessment?.parts.map(part => [part.heading, part]))
  return card({
    title: 'Assessment',
    body: assessment
      ? html`${insetText({ body: html`<p class="govuk-body"><strong>${data.header.first} says</strong></p>${paragraphs(assessment.childSaid)}` })}${assessment.parentsSaid ? html`<h3 class="govuk-heading-s">Parents and carers say</h3>${paragraphs(assessment.parentsSaid)}` : null}${domains.map(
          ({ title, headings }) => {
            const told = headings.flatMap(({ code, text }) =>
              parts.has(code) ? [{ text, part: parts.get(code) }] : [],
            )
            return told.length === 0
              ? null
              : table({
                  caption: title,
                  captionClasses: 'govuk-table__caption--s',
                  rowHeader: true,
                  columns: [{ text: 'About' }, { text: 'What goes well' }, { text: 'What is needed' }],
                  rows: told.map(({ text, part }) => [
                    text,
                    part?.strengths || 'Not written',
                    part?.needs || 'Not written',
                  ]),
                })
          },
        )}${repliesView(assessment.known)}${assessment.conclusion ? html`<h3 class="govuk-heading-s">What follows</h3>${paragraphs(assessment.conclusion)}` : null}${saidLast(data, 'assessment', assessment)}`
      : html`<p class="govuk-body">Not written yet.</p>`,
    ...link(data, 'assessment', assessment ? 'Look at the assessment again' : 'Write the assessment'),
  })
}

const meetingsCard = (data: HelpData, review: PlainDate): Html => {
  const { meetings, called } = data.file
  const people = [...new Set(meetings.flatMap(one => one.scale.map(({ who }) => who)))]
  return card({
    title: 'Meetings',
    body: html`<p class="govuk-body">The team meets again by <strong>${formatDate(review)}</strong>. ${
      called
        ? html`It is called for <a class="govuk-link" href="/children/${data.header.address}/meetings/${called.address}">${formatDate(called.on)}</a>.`
        : data.mayWork
          ? html`<a class="govuk-link tl-noprint" href="/children/${data.header.address}/meetings/new">Call the meeting</a>`
          : null
    }</p>${
      people.length > 0
        ? table({
            caption: 'How things are, from 0 to 10, each in their own eyes',
            captionClasses: 'govuk-table__caption--s',
            rowHeader: true,
            columns: [
              { text: 'Who' },
              ...meetings.toReversed().map(one => ({ text: formatDate(one.on), numeric: true })),
            ],
            rows: people.map(who => [
              who,
              ...meetings
                .toReversed()
                .map(one => String(one.scale.find(score => score.who === who)?.score ?? 'Not asked')),
            ]),
          })
        : null
    }${meetings.map(one => html`<h3 class="govuk-heading-s">${formatDate(one.on)}</h3><p class="govuk-body">${one.present}</p>${one.childSaid ? insetText({ body: paragraphs(one.childSaid) }) : null}${paragraphs(one.words)}${said(one.by, one.on)}`)}`,
    ...link(data, 'meeting', 'Write down a meeting'),
  })
}

const endedCard = (one: HelpCase): Html =>
  card({
    title:
      one.state === 'declined'
        ? `Offered on ${formatDate(one.offeredOn)}, not wanted`
        : `Ended${one.closedOn ? ` on ${formatDate(one.closedOn)}` : ''}`,
    body: html`<p class="govuk-body">${one.openedOn ? `From ${formatDate(one.openedOn)}. ` : ''}${endingsOn(one.closedOn ?? one.offeredOn).find(end => end.value === one.outcome)?.text ?? ''}</p>`,
  })

const stepTitles: Readonly<Record<string, string>> = {
  offered: 'Offered',
  agreed: 'Agreed',
  declined: 'Not wanted',
  'step-up': 'Taken to the front door',
  ended: 'Ended',
  withdrawn: 'Not agreed any more',
  'agreed-again': 'Agreed again',
}
const stepsCard = ({ file, readsAll }: HelpData): Html | null =>
  readsAll && file.steps.length > 0
    ? card({
        title: 'What was done and why',
        body: html`${file.steps.map(step => html`<h3 class="govuk-heading-s">${stepTitles[step.sort] ?? ''}${step.service ? `: ${step.service}` : ''}, ${formatDate(step.on)}</h3>${paragraphs(step.words)}${step.reference ? html`<p class="govuk-body">Reference of the front door: ${step.reference}.</p>` : null}<p class="govuk-body-s">${step.by}</p>`)}`,
      })
    : null
