export { lifeNoter } from './wellness/life-noter.ts'
export { noteSignOfLife } from './wellness/signs.ts'
export { callAbout, caringCall, welfareCheck } from './wellness/welfare-check.ts'
