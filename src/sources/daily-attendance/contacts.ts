import { type Cells, type ContactsSaid, readContacts, type Tree } from '../../intake/index.ts'
import type { PlainDate } from '../../kernel/index.ts'

/** The contacts of a pupil line: people of their own, with how to reach them. */
export const contactsOf = (cells: Cells, tree: Tree, personKey: string, on: PlainDate): ContactsSaid =>
  readContacts(
    personKey,
    tree.all('contacts').map(at => ({
      order: cells.number(`${at}/order`),
      code: cells.text(`${at}/relationship`)?.toUpperCase(),
      forename: cells.text(`${at}/forename`),
      surname: cells.text(`${at}/surname`),
      responsibility: cells.flag(`${at}/parental_responsibility`),
      livesWith: cells.flag(`${at}/lives_with`),
      email: cells.text(`${at}/email`),
      phones: tree.all(`${at}/phones`).flatMap(phone => cells.text(`${phone}/number`) ?? []),
    })),
    on,
  )
