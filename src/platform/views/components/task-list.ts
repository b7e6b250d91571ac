import { attr, attrs, type Content, type Html, html, isHtml } from '../html.ts'
import { classNames, type Extra } from './form-parts.ts'
import { type Tone, tag } from './notices.ts'

/** One thing to do. `status` in words; a tag only where it is not the ordinary, finished state. */
export type TaskItem = {
  title: Content
  href?: string
  hint?: Content
  status: Content | { tag: Content; tone?: Tone; tagClasses?: string }
  classes?: string
  titleClasses?: string
  statusClasses?: string
}

/** Things to do, each with where it stands. */
export const taskList = (options: {
  items: readonly TaskItem[]
  idPrefix?: string
  classes?: string
  attributes?: Extra
}): Html =>
  html`<ul class="${classNames('govuk-task-list', options.classes)}"${attrs(options.attributes ?? {})}>${options.items.map(
    (item, at) => taskItem(item, `${options.idPrefix ?? 'task-list'}-${at + 1}`),
  )}</ul>`

const taskItem = (item: TaskItem, id: string): Html => {
  const statusId = `${id}-status`
  const ids = classNames(item.hint ? `${id}-hint` : null, statusId)
  const title = item.href
    ? html`<a class="${classNames('govuk-link govuk-task-list__link', item.titleClasses)}" href="${item.href}" aria-describedby="${ids}">${item.title}</a>`
    : html`<div${attr('class', item.titleClasses)}>${item.title}</div>`
  return html`<li class="${classNames('govuk-task-list__item', item.href && 'govuk-task-list__item--with-link', item.classes)}">
<div class="govuk-task-list__name-and-hint">${title}${item.hint ? html`<div id="${id}-hint" class="govuk-task-list__hint">${item.hint}</div>` : null}</div>
<div class="${classNames('govuk-task-list__status', item.statusClasses)}" id="${statusId}">${status(item.status)}</div>
</li>`
}

const status = (given: TaskItem['status']): Content => {
  if (typeof given === 'string' || isHtml(given)) return given
  return tag({
    text: given.tag,
    ...(given.tone ? { tone: given.tone } : {}),
    ...(given.tagClasses ? { classes: given.tagClasses } : {}),
  })
}
