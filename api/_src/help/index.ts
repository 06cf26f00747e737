export { noteSignOfLife } from './wellness/signs.ts'
export { welfareCheck } from './wellness/welfare-check.ts'
