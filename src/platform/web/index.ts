export { type ReceivedForm, receiveForm, type SavedUpload, type WebOptions, webServer } from './server.ts'
