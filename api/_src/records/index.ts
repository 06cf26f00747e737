export { recordAttendances, type Attendance } from './hours/record.ts'
