/** A file type that may be attached, and what its bytes say it is. */
export type DocumentType = { readonly mediaType: string; readonly name: string }

/** The largest file that may be attached. */
export const mostDocumentBytes = 25 * 1024 * 1024

const pdf: DocumentType = { mediaType: 'application/pdf', name: 'PDF' }
const png: DocumentType = { mediaType: 'image/png', name: 'picture (PNG)' }
const jpeg: DocumentType = { mediaType: 'image/jpeg', name: 'picture (JPEG)' }
const heic: DocumentType = { mediaType: 'image/heic', name: 'picture (HEIC)' }
const rtf: DocumentType = { mediaType: 'application/rtf', name: 'text with layout (RTF)' }
const plain: DocumentType = { mediaType: 'text/plain; charset=utf-8', name: 'plain text' }
const oldOffice: DocumentType = { mediaType: 'application/x-ole-storage', name: 'older Office document' }

const openXml = 'application/vnd.openxmlformats-officedocument'
/** Office documents are zip files: the folder inside says which. */
const zipped: readonly (readonly [inside: string, type: DocumentType])[] = [
  ['word/', { mediaType: `${openXml}.wordprocessingml.document`, name: 'Word document' }],
  ['xl/', { mediaType: `${openXml}.spreadsheetml.sheet`, name: 'Excel workbook' }],
  ['ppt/', { mediaType: `${openXml}.presentationml.presentation`, name: 'PowerPoint presentation' }],
  [
    'mimetypeapplication/vnd.oasis.opendocument',
    { mediaType: 'application/vnd.oasis.opendocument', name: 'OpenDocument file' },
  ],
]

const starts = (bytes: Uint8Array, ...signature: number[]): boolean => signature.every((b, at) => bytes[at] === b)
const latin = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')

/**
 * What a file is by its bytes, whatever its name says; undefined for a type that is not kept: programs, web pages, scripts,
 * archives, Office files with macros, and whatever is not known.
 */
export const documentTypeOf = (bytes: Uint8Array): DocumentType | undefined => {
  if (starts(bytes, 0x25, 0x50, 0x44, 0x46, 0x2d)) return pdf
  if (starts(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return png
  if (starts(bytes, 0xff, 0xd8, 0xff)) return jpeg
  if (/^ftyp(heic|heix|mif1)/.test(latin(bytes.subarray(4, 12)))) return heic
  if (latin(bytes.subarray(0, 5)) === '{\\rtf') return rtf
  if (starts(bytes, 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)) return isMacro(bytes) ? undefined : oldOffice
  if (starts(bytes, 0x50, 0x4b, 0x03, 0x04)) return zipType(bytes)
  return textType(bytes)
}

const isMacro = (bytes: Uint8Array): boolean => /_\0?V\0?B\0?A\0?_\0?P\0?R\0?O\0?J|vbaProject/.test(latin(bytes))

const zipType = (bytes: Uint8Array): DocumentType | undefined => {
  const text = latin(bytes)
  if (isMacro(bytes)) return undefined
  return zipped.find(([inside]) => text.includes(inside))?.[1]
}

/** Plain text: UTF-8 without control characters, and nothing that a browser or a shell would run. */
const textType = (bytes: Uint8Array): DocumentType | undefined => {
  if (bytes.length === 0) return undefined
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    if (/[\u0000-\u0008\u000e-\u001f\u007f]/.test(text)) return undefined
    return /^\s*(#!|<)|<(script|html|svg|iframe|\?php)\b/i.test(text) ? undefined : plain
  } catch {
    return undefined
  }
}

/** A file's name without what could mislead or escape: no folders, no control or turning characters, at most 150 letters. */
export const documentName = (name: string): string => {
  const last = name.replaceAll('\\', '/').split('/').at(-1) ?? ''
  const clean = last
    .normalize('NFC')
    .replace(/[\u0000-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069"<>|:*?]/g, '')
    .trim()
  return clean.replace(/^\.+/, '').slice(-150) || 'document'
}

/** "24 KB", "3.2 MB". */
export const sizeWords = (bytes: number): string =>
  bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`
