export { mostRowsOut, partsOut, type RowsOut } from './rows-out.ts'
export { exportPages } from './taking-out.page.ts'
