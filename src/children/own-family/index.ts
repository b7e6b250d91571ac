import type { Route } from '../../access/index.ts'
import { declareAction, ownFamilyPage } from './own-family.page.ts'

/** Children whose records are shut to somebody because they are of their own family. */
export const ownFamilyPages: readonly Route[] = [ownFamilyPage, declareAction]
