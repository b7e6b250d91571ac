import { type Place, placesOf } from './template-places.ts'

const markup = Symbol('markup')
const attribute = Symbol('attribute')

/** Finished markup. Only this folder can make one, so whatever is `Html` has been escaped. */
export type Html = { readonly [markup]: string; toString(): string }

/** A whole attribute, made by `attr`, for a place inside a tag. */
export type Attribute = { readonly [attribute]: string }

/** What a template takes: words and numbers are escaped, `null` and `false` show nothing, `undefined` is an error. */
export type Part = string | number | Html | null | false | readonly Part[]

/** Words, or markup made by `html`. What most components take for a text. */
export type Content = string | Html

type Value = Part | Attribute | readonly Attribute[]

const prototype = {
  toString(this: Html): string {
    return this[markup]
  },
}

/**
 * Marks text as finished markup. Not exported from the folder: elsewhere a page has `html` and the components only.
 */
export const raw = (text: string): Html => {
  const made = Object.create(prototype) as { [markup]: string }
  made[markup] = text
  return made as unknown as Html
}

/** True for markup made by `html` or a component. */
export const isHtml = (value: unknown): value is Html => typeof value === 'object' && value !== null && markup in value

const codes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** The text with the five characters that HTML reads as markup written out, safe between tags and in quoted attributes. */
export const escapeText = (text: string): string =>
  /[&<>"']/.test(text) ? text.replace(/[&<>"']/g, c => codes[c] as string) : text

const known = new WeakMap<TemplateStringsArray, readonly Place[]>()

/**
 * A template. Every value is escaped for where it lands. Throws on `undefined`, on `true` and on a number that is not a
 * number (a field that is missing must not be shown as nothing), on markup inside an attribute, on an address with an
 * unknown scheme, and on holes in places that cannot be made safe (`placesOf`).
 */
export const html = (strings: TemplateStringsArray, ...values: readonly Value[]): Html => {
  let places = known.get(strings)
  if (!places) {
    places = placesOf(strings)
    known.set(strings, places)
  }
  let text = strings[0] as string
  for (let at = 0; at < values.length; at += 1) {
    text += written(values[at] as Value, places[at] as Place, text) + strings[at + 1]
  }
  return raw(text)
}

const written = (value: Value, place: Place, before: string): string => {
  if (place === 'text') return words(value as Part, before)
  if (place === 'tag') return attributeText(value, before)
  if (place === 'name') return headingLevel(value, before)
  if (value === null || value === false) return ''
  if (typeof value !== 'string' && typeof value !== 'number')
    return fail(value, 'an attribute takes words or a number', before)
  const text = words(value, before)
  return place === 'url' ? safeAddress(text, before) : text
}

const words = (value: Part, before: string): string => {
  if (typeof value === 'string') return escapeText(value)
  if (value === null || value === false) return ''
  if (typeof value === 'number' && Number.isFinite(value)) return String(value)
  if (isHtml(value)) return value[markup]
  if (Array.isArray(value)) return value.map(one => words(one, before)).join('')
  return fail(value, 'a template takes words, numbers and markup', before)
}

const attributeText = (value: Value, before: string): string => {
  if (value === null || value === false || value === '') return ''
  if (typeof value === 'object' && attribute in value) return value[attribute]
  if (Array.isArray(value)) return value.map(one => attributeText(one, before)).join('')
  return fail(value, 'inside a tag only attr() may stand', before)
}

const headingLevel = (value: unknown, before: string): string =>
  typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 6
    ? String(value)
    : fail(value, 'a tag name takes a heading level from 1 to 6', before)

const safeAddress = (text: string, before: string): string =>
  /^(https?:|mailto:|tel:)/i.test(text) || !(text.split(/[/?#]/)[0] as string).includes(':')
    ? text
    : fail('address', 'an address starts with / or https:, mailto:, tel:', before)

/** Only the kind of the value and fixed words go into the message: never the value, which may be about a child. */
const fail = (value: unknown, rule: string, before: string): never => {
  const tag = /<[a-z0-9-]+(?: class="[a-z0-9 _-]*")?/gi
  const near = before.match(tag)?.at(-1) ?? 'the start'
  throw new Error(
    `Template: ${value === undefined ? 'a missing value (undefined)' : typeof value} near ${near}: ${rule}`,
  )
}

/**
 * An attribute for a place inside a tag: `<input${attr('checked', on)}>`. `true` gives the bare name; `false`, `null` and
 * `undefined` give nothing; words and numbers give name="value", escaped. Throws for `style` and `on…`, and for a name
 * that is not a plain attribute name.
 */
export const attr = (name: string, value: string | number | boolean | null | undefined): Attribute => {
  if (!/^[a-z][a-z0-9:-]*$/i.test(name) || /^(style|on)/i.test(name))
    throw new Error(`Attribute name not allowed: ${name}`)
  const text =
    value === true ? ` ${name}` : value === false || value === null || value === undefined ? '' : pair(name, value)
  return { [attribute]: text }
}

const pair = (name: string, value: string | number): string =>
  ` ${name}="${/^(href|src|action|formaction)$/i.test(name) ? safeAddress(escapeText(String(value)), name) : escapeText(String(value))}"`

/** Several attributes at once, in the order given. */
export const attrs = (values: Readonly<Record<string, string | number | boolean | undefined>>): Attribute => ({
  [attribute]: Object.entries(values)
    .map(([name, value]) => attr(name, value)[attribute])
    .join(''),
})

/** The parts with `separator` between them, leaving out the ones that show nothing. */
export const join = (parts: readonly Part[], separator: Content = ', '): Html =>
  html`${parts
    .filter(one => one !== null && one !== false && one !== '')
    .map((one, at) => (at === 0 ? one : ([separator, one] satisfies Part)))}`

/** A text as people typed it, one `<p>` for each block of lines, `<br>` inside. */
export const paragraphs = (text: string): Html =>
  html`${text
    .split(/\r?\n\s*\r?\n/)
    .filter(block => block.trim() !== '')
    .map(block => html`<p class="govuk-body">${join(block.trim().split(/\r?\n/), raw('<br>'))}</p>`)}`
