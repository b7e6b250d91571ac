import { readFileSync } from 'node:fs'
import { readLists, useLocalLists } from '../kernel/index.ts'

/**
 * Reads the council's own lists and forms, where `LOCAL_LISTS` names their file: before any list is described, since what a form asks becomes part of what
 * can be kept of it. @throws Error in a plain sentence.
 */
export const readLocalLists = (environment: NodeJS.ProcessEnv): void => {
  if (environment.LOCAL_LISTS) useLocalLists(parseLists(environment.LOCAL_LISTS))
}

/** A file of lists as JSON. @throws Error in a plain sentence where there is none, or it is none. */
export const parseLists = (path: string): Readonly<Record<string, unknown>> => {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch {
    throw new Error(`There is no file ${path} of the council’s lists, or it cannot be read.`)
  }
  let file: unknown
  try {
    // some editors begin a file with a mark of its encoding
    file = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    throw new Error(`${path} is no JSON: look for a comma or a quotation mark that is missing.`)
  }
  return readLists(file)
}
