import type { FileEvent, XmlElement } from './file-event.ts'

type Fields = Record<string, unknown>

/**
 * Reads one line from the child as an event; undefined when it is none. The child parsed a hostile file, so what it
 * says is believed only in this shape.
 */
export const parseEvent = (line: string): FileEvent | undefined => {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return undefined
  }
  return isFields(value) && isEvent(value) ? (value as FileEvent) : undefined
}

const isEvent = (event: Fields): boolean => {
  switch (event.type) {
    case 'row':
      return isText(event.table) && isLine(event.line) && isTexts(event.values)
    case 'element':
      return isLine(event.line) && isElement(event.element)
    case 'object':
      return isLine(event.line) && isFields(event.value)
    case 'table':
      return isText(event.table) && maybe(event.columns, isTexts) && maybe(event.hidden, isFlag)
    case 'note':
      return isText(event.note)
    case 'problem':
      return isProblem(event)
    case 'end':
      return isLine(event.rows)
    default:
      return false
  }
}

const isProblem = (event: Fields): boolean =>
  isFlag(event.fatal) &&
  isText(event.problem) &&
  isText(event.fix) &&
  maybe(event.line, isLine) &&
  maybe(event.values, isTexts) &&
  [event.column, event.table, event.got, event.wanted].every(value => maybe(value, isText))

const isElement = (value: unknown): value is XmlElement =>
  isFields(value) &&
  isText(value.name) &&
  maybe(value.text, isText) &&
  maybe(value.attributes, attributes => isFields(attributes) && Object.values(attributes).every(isText)) &&
  maybe(value.children, children => Array.isArray(children) && children.every(isElement))

const maybe = (value: unknown, is: (value: unknown) => boolean): boolean => value === undefined || is(value)
const isText = (value: unknown): value is string => typeof value === 'string'
const isFlag = (value: unknown): value is boolean => typeof value === 'boolean'
const isLine = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0
const isTexts = (value: unknown): value is string[] => Array.isArray(value) && value.every(isText)
const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
