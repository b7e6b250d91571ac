import type { DateBoxes } from '../../../kernel/index.ts'
import { attr, attrs, type Content, type Html, html } from '../html.ts'
import { classNames, described, type Extra, type Field, fieldset, formGroup, type Legend } from './form-parts.ts'

type DatePart = 'day' | 'month' | 'year'

/** A date in three boxes. Sends `name-day`, `name-month`, `name-year`, or `day`, `month`, `year` without a name. */
export type DateInputOptions = Pick<
  Field,
  'hint' | 'error' | 'describedBy' | 'classes' | 'groupClasses' | 'attributes'
> & {
  id: string
  name?: string
  legend?: Content
  legendClasses?: string
  legendIsPageHeading?: boolean
  values?: DateBoxes
  labels?: { day?: string; month?: string; year?: string }
  errorIn?: readonly DatePart[]
  autocomplete?: { day: string; month: string; year: string }
}

/**
 * Day, month and year as people write them. With an error and no `errorIn`, all three boxes are marked. The error summary
 * links to `${id}-day`.
 */
export const dateInput = (options: DateInputOptions): Html => {
  const told = described(options.id, options)
  const inside = html`${told.markup}
<div class="${classNames('govuk-date-input', options.classes)}"${attrs(options.attributes ?? {})} id="${options.id}">
${(['day', 'month', 'year'] as const).map(part => box(options, part))}
</div>`
  if (!options.legend) return formGroup(options, inside)
  const legend: Legend = {
    text: options.legend,
    ...(options.legendClasses ? { classes: options.legendClasses } : {}),
    ...(options.legendIsPageHeading ? { isPageHeading: true } : {}),
  }
  return formGroup(
    options,
    fieldset({ legend, role: 'group', body: inside, ...(told.ids ? { describedBy: told.ids } : {}) }),
  )
}

const box = (options: DateInputOptions, part: DatePart): Html => {
  const id = `${options.id}-${part}`
  const wrong = (options.errorIn ?? (options.error ? ['day', 'month', 'year'] : [])).includes(part)
  const width = `govuk-input--width-${part === 'year' ? 4 : 2}`
  const extra: Extra = options.autocomplete ? { autocomplete: options.autocomplete[part] } : {}
  return html`<div class="govuk-date-input__item">
<div class="govuk-form-group">
<label class="govuk-label govuk-date-input__label" for="${id}">${options.labels?.[part] ?? part[0]?.toUpperCase() + part.slice(1)}</label>
<input class="${classNames('govuk-input govuk-date-input__input', wrong ? 'govuk-input--error' : null, width)}" id="${id}" name="${options.name ? `${options.name}-${part}` : part}" type="text"${attr('value', options.values?.[part])}${attrs(extra)} inputmode="numeric">
</div>
</div>\n`
}
