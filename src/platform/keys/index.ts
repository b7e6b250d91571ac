export { type Key, loadKey } from './key-store.ts'
export { type Keys, openKeys } from './keys.ts'
export { open, seal } from './seal.ts'
