import { readFile } from 'node:fs/promises'
import type { Upload } from '../../access/index.ts'
import { withoutCameraNotes } from './camera-notes.ts'
import { type DocumentType, documentTypeOf, mostDocumentBytes } from './document-type.ts'

/** An uploaded document: the bytes to keep, with what they are, or why they are not kept. */
export type OpenedDocument = { path: string; body: Buffer; type: DocumentType } | { error: string }

const megabyte = 1024 * 1024

/** Reads an uploaded document by what it is, whatever its name says, without where a picture was taken. `most` in bytes. */
export const openDocument = async (upload: Upload | undefined, most = mostDocumentBytes): Promise<OpenedDocument> => {
  if (!upload || upload.bytes === 0) return { error: 'Choose a file' }
  if (upload.bytes > most) return { error: `The file must be smaller than ${most / megabyte} MB` }
  const body = await readFile(upload.path)
  const type = documentTypeOf(body)
  if (!type)
    return {
      error:
        'This kind of file is not kept. Save it as a PDF, a picture, an Office document without macros, or plain text',
    }
  const bare = withoutCameraNotes(body, type.mediaType)
  return bare
    ? { path: upload.path, body: bare, type }
    : { error: 'This picture may say where it was taken, and that cannot be taken out. Save it anew as a JPEG' }
}
