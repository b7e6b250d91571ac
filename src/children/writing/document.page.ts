import { createHash } from 'node:crypto'
import { Type } from 'typebox'
import { type ChildGrant, childAction, childPage, mayWrite, type Route } from '../../access/index.ts'
import { type Category, NotFound, type PlainDate, readDate } from '../../kernel/index.ts'
import type { FormError } from '../../platform/views/index.ts'
import { attachment } from '../kinds/index.ts'
import { findInLong, guardFor, longestText, type TextGuard, wordsInFile } from '../leak-guard/index.ts'
import { headerKinds, loadHeader } from '../pages/header.queries.ts'
import { recordHref } from '../pages/record-page.view.ts'
import { documentExamples, documentFormExamples } from './document.examples.ts'
import { type DocumentLine, keepDocument, listDocuments, readDocument } from './document.queries.ts'
import {
  type DocumentFields,
  type DocumentFormData,
  type DocumentsData,
  documentFormView,
  documentsView,
} from './document.view.ts'
import { type OpenedDocument, openDocument } from './document-file.actions.ts'
import { documentName } from './document-type.ts'
import { findLeaks, writableOf } from './note-form.ts'
import { closeWriting, write } from './own-source.actions.ts'

const needs = [...headerKinds, attachment] as const
type DocumentGrant = ChildGrant<'identity' | 'danger-note' | 'document'>

const choicesOf = (grant: DocumentGrant): Category[] =>
  writableOf([attachment.category, ...attachment.mayBe], category => mayWrite(grant.decision, category))

const documentsPage = childPage<typeof needs, DocumentsData>({
  path: '/children/:child/documents',
  purpose: 'read documents',
  nav: '/my-children',
  needs,
  load: async grant => ({
    header: await loadHeader(grant),
    documents: await listDocuments(grant),
    mayAdd: choicesOf(grant).length > 0,
    readerId: grant.reader.userId,
  }),
  answer: data => ({ page: documentsView(data) }),
  examples: documentExamples,
})

/** The file itself, always to be saved and never opened in the page (the server adds nosniff to every answer). */
const downloadPage = childPage<typeof needs, { name: string; mediaType: string; body: Buffer }>({
  path: '/children/:child/documents/:document',
  purpose: 'open a document',
  needs,
  load: async (grant, { params }) => {
    const found = await readDocument(grant, params.document)
    if (!found) throw new NotFound()
    return found
  },
  answer: file => ({ file }),
  examples: { 'a text': { name: 'letter.txt', mediaType: 'text/plain', body: Buffer.from('Dear Grace') } },
})

const field = () => Type.Optional(Type.String())
const NewQuery = Type.Object({ for: field() })

/** The document that a better version is added of: one that stands, by this reader. */
const getReplaced = async (grant: DocumentGrant, address: string | undefined): Promise<DocumentLine | undefined> => {
  if (!address) return undefined
  const found = (await listDocuments(grant)).find(d => d.address === address && d.replacedAt === undefined)
  // what the child made has no better version
  if (!found || found.own || found.authorId !== grant.reader.userId) throw new NotFound()
  return found
}

const newDocumentPage = childPage<typeof needs, DocumentFormData, typeof NewQuery>({
  path: '/children/:child/documents/new',
  purpose: 'attach a document',
  nav: '/my-children',
  query: NewQuery,
  needs,
  load: async (grant, { query }) => {
    const choices = choicesOf(grant)
    if (choices.length === 0) throw new NotFound()
    const replaced = await getReplaced(grant, query.for)
    const fields: DocumentFields = replaced
      ? {
          for: replaced.address,
          title: replaced.title,
          about: replaced.about ?? '',
          from: replaced.from ?? '',
          category: replaced.category,
        }
      : {}
    return {
      header: await loadHeader(grant),
      choices,
      fields,
      errors: [],
      ...(replaced ? { replacing: replaced.title } : {}),
    }
  },
  answer: (data, frame) => ({ page: documentFormView(data, frame.csrf) }),
  examples: documentFormExamples,
})

const DocumentForm = Type.Object({
  title: field(),
  about: field(),
  datedOn: field(),
  from: field(),
  own: field(),
  category: field(),
  reason: field(),
  for: field(),
})

const addDocumentAction = childAction<typeof needs, typeof DocumentForm>({
  path: '/children/:child/documents/new',
  purpose: 'attach a document',
  nav: '/my-children',
  needs,
  writes: attachment,
  right: 'write-notes',
  form: DocumentForm,
  files: true,
  act: async ({ grant, begin }, { form, files }) => {
    const choices = choicesOf(grant)
    const fields = form as DocumentFields
    const replaced = await getReplaced(grant, fields.for)
    const upload = files.find(f => f.field === 'file')
    const file = await openDocument(upload)
    const read = readFields(fields, choices, replaced !== undefined)
    const errors = [
      ...('error' in file ? [{ field: 'file', text: file.error }] : []),
      ...('errors' in read ? read.errors : []),
    ]
    const header = await loadHeader(grant)
    errors.push(...(await leaksIn(form, file, await guardFor(grant), header.first)))
    if ('error' in file || 'errors' in read || errors.length > 0) {
      const data = {
        header,
        choices,
        fields,
        errors,
        ...(replaced ? { replacing: replaced.title } : {}),
      }
      return { page: documentFormView(data, grant.reader.csrf), status: 422 }
    }
    const command = await begin()
    if (replaced) await closeWriting(command, replaced.id)
    const made = await write(command, {
      childId: grant.childId,
      kind: attachment,
      ...read,
      on: undefined,
      authorId: grant.reader.userId,
      ...(replaced ? { replaces: replaced.id } : {}),
    })
    await keepDocument(command, made.id, {
      name: documentName(upload?.name ?? ''),
      mediaType: file.type.mediaType,
      body: file.body,
      sha256: createHash('sha256').update(file.body).digest(),
    })
    return { redirect: recordHref(grant.address, '/documents'), flash: 'The document is attached.' }
  },
})

const reread = 'Take its password off, or save it anew as a PDF or plain text'

/** What gives a protected place away, in what was typed and in a file's own words. Of a letter's address alone nothing follows: letters have one. */
const leaksIn = async (
  fields: DocumentFields,
  file: OpenedDocument,
  guard: TextGuard,
  first: string,
): Promise<FormError[]> => {
  const typed = findLeaks(fields, guard, first, ['title', 'about', 'from', 'reason'])
  const words = 'error' in file || !guard.guards ? '' : await wordsInFile(file, file.type.mediaType)
  if (words === undefined)
    return [
      ...typed,
      { field: 'file', text: `This file cannot be looked through for where ${first} can be found. ${reread}` },
    ]
  if (words.length > longestText)
    return [...typed, { field: 'file', text: 'This text is too long to be looked through. Attach it in parts' }]
  const own = guard.known ? await findInLong(words, guard.find) : []
  const ofFamily = await findInLong(words, guard.findOfFamily)
  const inFile: TextGuard = { ...guard, find: () => own, findOfFamily: () => ofFamily }
  return [...typed, ...findLeaks({ file: words }, inFile, first, ['file'])]
}

type DocumentBody = Readonly<Record<string, string>>
const readFields = (
  fields: DocumentFields,
  choices: readonly Category[],
  replacing: boolean,
): { body: DocumentBody; category: Category } | { errors: FormError[] } => {
  const errors: FormError[] = []
  const text = (name: keyof DocumentFields) => fields[name]?.trim() ?? ''
  if (text('title') === '') errors.push({ field: 'title', text: 'Enter what the document is' })
  const dated = text('datedOn') === '' ? undefined : dayIn(text('datedOn'))
  if (text('datedOn') !== '' && !dated)
    errors.push({ field: 'datedOn', text: 'Enter the date on the document as day, month and year' })
  const category = choices.find(c => c === fields.category)
  if (!category) errors.push({ field: 'category', text: 'Choose who can see this document' })
  if (replacing && text('reason') === '') errors.push({ field: 'reason', text: 'Write why there is a better version' })
  if (errors.length > 0 || !category) return { errors }
  const body = {
    title: text('title'),
    about: text('about'),
    from: text('from'),
    own: !replacing && fields.own === 'yes' ? 'yes' : '',
    datedOn: dated ?? '',
    correctionReason: text('reason'),
  }
  return { category, body }
}
const dayIn = (text: string): PlainDate | undefined => {
  const read = readDate(text, { order: 'dmy' })
  return 'date' in read && read.precision === 'day' ? read.date : undefined
}

/** Documents of the record. */
export const documentRoutes: readonly Route[] = [documentsPage, newDocumentPage, addDocumentAction, downloadPage]
