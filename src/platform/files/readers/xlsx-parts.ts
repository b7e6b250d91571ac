import { type Shown, shownBy } from './number-text.ts'
import { readPart, type Workbook } from './xlsx-package.ts'

/** Excel writes characters that XML cannot hold as _x000D_, and a real `_x000D_` as _x005F_x000D_. */
export const decodeEscapes = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text

/** The texts that cells refer to by number. Phonetic guides (rPh) are not part of the text. */
export const readSharedStrings = async (workbook: Workbook): Promise<string[]> => {
  const strings: string[] = []
  if (workbook.sharedStrings === undefined) return strings
  let current = ''
  let inText = false
  let phonetic = 0
  await readPart(workbook, workbook.sharedStrings, {
    open: name => {
      if (name === 'si') current = ''
      if (name === 'rPh') phonetic++
      inText = name === 't' && phonetic === 0
    },
    text: text => {
      if (inText) current += text
    },
    close: name => {
      inText = false
      if (name === 'rPh') phonetic--
      if (name === 'si') strings.push(decodeEscapes(current))
    },
  })
  return strings
}

/** What each cell style shows, by the style's number. */
export const readStyles = async (workbook: Workbook): Promise<Shown[]> => {
  const codes = new Map<number, string>()
  const ids: number[] = []
  if (workbook.styles === undefined) return []
  let inCellStyles = false
  await readPart(workbook, workbook.styles, {
    open: (name, { numFmtId, formatCode }) => {
      if (name === 'cellXfs') inCellStyles = true
      if (name === 'numFmt') codes.set(Number(numFmtId), formatCode ?? 'General')
      if (name === 'xf' && inCellStyles) ids.push(Number(numFmtId ?? 0))
    },
    text: () => {},
    close: name => {
      if (name === 'cellXfs') inCellStyles = false
    },
  })
  return ids.map(id => shownBy(id, codes.get(id)))
}
