export * from './golden-record/index.ts'
export * from './kinds/index.ts'
export * from './linking/index.ts'
export { type Panel, type PanelFrame, panel } from './panel.ts'
