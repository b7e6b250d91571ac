import { readFileSync } from 'node:fs'
import { prune } from './prune.ts'
import { type Token, tokenStyles, tokens } from './tokens.ts'

/** The parts of GOV.UK Frontend's styles that our components stand on. A class outside these has no style here. */
export const govukBlocks: ReadonlySet<string> = new Set(
  (
    'template body body-l body-m body-s body-lead link list heading-xl heading-l heading-m heading-s caption-xl caption-l caption-m ' +
    'visually-hidden skip-link back-link breadcrumbs button button-group button-start input textarea select radios checkboxes date-input ' +
    'file-upload label label-wrapper hint error-message error-summary fieldset form-group details table tag notification-banner ' +
    'warning-text inset-text summary-list summary-card pagination task-list section-break'
  )
    .split(' ')
    .map(name => `govuk-${name}`),
)

/** Our own styles, in the order in which they stand. */
const ownFiles = ['base.css', 'frame.css', 'content.css', 'record.css', 'work.css', 'charts.css', 'print.css']

/** The whole stylesheet: theirs cut down, our tokens, our own. `set` is the tokens with a council's colours in. */
export const buildStylesheet = (set: Readonly<Record<Token, string>> = tokens): string => {
  const theirs = readFileSync(new URL(import.meta.resolve('govuk-frontend/dist/govuk/govuk-frontend.min.css')), 'utf8')
  const own = ownFiles.map(file => squeezed(readFileSync(new URL(file, import.meta.url), 'utf8')))
  return [prune(theirs, govukBlocks), tokenStyles(set), ...own].join('\n')
}

/** Comments and needless white space out; strings in our own files hold neither braces nor double spaces. */
const squeezed = (css: string): string =>
  css
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/\s*([{};])\s*/g, '$1')
    .replace(/;}/g, '}')
    .trim()
