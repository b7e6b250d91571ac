import { formatInstant, londonDate } from '../../kernel/index.ts'
import { button, form, type Html, html, insetText, type PageContent, textarea } from '../../platform/views/index.ts'
import { type ExportStanding, hoursToTake } from './asks.actions.ts'

/** What somebody reads who takes out rows that a second person must agree to, or who is that person. */
export const standingPage = (
  { address, standing, at }: { readonly address: string; readonly standing: ExportStanding; readonly at: Date },
  csrf: string,
): PageContent => ({
  title: 'Two people take these rows out',
  heading: 'Two people take these rows out',
  lead: 'They hold what few people may read, so somebody else at this desk agrees first.',
  body: html`${standing.others.map(
    ask => html`<section class="tl-card"><h2 class="tl-card__title">${ask.who} asks for them</h2>
<p class="govuk-body">${ask.reason} Asked ${formatInstant(ask.at, londonDate(at))}.</p>
${answerForm(address, csrf, ask.uuid, 'yes', `Let ${ask.who} take them out`)}${answerForm(address, csrf, ask.uuid, 'no', 'Say no')}</section>`,
  )}
${standing.waitsSince ? insetText({ body: `You asked for them ${formatInstant(standing.waitsSince, londonDate(at))}. Nobody has answered yet.` }) : askForm(address, csrf, standing.refused)}`,
  back: { text: 'Your start page', href: '/' },
})

const answerForm = (address: string, csrf: string, ask: string, agree: 'yes' | 'no', words: string): Html =>
  form({
    action: `${address}/answer`,
    csrf,
    body: html`<input type="hidden" name="ask" value="${ask}"><input type="hidden" name="agree" value="${agree}">${button({ text: words, ...(agree === 'no' ? { kind: 'secondary' as const } : {}) })}`,
  })

const askForm = (address: string, csrf: string, refused: boolean): Html => html`${
  refused ? insetText({ body: 'Somebody said no the last time you asked.' }) : null
}
${form({
  action: `${address}/ask`,
  csrf,
  body: html`${textarea({ id: 'reason', name: 'reason', label: 'What do you need them for?', hint: `Whoever agrees reads this. You then have ${hoursToTake} hours to take the rows.`, value: '' })}
${button({ text: 'Ask for them' })}`,
})}`
