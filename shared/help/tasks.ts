/** What the desk can have to do today, in the order in which the page groups it. */
export const taskKinds = [
  'wellness_visit',
  'wellness_call',
  'need',
  'device_silent',
  'device_battery',
  'drill_failed',
  'review',
] as const
export type TaskKind = (typeof taskKinds)[number]

export const taskStatuses = ['open', 'done', 'dropped'] as const
export type TaskStatus = (typeof taskStatuses)[number]

/** Whom an overdue task is told to: first its own desk, then the one above. Street and beyond is told once a day. */
export const taskSteps = ['grid', 'community', 'street'] as const
export type TaskStep = (typeof taskSteps)[number]

/** Kinds that end with the record of a talk or a visit (`help.recordCare`), not with a tick. */
export function needsCareRecord(kind: TaskKind): boolean {
  return kind === 'wellness_call' || kind === 'wellness_visit'
}

/** Kinds that end only with words on what was done. */
export function needsResult(kind: TaskKind): boolean {
  return kind === 'need' || kind === 'drill_failed'
}
