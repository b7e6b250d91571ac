import { holds } from '../../../access/index.ts'
import { panel, readFacts } from '../../../children/index.ts'
import { formatDate, type PlainDate } from '../../../kernel/index.ts'
import { html } from '../../../platform/views/index.ts'
import { homeEducation } from './home-education.ts'
import { missingEducation } from './missing-education.ts'
import { homeEducationHead, missingEducationHead } from './register.record.ts'
import { registerHref } from './register.view.ts'

const sorts = [missingEducation, homeEducation] as const
type Since = Readonly<Partial<Record<(typeof sorts)[number]['key'], PlainDate>>>

/** Whether the child is on one of the two registers; for officers also the way onto it. */
export const registersPanel = panel<readonly [typeof missingEducationHead, typeof homeEducationHead], Since>({
  id: 'education-registers',
  title: 'At no school',
  needs: [missingEducationHead, homeEducationHead],
  load: async grant =>
    Object.fromEntries(
      (await readFacts(grant, [missingEducationHead, homeEducationHead])).flatMap(fact =>
        fact.body.state === 'open' ? [[fact.kind, fact.body.since]] : [],
      ),
    ) as Since,
  chips: since => (since['missing-education'] ? ['Missing education'] : []),
  place: 'school',
  show: (since, { address, reader }) => {
    const shown = sorts.filter(sort => since[sort.key] || holds(reader, 'work-on-attendance'))
    if (shown.length === 0) return undefined
    return html`<ul class="govuk-list">${shown.map(sort => {
      const day = since[sort.key]
      return html`<li>${day ? `${sort.title}: on the register since ${formatDate(day)}. ` : null}<a class="govuk-link" href="${registerHref(sort, address)}">${day ? `See what is owed: ${sort.title.toLowerCase()}` : sort.title}</a></li>`
    })}</ul>`
  },
  examples: { usual: { 'missing-education': '2026-03-30' as PlainDate }, 'on neither': {} },
})
