import { type Html, raw } from '../../html.ts'
import { backLink, breadcrumbs } from '../links.ts'
import { details, errorSummary, insetText, notificationBanner, tag, warningText } from '../notices.ts'
import { pagination } from '../pagination.ts'
import { summaryList } from '../summary-list.ts'
import { table } from '../table.ts'
import { taskList } from '../task-list.ts'
import { call, common, content, each, type Given, needed, present, type Read, reader } from './fixtures.ts'

const actions = (list: unknown): Given[] =>
  each(list, item => ({
    text: content(item, ''),
    href: item('href'),
    hiddenText: item('visuallyHiddenText'),
    attributes: item('attributes'),
    classes: item('classes'),
  }))

const statusTag = (given: Given): Given => {
  const item = reader(given)
  const made = present({ tag: content(item.get, ''), tagClasses: item.get('classes') })
  if (item.unread()) throw new Error('not covered')
  return made
}

const pageLink = (get: Read, at: string): Given | undefined =>
  get(`${at}.href`)
    ? present({
        href: get(`${at}.href`),
        text: content(get, at),
        labelText: get(`${at}.labelText`),
        attributes: get(`${at}.attributes`),
      })
    : undefined

/** Everything but fields: their options in our words. */
export const contentAdapters: Record<string, (get: Read) => Html> = {
  tag: get => call(tag, { text: content(get, ''), ...common(get) }),
  details: get =>
    call(details, {
      summary: content(get, '', 'summaryText', 'summaryHtml'),
      body: content(get, '') ?? '',
      open: get('open'),
      id: get('id'),
      ...common(get),
    }),
  'inset-text': get => call(insetText, { body: content(get, ''), id: get('id'), ...common(get) }),
  'warning-text': get =>
    call(warningText, { text: needed(content(get, '')), hiddenText: get('iconFallbackText'), ...common(get) }),
  'notification-banner': get =>
    call(notificationBanner, {
      text: content(get, '') ?? raw(''),
      type: get('type') === 'success' ? 'success' : undefined,
      title: content(get, '', 'titleText', 'titleHtml'),
      titleId: get('titleId'),
      headingLevel: get('titleHeadingLevel') === undefined ? undefined : Number(get('titleHeadingLevel')),
      role: get('role'),
      disableAutoFocus: get('disableAutoFocus'),
      ...common(get),
    }),
  'error-summary': get =>
    call(errorSummary, {
      title: content(get, '', 'titleText', 'titleHtml') ?? raw(''),
      description: content(get, '', 'descriptionText', 'descriptionHtml'),
      disableAutoFocus: get('disableAutoFocus'),
      errors: each(get('errorList'), item => ({
        text: content(item, ''),
        href: item('href'),
        attributes: item('attributes'),
      })),
      ...common(get),
    }),
  'back-link': get => call(backLink, { text: content(get, ''), href: get('href') ?? '#', ...common(get) }),
  breadcrumbs: get =>
    call(breadcrumbs, {
      items: each(get('items'), item => ({
        text: content(item, ''),
        href: item('href'),
        attributes: item('attributes'),
      })),
      collapseOnMobile: get('collapseOnMobile'),
      label: get('labelText'),
      ...common(get),
    }),
  pagination: get =>
    call(pagination, {
      previous: pageLink(get, 'previous'),
      next: pageLink(get, 'next'),
      items: get('items')
        ? each(get('items'), item => ({
            ellipsis: item('ellipsis'),
            number: item('number'),
            href: item('href'),
            current: item('current'),
            hiddenText: item('visuallyHiddenText'),
            attributes: item('attributes'),
          }))
        : undefined,
      label: get('landmarkLabel'),
      ...common(get),
    }),
  'summary-list': get =>
    call(summaryList, {
      rows: ((get('rows') ?? []) as (Given | null)[]).filter(Boolean).map(row => {
        const item = reader(row as Given)
        const made = present({
          key: content(item.get, 'key') ?? '',
          value: content(item.get, 'value') ?? '',
          classes: item.get('classes'),
          actions: item.get('actions.items') ? actions(item.get('actions.items')) : undefined,
        })
        if (item.unread()) throw new Error('not covered')
        return { key: '', value: '', ...made }
      }),
      card: get('card')
        ? present({
            title: needed(content(get, 'card.title')),
            headingLevel: get('card.title.headingLevel'),
            actions: get('card.actions.items') ? actions(get('card.actions.items')) : undefined,
            classes: get('card.classes'),
            attributes: get('card.attributes'),
          })
        : undefined,
      ...common(get),
    }),
  table: get =>
    call(table, {
      cards: false,
      caption: get('caption'),
      captionClasses: get('captionClasses'),
      rowHeader: get('firstCellIsHeader'),
      columns: get('head')
        ? each(get('head'), item => ({
            text: content(item, ''),
            numeric: item('format') === 'numeric' || undefined,
            classes: item('classes'),
            attributes: item('attributes'),
          }))
        : undefined,
      rows: ((get('rows') ?? []) as Given[][]).filter(Boolean).map(row =>
        each(row, item => ({
          cell: content(item, ''),
          numeric: item('format') === 'numeric',
          classes: item('classes'),
          attributes: item('attributes'),
        })),
      ),
      ...common(get),
    }),
  'task-list': get =>
    call(taskList, {
      idPrefix: get('idPrefix'),
      items: each(get('items'), item => ({
        title: content(item, 'title'),
        titleClasses: item('title.classes'),
        href: item('href'),
        hint: content(item, 'hint'),
        classes: item('classes'),
        status: item('status.tag') ? statusTag(item('status.tag') as Given) : content(item, 'status'),
        statusClasses: item('status.classes'),
      })),
      ...common(get),
    }),
}
